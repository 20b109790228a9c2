import WebSocketProtocol

extension ExamCase {
  /// TCP keeps no boundaries: frames that arrive in any pieces, and several at once.
  static let streamCases = cuts + coalesced + nextFrames

  /// Two writes, cut before each byte of a frame.
  private static let cuts: [ExamCase] =
    cut("text", .text("Hello"), byteCount: 11)
    + cut("length-16", .binary(Payload.of(200)), byteCount: 9)
    + cut("length-64", .binary(Payload.of(65_536)), byteCount: 15)
    + cut("ping", .ping("Hi"), byteCount: 8)

  private static func cut(_ name: String, _ frame: ExamFrame, byteCount: Int) -> [ExamCase] {
    (1..<byteCount).map { index in
      ExamCase(
        "stream.cut-\(name)-\(index)",
        "A \(frame.opcode.name) frame of \(frame.payload.count) bytes arrives in two pieces, the "
          + "first of \(index) byte\(index == 1 ? "" : "s")", section: "5.2",
        needs: frame.opcode == .ping ? .opening : .echo
      ) { [.send([.frame(frame)], .before(index)), .expect(Answer.expected(for: [frame]))] }
    }
  }

  private static let coalesced: [ExamCase] = [
    together("two-texts", "Two texts", [.text("one"), .text("two")]),
    together("text-and-ping", "A text and a ping", [.text("one"), .ping("two")]),
    together("ping-and-text", "A ping and a text", [.ping("one"), .text("two")]),
    together("two-pings", "Two pings", [.ping("one"), .ping("two")]),
    together("empty-texts", "Three empty texts", [.text(""), .text(""), .text("")]),
    together(
      "short-and-long", "A text of 1 byte and one of 70,000",
      [.text("a"), ExamFrame(.text, Payload.of(70_000, .text))]),
    together(
      "long-and-short", "A text of 70,000 bytes and one of 1",
      [ExamFrame(.text, Payload.of(70_000, .text)), .text("a")]),
    together("hundred", "A hundred texts", (1...100).map { .text("message \($0)") }),
    together(
      "fragments", "All fragments of a message and a ping",
      [
        .text("a", isFinal: false), .ping("p"), .continuation("b", isFinal: false),
        .continuation("c"),
      ]),
    ExamCase(
      "stream.together-frame-and-half",
      "A text and half of the next arrive together, then the rest",
      section: "5.2", needs: .echo
    ) {
      let frames: [ExamFrame] = [.text("first"), .text("second")]
      return [
        .send(frames.map { .frame($0) }, .before(16)), .expect(Answer.expected(for: frames)),
      ]
    },
    ExamCase(
      "stream.together-bytewise", "Three frames arrive byte by byte", section: "5.2", needs: .echo
    ) {
      let frames: [ExamFrame] = [.text("one"), .ping("two"), .binary([1, 2, 3])]
      return [.send(frames.map { .frame($0) }, .bytes(1)), .expect(Answer.expected(for: frames))]
    },
    ExamCase(
      "stream.together-text-and-close", "A text and a close frame arrive together",
      section: "5.5.1",
      needs: .echo
    ) {
      [
        .send(.text("last words"), .close(1000)),
        .takes([.text("last words")]), .awaitClose(.code(1000)),
      ]
    },
  ]

  private static func together(_ name: String, _ title: String, _ frames: [ExamFrame]) -> ExamCase {
    echo(
      "stream.together-\(name)", title + " arrive in one piece", section: "5.2"
    ) { frames }
  }

  /// Faults that show only in the frame after: a mask's place that is kept, a length that is too long.
  private static let nextFrames: [ExamCase] =
    [0, 1, 2, 3, 5, 6, 7, 125, 126, 127, 65_535, 65_536].map { length in
      echo(
        "stream.next-after-\(length)", "The frame after one of \(length) bytes is read right",
        section: "5.2"
      ) { [.binary(Payload.of(length)), .text("the next frame")] }
    } + [
      after("ping", [.ping("p")]), after("empty-ping", [.ping("")]),
      after("pong", [.pong("unasked")]),
      after("fragments", [.text("a", isFinal: false), .continuation("bc")]),
      after("empty-fragments", [.text("", isFinal: false), .continuation("")]),
      after("text-then-ping", [.text("t"), .ping("123")]),
    ]

  private static func after(_ name: String, _ frames: [ExamFrame]) -> ExamCase {
    let what = name.split(separator: "-").joined(separator: " ")
    return echo(
      "stream.next-after-\(name)", "The frame after \(what) is read right", section: "5.2"
    ) { frames + [.text("the next frame")] }
  }
}
