import WebSocketProtocol

extension ExamCase {
  static let frameCases: [ExamCase] =
    [
      ExamCase(
        "frames.well-formed", "Every frame that comes back keeps the rules", section: "5",
        judgesHabits: true
      ) {
        [
          .send(.ping("a ping")), .expect([.pong(Array("a ping".utf8))]),
          .close([0x03, 0xe8], .code(1000)),
        ]
      }
    ] + echoes(.text, group: 1) + echoes(.binary, group: 2)

  /// Messages of the lengths at which the form of the length changes.
  private static func echoes(_ opcode: Opcode, group: Int) -> [ExamCase] {
    let autobahn = [
      0: 1, 125: 2, 126: 3, 127: 4, 128: 5, 65_535: 6, 65_536: 7,
    ]
    return [0, 1, 2, 5, 124, 125, 126, 127, 128, 129, 255, 256, 65_534, 65_535, 65_536, 65_537].map {
      length in
      ExamCase(
        "frames.\(opcode.name)-\(length)", "A \(opcode.name) message of \(length) bytes comes back",
        section: "5.2", autobahn: autobahn[length].map { ["1.\(group).\($0)"] } ?? [],
        needs: [.opening, .echo]
      ) {
        let frame = ExamFrame(opcode, Payload.of(length, opcode))
        return [.send(frame), .echoes(frame)]
      }
    }
  }
}

/// Payloads that are the same each time, and in which no two places look alike for long.
enum Payload {
  /// Letters and digits for a text, any bytes for others.
  static func of(_ count: Int, _ opcode: Opcode) -> [UInt8] {
    var word: UInt32 = 1
    return (0..<count).map { _ in
      word = word &* 1_664_525 &+ 1_013_904_223
      let byte = UInt8(truncatingIfNeeded: word >> 24)
      return opcode == .text ? 0x61 + byte % 26 : byte
    }
  }
}
