import WebSocketProtocol

extension ExamCase {
  /// The closing handshake, §5.5.1, §7: every shape and code of a close frame, and what follows it.
  static let closingCases = simple + shapes + allowedCodes + forbiddenCodes + afterwards + data

  private static let normal = ClosePayload(code: .normalClosure).bytes
  private static let hello = ExamFrame.text("Hello World!")

  private static let simple: [ExamCase] = [
    ExamCase(
      "closing.after-text", "A text comes back, and a close frame after it is answered",
      section: "5.5.1", autobahn: ["7.1.1"], needs: .echo
    ) { [.send(hello), .echoes(hello), .close(normal, .code(1000))] },
    ExamCase(
      "closing.two-frames", "Of two close frames, the first is answered", section: "5.5.1",
      autobahn: ["7.1.2"]
    ) { [.send(.close(1000), .close(1000)), .awaitClose(.code(1000))] },
    ExamCase(
      "closing.then-ping", "A close frame with a ping after it is answered", section: "5.5.1",
      autobahn: ["7.1.3"]
    ) { [.send(.close(1000), .ping("")), .awaitClose(.code(1000))] },
    ExamCase(
      "closing.then-text", "A text after a close frame is not answered", section: "5.5.1",
      autobahn: ["7.1.4"]
    ) { [.send(.close(1000), hello), .awaitClose(.code(1000))] },
    ExamCase(
      "closing.in-message", "A close frame within a message is answered, and the rest ignored",
      section: "5.5.1", autobahn: ["7.1.5"]
    ) {
      [
        .send(.text("fragment1", isFinal: false), .close(1000), .continuation("fragment2")),
        .awaitClose(.code(1000)),
      ]
    },
    ExamCase(
      "closing.after-long", "A close frame after a message of 256 KiB is answered",
      section: "5.5.1",
      autobahn: ["7.1.6"], needs: .echo
    ) {
      let long = ExamFrame(.text, Payload.of(256 << 10, .text))
      return [
        .send(long, hello, .close(1000), .ping("")), .takes([long, hello]),
        .awaitClose(.code(1000)),
      ]
    },
  ]

  private static let shapes: [ExamCase] = [
    shape("empty", "An empty close frame is answered", [], .any, ["7.3.1"]),
    shape(
      "one-byte", "A close frame of one byte, half of a code, is refused", [0x03], .failure([1002]),
      ["7.3.2"]),
    shape("code", "A close frame with a code is answered", normal, .code(1000), ["7.3.3"]),
    shape(
      "reason", "A close frame with a reason is answered", normal + Array("Hello World!".utf8),
      .code(1000), ["7.3.4"]),
    shape(
      "reason-123", "A close frame with a reason of 123 bytes, the most that fit, is answered",
      normal + Payload.of(123, .text), .code(1000), ["7.3.5"]),
    shape(
      "reason-124", "A close frame with a reason of 124 bytes, one too many, is refused",
      normal + Payload.of(124, .text), .failure([1002]), ["7.3.6"]),
    shape(
      "reason-not-utf8", "A close frame whose reason is not UTF-8 is refused",
      normal + Array("κόσμε".utf8) + [0xed, 0xa0, 0x80] + Array("edited".utf8),
      .failure([1007, 1002]), ["7.5.1"]),
    shape(
      "reason-cut", "A reason that ends within a character is refused", normal + [0xe2, 0x82],
      .failure([1007, 1002]), []),
    shape(
      "reason-unicode", "A reason in several scripts is answered",
      normal + Array("Tschüß 再见 👋".utf8), .code(1000), []),
    shape(
      "reason-long-2-byte", "A reason of 61 characters of two bytes is answered",
      normal + Array(String(repeating: "é", count: 61).utf8), .code(1000), []),
    shape(
      "reason-long-3-byte", "A reason of 41 characters of three bytes is answered",
      normal + Array(String(repeating: "日", count: 41).utf8), .code(1000), []),
    shape(
      "reason-long-4-byte", "A reason of 30 characters of four bytes is answered",
      normal + Array(String(repeating: "😀", count: 30).utf8), .code(1000), []),
    shape(
      "reason-long-odd", "A reason of one byte and 60 characters of two bytes is answered",
      normal + Array(("a" + String(repeating: "é", count: 60)).utf8), .code(1000), []),
    shape(
      "reason-control", "A reason with control characters is answered", normal + [0, 10, 13, 27],
      .code(1000), []),
  ]

  private static func shape(
    _ name: String, _ title: String, _ payload: [UInt8], _ answer: CloseAnswer, _ autobahn: [String]
  ) -> ExamCase {
    ExamCase("closing.\(name)", title, section: "5.5.1", autobahn: autobahn) {
      [.close(payload, answer)]
    }
  }

  /// Codes that may be in a close frame: §7.4, and IANA's registry.
  private static let allowedCodes: [ExamCase] = {
    let autobahn: [UInt16] = [
      1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999,
    ]
    return (autobahn + [1012, 1013, 1014, 3003, 3008, 4001, 4500]).map { code in
      let place = autobahn.firstIndex(of: code).map { ["7.7.\($0 + 1)"] } ?? []
      // The codes that IANA registered after the RFC may be unknown to a peer.
      let isLater = (1012...1014).contains(code)
      return shape(
        "code-\(code)", "A close frame with the code \(code) is answered",
        ClosePayload(code: CloseCode(rawValue: code)).bytes, isLater ? .anyOrFailure : .code(code),
        place)
    }
  }()

  /// Codes that are never in a close frame: unassigned, or only for an application.
  private static let forbiddenCodes: [ExamCase] = {
    let autobahn: [UInt16] = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999]
    return (autobahn + [1, 15, 100, 1015, 1017, 1999]).map { code in
      shape(
        "code-\(code)", "A close frame with the code \(code) is refused: it is never sent",
        ClosePayload(code: CloseCode(rawValue: code)).bytes, .failure([1002]),
        autobahn.firstIndex(of: code).map { ["7.9.\($0 + 1)"] } ?? [])
    }
      + [(UInt16(5000), ["7.13.1"]), (65_535, ["7.13.2"])].map { code, place in
        shape(
          "code-\(code)", "A close frame with the code \(code), of no range that is defined",
          ClosePayload(code: CloseCode(rawValue: code)).bytes, .anyOrFailure, place
        )
        .lenient("§7.4.2 says nothing of codes over 4999.")
      }
  }()

  /// What a peer does after the closing handshake.
  private static let afterwards: [ExamCase] =
    [("code", normal), ("empty", []), ("reason", normal + Array("bye".utf8))].map { name, payload in
      ExamCase(
        "closing.server-ends-tcp-\(name)",
        "After the closing handshake, the server ends the TCP connection", section: "7.1.1",
        lesson: 5
      ) { [.close(payload, .any), .awaitEnd(orNote: nil)] }
    } + [
      ExamCase(
        "closing.failure-ends-tcp", "After it failed the connection, the server ends TCP too",
        section: "7.1.7"
      ) { [.send(ExamFrame(Opcode(inFirstByte: 3))), .fails([1002]), .awaitEnd(orNote: nil)] },
      ExamCase(
        "closing.bytewise", "A close frame that arrives byte by byte is answered", section: "5.5.1"
      ) { [.send(.close(1000, "byte by byte"), cut: .bytes(1)), .awaitClose(.code(1000))] },
      ExamCase(
        "closing.at-once", "A close frame is answered that is the first frame", section: "5.5.1"
      ) { [.close(normal, .code(1000))] },
      ExamCase(
        "closing.after-ping", "A ping before the close frame is answered first", section: "5.5.2"
      ) {
        [
          .send(.ping("first"), .close(1000)), .expect([.pong(Array("first".utf8))]),
          .awaitClose(.code(1000)),
        ]
      }.lenient("A pong is not due once a close frame has come (§5.5.2)."),
    ]

  /// Data after a close frame is ignored, whatever it is.
  private static let data: [ExamCase] = [
    ignored("binary", [.binary([1, 2, 3])]), ignored("pong", [.pong("late")]),
    ignored("many", (1...50).map { .text("late \($0)") }),
    ignored("reserved", [ExamFrame(Opcode(inFirstByte: 3))]),
    ignored("not-utf8", [.text(bytes: [0xff])]),
    ignored("long", [.binary(Payload.of(100_000))]),
  ]

  private static func ignored(_ name: String, _ late: [ExamFrame]) -> ExamCase {
    ExamCase(
      "closing.ignores-\(name)", "What comes after a close frame is ignored: \(name)",
      section: "5.5.1"
    ) { [.send([.close(1000)].map { .frame($0) } + late.map { .frame($0) }), .awaitClose(.any)] }
  }
}
