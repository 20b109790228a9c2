import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 3: takes the mask off a payload.
  package static let unmask = Exercise(
    function: "unmask",
    signature: "func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8]",
    labels: [nil, "key"],
    calls: [
      masked("Hello", 0x37fa_213d),
      masked("four", 0x37fa_213d),
      masked("", 0x37fa_213d),
      masked("A", 0x0102_0304),
      masked("not masked by this key", 0),
      masked("你好, WebSocket", 0x0102_0304),
      masked("A payload of more than four times four bytes.", 0xff80_017f),
      [.bytes(Array(0...255)), .bytes([0xa5, 0x5a, 0xc3, 0x3c])],
      masked("and Hello once more", 0x37fa_213d),
    ],
    misconceptions: [
      Misconception(
        "mask.single-byte",
        "You XORed every byte with the first key byte. The key has four, and they take turns."
      ) { arguments in
        undo(arguments) { payload, key in payload.map { $0 ^ key[0] } }
      },
      Misconception(
        "mask.or",
        "You used OR where XOR belongs. OR only ever sets bits, so nothing takes the mask off again."
      ) { arguments in
        undo(arguments) { payload, key in
          payload.enumerated().map { $1 | key[$0 % 4] }
        }
      },
      Misconception(
        "mask.index-kept",
        "You went on counting where the last payload ended. The key begins anew with each frame."
      ) { calls in
        var index = 0
        return calls.map { arguments in
          undo(arguments) { payload, key in
            payload.map { byte in
              defer { index += 1 }
              return byte ^ key[index % 4]
            }
          }
        }
      },
    ] + slips
  ) { arguments in
    undo(arguments) { payload, key in
      var bytes = payload
      MaskingKey(key[0], key[1], key[2], key[3]).apply(to: &bytes)
      return bytes
    }
  }

  /// What happens to anybody once: no name, but a sentence.
  private static let slips: [Misconception] = [
    each("You used AND where XOR belongs. AND clears bits, and what it clears cannot come back.") {
      $0 & $1[$2 % 4]
    },
    each("You went through the key backwards. Its bytes take turns in the order they came in.") {
      $0 ^ $1[3 - $2 % 4]
    },
    each(
      """
      You began with the key's second byte. Counting starts at 0: payload byte 0 belongs to key byte 0.
      """
    ) { $0 ^ $1[($2 + 1) % 4] },
    each(
      """
      You took a new key byte after every four bytes of payload. It changes with each byte: i mod 4, not \
      i divided by 4.
      """
    ) { $2 / 4 < 4 ? $0 ^ $1[$2 / 4] : nil },
    each(
      """
      You took a new key byte after every four bytes of payload. It changes with each byte: i mod 4, not \
      i divided by 4.
      """
    ) { $0 ^ $1[$2 / 4 % 4] },
    each("You ran out of key bytes. There are four; behind the last, the first comes again.") {
      $2 < 4 ? $0 ^ $1[$2] : nil
    },
    each(
      "You unmasked four bytes and left the rest. Behind the last key byte comes the first again."
    ) { $2 < 4 ? $0 ^ $1[$2] : $0 },
    each("You subtracted the key. XOR works on each bit alone: nothing is borrowed or carried.") {
      $0 &- $1[$2 % 4]
    },
    each("You added the key. XOR works on each bit alone: nothing is borrowed or carried.") {
      $0 &+ $1[$2 % 4]
    },
    each("What came back is what went in: the payload, still masked.") { byte, _, _ in byte },
    Misconception(
      nil,
      """
      Only four bytes came back, one for each key byte, as `zip` does it. Behind the last key byte comes \
      the first again.
      """
    ) { arguments in
      undo(arguments) { payload, key in zip(payload, key).map { $0 ^ $1 } }
    },
  ]

  /// A slip that can be told byte by byte: from the byte, the key and the index; nil is a crash.
  private static func each(
    _ sentence: String, _ mistaken: @escaping @Sendable (UInt8, [UInt8], Int) -> UInt8?
  ) -> Misconception {
    Misconception(nil, sentence) { arguments in
      guard case .bytes(let payload) = arguments.first, case .bytes(let key) = arguments.last,
        key.count == 4
      else { return .threw }
      let bytes = payload.enumerated().map { mistaken($1, key, $0) }
      return bytes.contains(nil) ? .crashed("") : .bytes(bytes.compactMap { $0 })
    }
  }

  /// The call that should give back this text.
  private static func masked(_ text: String, _ key: UInt32) -> [WorkValue] {
    let key = MaskingKey(rawValue: key)
    var bytes = Array(text.utf8)
    key.apply(to: &bytes)
    return [.bytes(bytes), .bytes(key.bytes)]
  }
}

/// Applies a way to take the mask off to a call's payload and key.
private func undo(
  _ arguments: [WorkValue], _ unmask: ([UInt8], [UInt8]) -> [UInt8]
) -> Outcome {
  guard case .bytes(let payload) = arguments.first, case .bytes(let key) = arguments.last,
    key.count == 4
  else { return .threw }
  return .bytes(unmask(payload, key))
}
