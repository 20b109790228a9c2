import WebSocketProtocol

extension ExamCase {
  /// Bits and opcodes that mean nothing yet: §5.2 says that a receiver MUST fail the connection.
  static let reservedCases = autobahnBits + bits + autobahnOpcodes + opcodes

  private static let hello = ExamFrame.text("Hello, world!")
  private static let ping = ExamFrame.ping("")

  private static func bits(_ number: UInt8) -> ReservedBits { ReservedBits(rawValue: number << 4) }

  private static let autobahnBits: [ExamCase] = [
    rsv(1, "text", autobahn: "3.1", wrong: hello),
    rsv(2, "text-after-text", autobahn: "3.2", right: [hello], wrong: hello, ignored: [ping]),
    rsv(
      3, "text-after-text", autobahn: "3.3", right: [hello], wrong: hello, ignored: [ping],
      cut: .pieces),
    rsv(
      4, "text-after-text", autobahn: "3.4", right: [hello], wrong: hello, ignored: [ping],
      cut: .bytes(1)),
    rsv(5, "binary", autobahn: "3.5", wrong: .binary([0, 255, 254, 253])),
    rsv(6, "ping", autobahn: "3.6", wrong: .ping("Hello, world!")),
    rsv(7, "close", autobahn: "3.7", wrong: .close(1000)),
  ]

  private static let bits: [ExamCase] =
    [
      rsv(1, "empty-text", wrong: .text("")), rsv(1, "binary", wrong: .binary([1, 2, 3])),
      rsv(2, "text", wrong: hello), rsv(4, "text", wrong: hello),
      rsv(1, "long-text", wrong: ExamFrame(.text, Payload.of(300, .text))),
    ]
    + [UInt8(1), 2, 4].flatMap { number in
      [
        rsv(number, "ping-alone", wrong: .ping("Hi")), rsv(number, "pong", wrong: .pong("Hi")),
        rsv(number, "close-alone", wrong: .close(1000)),
        rsv(
          number, "continuation", right: [.text("Hel", isFinal: false)], wrong: .continuation("lo")),
        rsv(
          number, "ping-in-message", right: [.text("Hel", isFinal: false)], wrong: .ping("Hi"),
          ignored: [.continuation("lo")]),
      ]
    }

  private static func rsv(
    _ number: UInt8, _ name: String, autobahn: String? = nil, right: [ExamFrame] = [],
    wrong: ExamFrame, ignored: [ExamFrame] = [], cut: Cut = .whole
  ) -> ExamCase {
    let names = [(UInt8(4), "RSV1"), (2, "RSV2"), (1, "RSV3")].filter { number & $0.0 != 0 }
    return failure(
      "reserved.rsv-\(number)-\(name)",
      "A \(wrong.opcode.name) with \(names.map(\.1).joined(separator: " and ")) ends the connection",
      section: "5.2", autobahn: autobahn.map { [$0] } ?? [], cut: cut, right: right,
      wrong: wrong.rsv(bits(number)), ignored: ignored)
  }

  private static let autobahnOpcodes: [ExamCase] = [
    opcode(3, "alone", autobahn: "4.1.1"),
    opcode(4, "alone", autobahn: "4.1.2", payload: "reserved opcode payload"),
    opcode(5, "after-text", autobahn: "4.1.3", right: [hello], ignored: [ping]),
    opcode(
      6, "after-text", autobahn: "4.1.4", payload: "reserved opcode payload", right: [hello],
      ignored: [ping]),
    opcode(
      7, "after-text", autobahn: "4.1.5", payload: "reserved opcode payload", right: [hello],
      ignored: [ping], cut: .bytes(1)),
    opcode(11, "alone", autobahn: "4.2.1"),
    opcode(12, "alone", autobahn: "4.2.2", payload: "reserved opcode payload"),
    opcode(13, "after-text", autobahn: "4.2.3", right: [hello], ignored: [ping]),
    opcode(
      14, "after-text", autobahn: "4.2.4", payload: "reserved opcode payload", right: [hello],
      ignored: [ping]),
    opcode(
      15, "after-text", autobahn: "4.2.5", payload: "reserved opcode payload", right: [hello],
      ignored: [ping], cut: .bytes(1)),
  ]

  private static let opcodes: [ExamCase] =
    ([3, 4, 5, 6, 7] + [11, 12, 13, 14, 15]).flatMap { number in
      [
        opcode(number, "with-payload", payload: "Hello"),
        opcode(
          number, "in-message", right: [.text("Hel", isFinal: false)],
          ignored: [.continuation("lo")]),
      ]
    } + [3, 7, 11, 15].map { opcode($0, "not-final", payload: "Hello", isFinal: false) }

  private static func opcode(
    _ number: UInt8, _ name: String, autobahn: String? = nil, payload: String = "",
    isFinal: Bool = true, right: [ExamFrame] = [], ignored: [ExamFrame] = [], cut: Cut = .whole
  ) -> ExamCase {
    failure(
      "reserved.opcode-\(number)-\(name)",
      "A frame with the reserved opcode \(number) ends the connection",
      section: "5.2", autobahn: autobahn.map { [$0] } ?? [], cut: cut, right: right,
      wrong: ExamFrame(Opcode(inFirstByte: number), Array(payload.utf8), isFinal: isFinal),
      ignored: ignored)
  }
}
