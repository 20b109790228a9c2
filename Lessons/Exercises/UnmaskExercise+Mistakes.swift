import LessonKit

extension UnmaskAttempt {
  static let parts: [[Mistake<Self>]] = [operations, indexes, kept, bounds, results, crashes]

  private static let operations: [Mistake<Self>] = [
    Mistake(
      "mask.or", "You used OR where XOR is needed. OR sets bits, and cannot clear them again."
    ) {
      $0.combine = { $0 | $1 }
    },
    Mistake(nil, "You used AND where XOR is needed. AND clears bits, and cannot set them again.") {
      $0.combine = { $0 & $1 }
    },
    Mistake(nil, "You subtracted the key. XOR works on each bit alone, and borrows nothing.") {
      $0.combine = { $0 &- $1 }
    },
    Mistake(nil, "You added the key. XOR works on each bit alone, and carries nothing.") {
      $0.combine = { $0 &+ $1 }
    },
    Mistake(nil, "You added the key. XOR, which is `^` in Swift, carries nothing.") {
      $0.combine = { $0.addingReportingOverflow($1).overflow ? nil : $0 + $1 }
    },
    Mistake(nil, "You subtracted the key. XOR, which is `^` in Swift, borrows nothing.") {
      $0.combine = { $0 < $1 ? nil : $0 - $1 }
    },
    Mistake(nil, "You flipped all bits of the result. XOR alone is enough.") {
      $0.combine = { ~($0 ^ $1) }
    },
    Mistake(nil, "The result is the key's bytes. XOR each of them with the payload byte.") {
      $0.combine = { $1 }
    },
    Mistake(nil, "The result is the payload, still masked.") { $0.combine = { byte, _ in byte } },
  ]

  private static let indexes: [Mistake<Self>] = [
    Mistake(nil, "You used i mod 2. The key has four bytes: i mod 4.") { $0.keyIndex = { $0 % 2 } },
    Mistake(nil, "You took i AND 4. The remainder of the division by 4 is `i % 4`, or `i & 3`.") {
      $0.keyIndex = { $0 & 4 }
    },
    Mistake(
      "mask.single-byte",
      "You used the first key byte for every payload byte. The key has four bytes, and they take turns."
    ) { $0.keyIndex = { _ in 0 } },
    Mistake(
      nil, "You used the last key byte for every payload byte. The four key bytes take turns."
    ) { $0.keyIndex = { _ in 3 } },
    Mistake(nil, "You went through the key backwards. Payload byte 0 uses key byte 0.") {
      $0.keyIndex = { 3 - $0 % 4 }
    },
    Mistake(
      nil, "You began with the second key byte. Count from 0: payload byte 0 uses key byte 0."
    ) {
      $0.keyIndex = { ($0 + 1) % 4 }
    },
    Mistake(nil, "You began with the third key byte. Payload byte 0 uses key byte 0.") {
      $0.keyIndex = { ($0 + 2) % 4 }
    },
    Mistake(nil, "You began with the last key byte. Payload byte 0 uses key byte 0.") {
      $0.keyIndex = { ($0 + 3) % 4 }
    },
    Mistake(nil, "After key byte 0, you went through the key backwards. Byte 1 uses key byte 1.") {
      $0.keyIndex = { (4 - $0 % 4) % 4 }
    },
    Mistake(
      nil,
      "You changed the key byte after every four payload bytes. It changes with each byte: i mod 4."
    ) { $0.keyIndex = { $0 / 4 % 4 } },
    Mistake(
      nil,
      "You divided the index by 4. Take the remainder of the division: i mod 4, in Swift `i % 4`."
    ) { $0.keyIndex = { $0 / 4 } },
    Mistake(nil, "You used i mod 3. The key has four bytes: i mod 4.") { $0.keyIndex = { $0 % 3 } },
    Mistake(
      nil,
      "You used a key byte that does not exist. The key has the bytes 0 to 3. Then byte 0 comes again."
    ) { $0.keyIndex = { $0 } },
    Mistake(
      nil, "You went on with the last key byte. After the last key byte, the first comes again."
    ) { $0.keyIndex = { min($0, 3) } },

  ]

  private static let kept: [Mistake<Self>] = [
    Mistake(
      "mask.index-kept",
      "You went on counting where the last payload ended. The key starts again with each payload."
    ) { $0.keepsIndex = true }
  ]

  private static let bounds: [Mistake<Self>] = [
    Mistake(
      nil,
      "You unmasked four bytes and kept the others. After the last key byte, the first comes again."
    ) { $0.unmasked = { 0..<min($0, 4) } },
    Mistake(nil, "You did not unmask the last byte. `0..<count` already ends before the count.") {
      $0.unmasked = { 0..<max(0, $0 - 1) }
      $0.crash = { $0.isEmpty ? .range : nil }
    },
    Mistake(nil, "You did not unmask the last byte. The last index is the count minus 1.") {
      $0.unmasked = { 0..<max(0, $0 - 1) }
    },
    Mistake(nil, "You did not unmask the first byte. The first index is 0: write `0..<count`.") {
      $0.unmasked = { min(1, $0)..<$0 }
      $0.crash = { $0.isEmpty ? .range : nil }
    },
    Mistake(nil, "You did not unmask the first byte. The first index is 0.") {
      $0.unmasked = { min(1, $0)..<$0 }
    },
    Mistake(nil, "You unmasked whole groups of four, and not the bytes after the last group.") {
      $0.unmasked = { 0..<($0 - $0 % 4) }
    },
  ]

  private static let results: [Mistake<Self>] = [
    Mistake(
      nil, "You read the first four payload bytes again and again. Payload byte i is `payload[i]`."
    ) {
      $0.finish = { _, payload, key in
        payload.indices.map { payload[$0 % 4] ^ key[$0 % 4] }
      }
    },
    Mistake(
      nil, "You XORed with the index, i mod 4. XOR with the key's byte at this index: `key[i % 4]`."
    ) {
      $0.finish = { _, payload, _ in
        payload.enumerated().map { $1 ^ UInt8(truncatingIfNeeded: $0 % 4) }
      }
    },
    Mistake(nil, "You XORed each payload byte with all four key bytes. Each uses one of them.") {
      $0.finish = { _, payload, key in payload.map { key.reduce($0, ^) } }
    },
    Mistake(
      nil,
      """
      You made four bytes of each payload byte, one with each key byte. Each payload byte uses one key \
      byte: you need one loop, not two.
      """
    ) { $0.finish = { _, payload, key in payload.flatMap { byte in key.map { byte ^ $0 } } } },
    Mistake(nil, "You unmasked only every fourth byte. Go through all of them.") {
      $0.finish = { result, payload, _ in
        payload.indices.map { $0.isMultiple(of: 4) ? result[$0] : payload[$0] }
      }
    },
    Mistake(
      nil, "You left out the first four bytes. The key is not in the payload: it is `key`."
    ) {
      $0.finish = { _, payload, key in
        payload.dropFirst(4).enumerated().map { $1 ^ key[$0 % 4] }
      }
    },
    Mistake(nil, "You added zeros up to a whole group of four. Return as many bytes as came.") {
      $0.finish = { result, _, _ in
        result + [UInt8](repeating: 0, count: (4 - result.count % 4) % 4)
      }
    },
    Mistake(
      nil,
      """
      You made a text of the bytes, and bytes of the text. A payload is not always UTF-8: return the \
      bytes as they are.
      """
    ) { $0.finish = { result, _, _ in Array(String(decoding: result, as: UTF8.self).utf8) } },
    Mistake(
      nil,
      """
      Only four bytes came back, as with `zip`, which ends with the shorter of the two. After the last \
      key byte, the first comes again.
      """
    ) { $0.finish = { result, _, key in Array(result.prefix(key.count)) } },
    Mistake(nil, "You left out the last byte. A range `0..<count` already ends before the count.") {
      $0.finish = { result, _, _ in result.dropLast() }
    },
    Mistake(nil, "You left out the first byte. The first index is 0.") {
      $0.finish = { result, _, _ in Array(result.dropFirst()) }
    },
    Mistake(nil, "You left out the bytes after the last group of four.") {
      $0.finish = { result, _, _ in Array(result.dropLast(result.count % 4)) }
    },
    Mistake(nil, "You appended the result to the masked payload. Return the new bytes alone.") {
      $0.finish = { result, payload, _ in payload + result }
    },
    Mistake(nil, "You put the key in front of the result. Return the payload alone.") {
      $0.finish = { result, _, key in key + result }
    },
    Mistake(nil, "The result is in the wrong order: its last byte comes first.") {
      $0.finish = { result, _, _ in result.reversed() }
    },
    Mistake(nil, "You returned an empty array. Append each byte of the result, and return them.") {
      $0.finish = { _, _, _ in [] }
    },
    Mistake(nil, "You returned zeros. Write each result into its place.") {
      $0.finish = { result, _, _ in [UInt8](repeating: 0, count: result.count) }
    },
    Mistake(nil, "Only one byte came back. Return after the loop, not inside it.") {
      $0.finish = { result, _, _ in Array(result.prefix(1)) }
    },
  ]

  private static let crashes: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You read whole groups of four bytes. The last group may have fewer: check that a byte is there.
      """
    ) { $0.crash = { $0.count.isMultiple(of: 4) ? nil : .index } },
    Mistake(
      nil,
      """
      You wrote into an empty array, which has no places yet. Use `append`, or begin with a copy of \
      the payload: `var result = payload`.
      """
    ) {
      $0.crash = { $0.isEmpty ? nil : .index }
      $0.crashesIn = { $0.contains(#/\] *\^?=[^=]/#) && !$0.contains("- 1") }
    },
    Mistake(nil, "You took 1 from the index. Payload byte 0 uses key byte 0, which is `key[0]`.") {
      $0.keyIndex = { $0 % 4 - 1 }
      $0.crashesIn = { $0.contains("- 1") }
    },
    Mistake(
      nil, "Your loop goes one too far: the last index is the count minus 1. Use `0..<count`."
    ) {
      $0.unmasked = { 0..<($0 + 1) }
      // A fixed place, such as `[0] =`, is not the loop's.
      $0.crashesIn = { !$0.contains(#/\[\d+\] *\^?=[^=]/#) }
    },
    Mistake(nil, "Your loop goes from 1 to the count. Indexes go from 0 to the count minus 1.") {
      $0.crash = { $0.isEmpty ? .range : .index }
    },
    Mistake(nil, "The range `0...count - 1` cannot be made for an empty payload. Use `0..<count`.")
    {
      $0.crash = { $0.isEmpty ? .range : nil }
    },
    Mistake(nil, "You expected at least one byte. The payload may be empty.") {
      $0.crash = { $0.isEmpty ? .index : nil }
    },
    Mistake(nil, "You converted the index to UInt8. A payload may have more than 256 bytes.") {
      $0.crash = { $0.count > 256 ? .tooLarge : nil }
    },
  ]
}
