import WebSocketProtocol

extension ExamCase {
  /// Pings, pongs, and what all control frames must be.
  static let controlCases = pings + pongs + tooLong + fragmentedControl + controlInMessages

  private static let pings: [ExamCase] =
    [
      ping("empty", "An empty ping", [], ["2.1"]),
      ping("text", "A ping with a text", Array("Hello, world!".utf8), ["2.2"]),
      ping(
        "binary", "A ping with bytes that are not UTF-8", [0, 255, 254, 253, 252, 251, 0, 255],
        ["2.3"]),
      ping("125", "A ping with 125 bytes", Payload.of(125), ["2.4"]),
      ping(
        "125-bytewise", "A ping with 125 bytes that arrives byte by byte", Payload.of(125), ["2.6"],
        cut: .bytes(1)),
      ping("1", "A ping with 1 byte", [0x80], []),
      ping("124", "A ping with 124 bytes", Payload.of(124), []),
    ]
    + [(Cut.whole, "2.10", "ten"), (Cut.bytes(1), "2.11", "ten-bytewise")].map {
      cut, autobahn, name in
      ExamCase(
        "control.pings-\(name)", "Ten pings are answered in their order", section: "5.5.3",
        autobahn: [autobahn]
      ) {
        let pings = (1...10).map { ExamFrame.ping("payload \($0)") }
        return [.send(pings.map { .frame($0) }, cut), .expect(Answer.expected(for: pings))]
      }
    }

  private static func ping(
    _ name: String, _ title: String, _ payload: [UInt8], _ autobahn: [String], cut: Cut = .whole
  ) -> ExamCase {
    ExamCase(
      "control.ping-\(name)", title + " is answered by a pong with the same payload",
      section: "5.5.2", autobahn: autobahn
    ) { [.send(.ping(payload), cut: cut), .expect([.pong(payload)])] }
  }

  /// Pongs that nobody asked for need no answer.
  private static let pongs: [ExamCase] = [
    unasked("empty", [.pong("")], ["2.7"]), unasked("text", [.pong("unasked")], ["2.8"]),
    unasked("then-ping", [.pong("unasked"), .ping("asked")], ["2.9"]),
    unasked("125", [ExamFrame(.pong, Payload.of(125))], []),
    unasked("many", (1...20).map { .pong("unasked \($0)") }, []),
  ]

  private static func unasked(_ name: String, _ frames: [ExamFrame], _ autobahn: [String])
    -> ExamCase
  {
    ExamCase(
      "control.pong-\(name)", "A pong that answers no ping is not answered", section: "5.5.3",
      autobahn: autobahn
    ) {
      [
        .send(frames.map { .frame($0) }), .expect(Answer.expected(for: frames)),
        .close([0x03, 0xe8], .code(1000)),
      ]
    }
  }

  /// §5.5: at most 125 bytes.
  private static let tooLong: [ExamCase] = [
    long("ping", .ping, 126, ["2.5"]), long("ping", .ping, 65_536, []),
    long("pong", .pong, 126, []),
    long("pong", .pong, 65_536, []), long("close", .close, 65_536, []),
  ]

  private static func long(
    _ name: String, _ opcode: Opcode, _ count: Int, _ autobahn: [String]
  ) -> ExamCase {
    failure(
      "control.\(name)-\(count)",
      "A \(name) with \(count) bytes ends the connection: 125 is the most",
      section: "5.5", autobahn: autobahn
    ) { [ExamFrame(opcode, [0x03, 0xe8] + Payload.of(count - 2, .text))] }
  }

  /// §5.5: never fragmented.
  private static let fragmentedControl: [ExamCase] =
    [Opcode.ping, .pong, .close].flatMap { opcode in
      [
        failure(
          "control.\(opcode.name)-not-final",
          "A \(opcode.name) without FIN ends the connection: control frames are never fragmented",
          section: "5.5"
        ) { [ExamFrame(opcode, [0x03, 0xe8], isFinal: false)] },
        failure(
          "control.\(opcode.name)-not-final-in-message",
          "A \(opcode.name) without FIN between two fragments ends the connection", section: "5.5"
        ) { [.text("Hel", isFinal: false), ExamFrame(opcode, [0x03, 0xe8], isFinal: false)] },
      ]
    } + [
      fragmentsOfControl("ping", .ping, "5.1"), fragmentsOfControl("pong", .pong, "5.2"),
    ]

  private static func fragmentsOfControl(_ name: String, _ opcode: Opcode, _ autobahn: String)
    -> ExamCase
  {
    ExamCase(
      "control.\(name)-in-fragments", "A \(name) in two fragments ends the connection",
      section: "5.5", autobahn: [autobahn]
    ) {
      let parts: [ExamFrame] = [ExamFrame(opcode, [1, 2], isFinal: false), .continuation([3, 4])]
      return [.send(parts.map { .frame($0) }), .fails([1002])]
    }
  }

  /// §5.4: control frames may come between the fragments of a message.
  private static let controlInMessages: [ExamCase] =
    [1, 2, 3].map { place in
      echo(
        "control.ping-before-fragment-\(place + 1)",
        "A ping before fragment \(place + 1) of 4 is answered, and the message comes back whole",
        section: "5.4", lesson: 7
      ) {
        var frames: [ExamFrame] = [
          .text("one ", isFinal: false), .continuation("two ", isFinal: false),
          .continuation("three ", isFinal: false), .continuation("four"),
        ]
        frames.insert(.ping("between"), at: place)
        return frames
      }
    } + [
      echo(
        "control.pong-in-message", "A pong between two fragments changes nothing", section: "5.4"
      ) {
        [.text("Hel", isFinal: false), .pong("unasked"), .continuation("lo")]
      },
      echo(
        "control.pings-in-message", "Ten pings between two fragments are all answered",
        section: "5.4"
      ) {
        [.text("Hel", isFinal: false)] + (1...10).map { .ping("ping \($0)") } + [
          .continuation("lo")
        ]
      },
      ExamCase(
        "control.ping-answered-in-message",
        "A ping is answered at once, while a message is not complete", section: "5.5.2"
      ) {
        [
          .send(.text("Hel", isFinal: false), .ping("now")), .expect([.pong(Array("now".utf8))]),
          .send(.continuation("lo")),
        ] + [.abandon]
      },
      ExamCase(
        "control.close-in-message", "A close frame between two fragments is answered",
        section: "5.4"
      ) { [.send(.text("Hel", isFinal: false)), .close([0x03, 0xe8], .code(1000))] },
    ]
}
