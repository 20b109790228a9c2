import WebSocketProtocol

extension ExamCase {
  /// Messages in several frames, §5.4.
  static let fragmentCases = wholeFragments + withPing + wrongOrder + wrongThenMore + slowFragments

  private static let hello: [ExamFrame] = [
    .text("fragment1", isFinal: false), .continuation("fragment2"),
  ]

  private static let wholeFragments: [ExamCase] =
    [
      two("two", "5.3", .whole), two("two-framewise", "5.4", .pieces),
      two("two-bytewise", "5.5", .bytes(1)),
    ]
    + [Opcode.text, .binary].flatMap { opcode in
      [1, 2, 3, 7, 125, 126, 127].map { size in
        echo(
          "fragments.\(opcode.name)-of-\(size)",
          "A \(opcode.name) message in fragments of \(size) byte\(size == 1 ? "" : "s") comes back",
          section: "5.4"
        ) { ExamFrame.fragments(opcode, Payload.of(min(500, 20 * size), opcode), of: size) }
      }
    } + [
      echo(
        "fragments.empty-first", "A message whose first fragment is empty comes back",
        section: "5.4"
      ) {
        [.text("", isFinal: false), .continuation("Hello")]
      },
      echo(
        "fragments.empty-last", "A message whose last fragment is empty comes back", section: "5.4"
      ) {
        [.text("Hello", isFinal: false), .continuation("")]
      },
      echo(
        "fragments.empty-between", "A message with empty fragments between comes back",
        section: "5.4"
      ) {
        [.binary([1], isFinal: false)]
          + Array(repeating: .continuation([], isFinal: false), count: 5)
          + [.continuation([2])]
      },
      echo("fragments.two-messages", "Two fragmented messages come back apart", section: "5.4") {
        hello + [.binary([1, 2], isFinal: false), .continuation([3])]
      },
      echo("fragments.hundred", "A message of a hundred fragments comes back", section: "5.4") {
        ExamFrame.fragments(.binary, Payload.of(100), of: 1)
      },
      echo(
        "fragments.auto-1300", "A text of 65,536 bytes in fragments of 1,300 comes back",
        section: "5.4", autobahn: ["10.1.1"]
      ) { ExamFrame.fragments(.text, Payload.of(65_536, .text), of: 1300) },
    ]

  private static func two(_ name: String, _ autobahn: String, _ cut: Cut) -> ExamCase {
    echo(
      "fragments.\(name)", "A text in two fragments comes back as one message", section: "5.4",
      autobahn: [autobahn], cut: cut
    ) { hello }
  }

  private static let withPing: [ExamCase] =
    [("whole", "5.6", Cut.whole), ("framewise", "5.7", .pieces), ("bytewise", "5.8", .bytes(1))].map
  {
    name, autobahn, cut in
    echo(
      "fragments.with-ping-\(name)",
      "A ping between two fragments is answered, and the message comes back whole", section: "5.4",
      autobahn: [autobahn], cut: cut
    ) { [hello[0], .ping("ping between"), hello[1]] }
  }

  /// Continuations of nothing, and messages that begin within another.
  private static let wrongOrder: [ExamCase] =
    [true, false].flatMap { isFinal in
      zip(
        isFinal ? [9, 10, 11] : [12, 13, 14],
        [("whole", Cut.whole), ("framewise", .pieces), ("bytewise", .bytes(1))]
      )
      .map { number, way in
        failure(
          "fragments.nothing-to-continue-\(isFinal ? "final" : "not-final")-\(way.0)",
          "A continuation ends the connection where there is nothing to continue", section: "5.4",
          autobahn: ["5.\(number)"], cut: way.1, right: [],
          wrong: .continuation("non-continuation payload", isFinal: isFinal),
          ignored: [.text("Hello, world!")])
      }
    } + [
      failure(
        "fragments.text-in-text", "A text that begins within another ends the connection",
        section: "5.4", autobahn: ["5.18"]
      ) { [.text("fragment1", isFinal: false), .text("fragment2")] },
      failure(
        "fragments.binary-in-text", "A binary message within a text ends the connection",
        section: "5.4"
      ) {
        [.text("fragment1", isFinal: false), .binary([1, 2])]
      },
      failure(
        "fragments.text-in-binary", "A text within a binary message ends the connection",
        section: "5.4"
      ) {
        [.binary([1, 2], isFinal: false), .text("Hello")]
      },
      failure(
        "fragments.unfinished-in-unfinished",
        "A message that begins within another ends the connection",
        section: "5.4"
      ) { [.text("fragment1", isFinal: false), .text("fragment2", isFinal: false)] },
      failure(
        "fragments.continuation-after-whole",
        "A continuation after a whole message ends the connection",
        section: "5.4"
      ) { [.text("whole"), .continuation("more")] },
      failure(
        "fragments.continuation-after-end",
        "A continuation after the last fragment ends the connection",
        section: "5.4"
      ) { hello + [.continuation("fragment3")] },
      failure(
        "fragments.empty-continuation", "An empty continuation of nothing ends the connection",
        section: "5.4"
      ) { [.continuation("")] },
      failure(
        "fragments.new-text-after-ping",
        "A ping does not end a message: a new one still ends the connection",
        section: "5.4"
      ) { [.text("fragment1", isFinal: false), .ping("between"), .text("new")] },
    ]

  private static let wrongThenMore: [ExamCase] = [
    failure(
      "fragments.unfinished-nothing",
      "A continuation without FIN after a whole message ends the connection",
      section: "5.4", autobahn: ["5.15"], right: hello,
      wrong: .continuation("fragment3", isFinal: false),
      ignored: [.continuation("fragment4"), .text("Hello, world!")]),
    twice(isFinal: false, "5.16"), twice(isFinal: true, "5.17"),
  ]

  private static func twice(isFinal: Bool, _ autobahn: String) -> ExamCase {
    let wrong = ExamFrame.continuation("fragment1", isFinal: isFinal)
    let rest: [ExamFrame] = [.text("fragment2", isFinal: false), .continuation("fragment3")]
    return failure(
      "fragments.continuation-first-\(isFinal ? "final" : "not-final")",
      "A continuation before the message that it should continue ends the connection",
      section: "5.4",
      autobahn: [autobahn], right: [], wrong: wrong, ignored: rest + [wrong] + rest)
  }

  /// Fragments and pings with a pause between them.
  private static let slowFragments: [ExamCase] = [
    ("", Cut.whole, "5.19"), ("-framewise", .pieces, "5.20"),
  ].map {
    name, cut, autobahn in
    ExamCase(
      "fragments.slow\(name)",
      "A message comes back whose fragments pause for a while, with pings between",
      section: "5.4", autobahn: [autobahn], needs: .echo
    ) {
      let text = (1...5).map { "fragment\($0)" }
      let first: [ExamFrame] = [
        .text(text[0], isFinal: false), .continuation(text[1], isFinal: false), .ping("pongme 1!"),
      ]
      let rest: [ExamFrame] = [
        .continuation(text[2], isFinal: false), .continuation(text[3], isFinal: false),
        .ping("pongme 2!"), .continuation(text[4]),
      ]
      return [
        .send(first.map { .frame($0) }, cut), .expect([.pong(Array("pongme 1!".utf8))]),
        .pause(.milliseconds(1000)), .send(rest.map { .frame($0) }, cut),
        .expect([
          .pong(Array("pongme 2!".utf8)), .message(.text, Array(text.joined().utf8)),
        ]),
      ]
    }
  }
}
