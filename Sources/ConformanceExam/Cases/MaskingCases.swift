import WebSocketProtocol

extension ExamCase {
  /// Masking: any key, at any length, in every frame anew, and never left out.
  static let maskingCases = keys + lengths + apart + unmasked

  private static let keys: [ExamCase] =
    [0, 0xffff_ffff, 0x0102_0304, 0x0000_00ff, 0xff00_0000, 0x00ff_ff00, 0x8080_8080, 0x3739_0d0a]
    .map {
      (key: UInt32) in
      let digits = String(key, radix: 16)
      let padded = String(repeating: "0", count: 8 - digits.count) + digits
      return echo(
        "masking.key-\(padded)", "A text masked with the key \(padded) comes back", section: "5.3"
      ) {
        [.text("masked with a key of its own").with { $0.mask = .key(MaskingKey(rawValue: key)) }]
      }
    }

  private static let lengths: [ExamCase] = (1...9).map { count in
    echo(
      "masking.length-\(count)", "Each of \(count) bytes is unmasked with its own byte of the key",
      section: "5.3"
    ) {
      [
        .binary(Array(repeating: 0xff, count: count)).with {
          $0.mask = .key(MaskingKey(rawValue: 0x0f1e_2d3c))
        }
      ]
    }
  }

  private static let apart: [ExamCase] = [
    echo(
      "masking.key-for-each-frame", "Two frames with different keys come back", section: "5.3"
    ) {
      [
        .text("first").with { $0.mask = .key(MaskingKey(rawValue: 0x1122_3344)) },
        .text("second").with { $0.mask = .key(MaskingKey(rawValue: 0xaabb_ccdd)) },
      ]
    },
    echo(
      "masking.key-for-each-fragment",
      "A message comes back whose fragments have different keys and odd lengths", section: "5.3"
    ) {
      [
        .text("a", isFinal: false).with { $0.mask = .key(MaskingKey(rawValue: 0x1122_3344)) },
        .continuation("bcd", isFinal: false).with {
          $0.mask = .key(MaskingKey(rawValue: 0xaabb_ccdd))
        },
        .continuation("efghij").with { $0.mask = .key(MaskingKey(rawValue: 0x0102_0304)) },
      ]
    },
    ExamCase(
      "masking.ping-key", "The payload of a masked ping is unmasked before it comes back",
      section: "5.3"
    ) {
      let ping = ExamFrame.ping("seven b").with {
        $0.mask = .key(MaskingKey(rawValue: 0xdead_beef))
      }
      return [.send(ping), .expect([.pong(ping.payload)])]
    },
  ]

  /// §5.1: a server MUST close the connection when it receives a frame that is not masked.
  private static let unmasked: [ExamCase] = [
    unmasked("text", [.text("Hello")]), unmasked("binary", [.binary([1, 2, 3])]),
    unmasked("empty-text", [.text("")]), unmasked("long", [.binary(Payload.of(300))]),
    unmasked("ping", [.ping("Hello")]), unmasked("empty-ping", [.ping("")]),
    unmasked("pong", [.pong("Hello")]), unmasked("close", [.close(1000)]),
    unmasked("fragment", [.text("Hel", isFinal: false)]),
    unmasked("continuation", [.text("Hel", isFinal: false), .continuation("lo")]),
    unmasked("second", [.text("masked"), .text("not masked")]),
    unmasked("ping-in-message", [.text("Hel", isFinal: false), .ping("not masked")]),
  ]

  private static func unmasked(_ name: String, _ frames: [ExamFrame]) -> ExamCase {
    let what = name.split(separator: "-").joined(separator: " ")
    return failure(
      "masking.unmasked-\(name)", "A frame that is not masked ends the connection: \(what)",
      section: "5.1"
    ) {
      frames.dropLast() + frames.suffix(1).map { $0.with { $0.mask = .wrongWay } }
    }
  }
}
