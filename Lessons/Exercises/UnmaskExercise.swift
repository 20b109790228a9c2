import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 3: takes the mask off a payload.
  package static let unmask = Exercise(
    lesson: 3, function: "unmask",
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
    ]
  ) { arguments in
    undo(arguments) { payload, key in
      var bytes = payload
      MaskingKey(key[0], key[1], key[2], key[3]).apply(to: &bytes)
      return bytes
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
