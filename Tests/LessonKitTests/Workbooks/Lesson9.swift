// Ways to write lesson 9's function; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

struct NotUTF8: Error {}

/// The number of bytes that the bits of a first byte announce; nil where it is not a first byte.
func announced(_ first: UInt8) -> Int? {
  if first < 0x80 { return 1 }
  if first & 0xe0 == 0xc0 { return 2 }
  if first & 0xf0 == 0xe0 { return 3 }
  if first & 0xf8 == 0xf0 { return 4 }
  return nil
}

/// The number that the bytes of a character make.
func number(_ character: [UInt8]) -> UInt32 {
  let count = character.count
  var number = UInt32(character[0]) & (count == 1 ? 0x7f : 0xff >> (UInt32(count) + 1))
  for byte in character.dropFirst() { number = number << 6 | UInt32(byte & 0x3f) }
  return number
}

/// The smallest and the largest number that some bytes can become, if others follow them.
func possible(_ some: [UInt8], of count: Int) -> ClosedRange<UInt32> {
  let missing = Array(repeating: UInt8(0), count: count - some.count)
  return number(some + missing.map { _ in 0x80 })...number(some + missing.map { _ in 0xbf })
}

/// A validator that computes the numbers, with ways to write it wrong.
func validate(
  _ bytes: [UInt8], _ isLast: Bool, least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000],
  largest: UInt32 = 0x10ffff, surrogates: Bool = false, early: Bool = true,
  announced: (UInt8) -> Int? = announced, continues: (UInt8) -> Bool = { $0 & 0xc0 == 0x80 }
) throws -> Int {
  var index = 0
  while index < bytes.count {
    guard let count = announced(bytes[index]) else { throw NotUTF8() }
    let have = Array(bytes[index..<min(bytes.count, index + count)])
    for byte in have.dropFirst() where !continues(byte) { throw NotUTF8() }
    if have.count == count || early, count < 5 {
      let numbers = possible(have, of: count)
      if numbers.upperBound < least[count] || numbers.lowerBound > largest { throw NotUTF8() }
      if !surrogates, numbers.lowerBound >= 0xd800, numbers.upperBound < 0xe000 { throw NotUTF8() }
    }
    if have.count < count {
      if isLast { throw NotUTF8() }
      return have.count
    }
    index += count
  }
  return 0
}

func checkUTF8(_ bytes: [UInt8], isLast: Bool) throws -> Int {
  switch variant {
  case "numbers":  // passes
    return try validate(bytes, isLast)
  case "a machine":  // passes
    var missing = 0
    var have = 0
    var (low, high): (UInt8, UInt8) = (0x80, 0xbf)
    for byte in bytes {
      if missing > 0 {
        guard byte >= low, byte <= high else { throw NotUTF8() }
        (low, high) = (0x80, 0xbf)
        missing -= 1
        have += 1
        continue
      }
      have = 1
      switch byte {
      case ..<0x80: missing = 0
      case 0xc2..<0xe0: missing = 1
      case 0xe0..<0xf0: missing = 2
      case 0xf0..<0xf5: missing = 3
      default: throw NotUTF8()
      }
      if byte == 0xe0 { low = 0xa0 }
      if byte == 0xed { high = 0x9f }
      if byte == 0xf0 { low = 0x90 }
      if byte == 0xf4 { high = 0x8f }
    }
    if missing > 0, isLast { throw NotUTF8() }
    return missing > 0 ? have : 0
  case "Swift's own, from the end":  // passes
    func isText(_ bytes: some Sequence<UInt8>) -> Bool {
      String(validating: Array(bytes), as: UTF8.self) != nil
    }
    if isText(bytes) { return 0 }
    if isLast { throw NotUTF8() }
    let endings: [[UInt8]] = [
      [0x80], [0xbf], [0x80, 0x80], [0xbf, 0xbf], [0x80, 0x80, 0x80], [0xbf, 0xbf, 0xbf],
    ]
    guard endings.contains(where: { isText(bytes + $0) }) else { throw NotUTF8() }
    return (1...3).first { isText(bytes.dropLast($0)) } ?? 0
  case "nothing":  // text.not-validated, String(decoding
    return String(decoding: bytes, as: UTF8.self).isEmpty ? 0 : 0
  case "Swift's own":  // text.per-fragment
    guard String(validating: bytes, as: UTF8.self) != nil else { throw NotUTF8() }
    return 0
  case "Swift's own at the end":  // 0 for an unfinished
    guard String(validating: bytes, as: UTF8.self) != nil else {
      if isLast { throw NotUTF8() }
      _ = try validate(bytes, false)
      return 0
    }
    return 0
  case "ASCII":  // all bytes from 80 on
    if bytes.contains(where: { $0 > 127 }) { throw NotUTF8() }
    return 0
  case "overlong":  // text.overlong, overlong forms
    return try validate(bytes, isLast, least: [0, 0, 0, 0, 0])
  case "overlong in three":  // text.overlong, three bytes
    return try validate(bytes, isLast, least: [0, 0, 0x80, 0, 0x10000])
  case "overlong in four":  // text.overlong, four bytes
    return try validate(bytes, isLast, least: [0, 0, 0x80, 0x800, 0])
  case "c0 and c1":  // text.overlong, c0 and c1
    return try validate(bytes, isLast, least: [0, 0, 0, 0x800, 0x10000])
  case "c1":  // text.overlong, accepted c1
    return try validate(bytes, isLast, least: [0, 0, 0x40, 0x800, 0x10000])
  case "surrogates":  // text.surrogate
    return try validate(bytes, isLast, surrogates: true)
  case "up to 1fffff":  // text.too-large, above U+10FFFF
    return try validate(bytes, isLast, largest: 0x1f_ffff)
  case "up to 13ffff":  // text.too-large, f4 90
    return try validate(bytes, isLast, largest: 0x13_ffff)
  case "up to ffff":  // four bytes, such as emoji
    if bytes.contains(where: { $0 >= 0xf0 }) { throw NotUTF8() }
    return try validate(bytes, isLast)
  case "five bytes":  // text.too-large, five and six
    return try validate(
      bytes, isLast,
      announced: { announced($0) ?? ($0 & 0xfc == 0xf8 ? 5 : $0 & 0xfe == 0xfc ? 6 : nil) })
  case "else four":  // text.overlong; later text.surrogate, first of four
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      let count = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      for byte in bytes[index...].prefix(count).dropFirst() where byte & 0xc0 != 0x80 {
        throw NotUTF8()
      }
      if index + count > bytes.count {
        if isLast { throw NotUTF8() }
        return bytes.count - index
      }
      index += count
    }
    return 0
  case "stray":  // 80 to bf where a character begins
    return try validate(
      bytes.map { $0 }, isLast, announced: { $0 & 0xc0 == 0x80 ? 1 : announced($0) })
  case "counts only":  // text.not-validated, the bytes after the first; later text.overlong
    var index = 0
    while index < bytes.count {
      guard let count = announced(bytes[index]) else { throw NotUTF8() }
      if index + count > bytes.count {
        if isLast { throw NotUTF8() }
        return bytes.count - index
      }
      index += count
    }
    return 0
  case "80 and more":  // every byte from 80 on
    return try validate(bytes, isLast, continues: { $0 >= 0x80 })
  case "number at the end":  // text.late-failure, number
    return try validate(bytes, isLast, early: false)
  case "whole characters":  // text.late-failure, all its bytes
    var index = 0
    while index < bytes.count {
      guard let count = announced(bytes[index]) else { throw NotUTF8() }
      if index + count > bytes.count {
        if isLast { throw NotUTF8() }
        return bytes.count - index
      }
      _ = try validate(Array(bytes[index..<index + count]), true)
      index += count
    }
    return 0
  case "ends anywhere":  // text.not-validated, ends inside a character
    return try validate(bytes, false)
  case "never inside":  // text.per-fragment
    return try validate(bytes, true)
  case "isLast, the wrong way round":  // wrong way round
    return try validate(bytes, !isLast)
  case "missing bytes":  // bytes are missing
    let rest = try validate(bytes, isLast)
    return rest == 0 ? 0 : (announced(bytes[bytes.count - rest]) ?? 0) - rest
  case "announced bytes":  // whole character has
    let rest = try validate(bytes, isLast)
    return rest == 0 ? 0 : announced(bytes[bytes.count - rest]) ?? 0
  case "where it begins":  // where the unfinished character begins
    let rest = try validate(bytes, isLast)
    return rest == 0 ? 0 : bytes.count - rest
  case "zero":  // returned 0 for an unfinished
    _ = try validate(bytes, isLast)
    return 0
  case "one":  // returned 1 for every
    return try validate(bytes, isLast) > 0 ? 1 : 0
  case "without the first":  // did not count the first byte
    return max(0, try validate(bytes, isLast) - 1)
  case "all bytes":  // number of bytes
    let rest = try validate(bytes, isLast)
    return rest == 0 ? bytes.count : rest
  case "characters":  // number of characters
    let rest = try validate(bytes, isLast)
    return rest == 0 ? String(decoding: bytes, as: UTF8.self).unicodeScalars.count : rest
  case "reads on":  // has not come yet; later text.late-failure
    var index = 0
    while index < bytes.count {
      guard let count = announced(bytes[index]) else { throw NotUTF8() }
      for next in index..<index + count where next > index {
        if bytes[next] & 0xc0 != 0x80 { throw NotUTF8() }
      }
      _ = try validate(Array(bytes[index..<index + count]), true)
      index += count
    }
    return 0
  case "zero for errors":  // returned 0 for bytes that are not
    do { return try validate(bytes, isLast) } catch { return 0 }
  case "stops":  // stopped the program
    do { return try validate(bytes, isLast) } catch { fatalError("not UTF-8") }
  case "a0 refused":  // a0 after e0
    return try validate(bytes, isLast, least: [0, 0, 0x80, 0x840, 0x10000])
  case "overlong and surrogates":  // text.overlong; later text.surrogate
    return try validate(bytes, isLast, least: [0, 0, 0, 0, 0], surrogates: true)
  case "surrogates and above":  // text.surrogate; later text.too-large
    return try validate(bytes, isLast, largest: 0x1f_ffff, surrogates: true)
  case "at the end, missing bytes":  // bytes are missing; later text.late-failure
    let rest = try validate(bytes, isLast, early: false)
    return rest == 0 ? 0 : (announced(bytes[bytes.count - rest]) ?? 0) - rest
  case "ends anywhere, overlong":  // text.not-validated; later text.overlong
    return try validate(bytes, false, least: [0, 0, 0, 0, 0])
  case "bits only":  // text.overlong; later text.surrogate, text.too-large
    return try validate(bytes, isLast, least: [0, 0, 0, 0, 0], largest: .max, surrogates: true)
  case "odd":  // unknown
    return bytes.count % 2
  case "twice":  // unknown
    return try 2 * validate(bytes, isLast)
  default: fatalError("no variant \(variant)")
  }
}
