import WebSocketProtocol

extension ExamCase {
  /// Messages of all lengths, and the three forms in which a length is written.
  static let frameCases =
    wellFormed + echoes(.text, group: 1) + echoes(.binary, group: 2) + notMinimal + topBit
    + declaredHuge + lowBits

  /// The only cases that fail for a rule which the server breaks in every frame.
  private static let wellFormed: [ExamCase] = [
    ExamCase(
      "frames.pong-well-formed", "The frames of a pong and a close keep the rules", section: "5",
      judgesHabits: true
    ) {
      [
        .send(.ping("a ping")), .expect([.pong(Array("a ping".utf8))]),
        .close([0x03, 0xe8], .code(1000)),
      ]
    },
    ExamCase(
      "frames.message-well-formed", "The frames of messages keep the rules", section: "5",
      needs: .echo, judgesHabits: true
    ) {
      let frames: [ExamFrame] = [.text("a text"), .binary(Payload.of(200))]
      return [.send(frames.map { .frame($0) }), .expect(Answer.expected(for: frames))]
    },
  ]

  /// Messages of the lengths at which the form of the length changes.
  private static func echoes(_ opcode: Opcode, group: Int) -> [ExamCase] {
    let autobahn = [0: 1, 125: 2, 126: 3, 127: 4, 128: 5, 65_535: 6, 65_536: 7]
    let lengths = [
      0, 1, 2, 5, 124, 125, 126, 127, 128, 129, 255, 256, 257, 1000, 32_768, 65_534, 65_535, 65_536,
      65_537, 131_072,
    ]
    return lengths.map { length in
      echo(
        "frames.\(opcode.name)-\(length)",
        "A \(opcode.name) message of \(length) bytes comes back", section: "5.2",
        autobahn: autobahn[length].map { ["1.\(group).\($0)"] } ?? [],
        lesson: length < 126 ? 2 : 4
      ) { [ExamFrame(opcode, Payload.of(length, opcode))] }
    } + [
      echo(
        "frames.\(opcode.name)-65536-in-pieces",
        "A \(opcode.name) message of 65,536 bytes comes back that arrives in pieces of 997 bytes",
        section: "5.2", autobahn: ["1.\(group).8"], lesson: 8, cut: .quickBytes(997)
      ) { [ExamFrame(opcode, Payload.of(65_536, opcode))] }
    ]
  }

  /// Lengths that are not in the shortest form: §5.2 forbids to send them.
  private static let notMinimal =
    [(16, 0), (16, 1), (16, 5), (16, 125), (64, 0), (64, 5), (64, 125), (64, 126), (64, 65_535)].map
  {
    bits, length in
    ExamCase(
      "frames.not-minimal-\(bits)-bits-\(length)",
      "A length of \(length) in the \(bits)-bit form is not accepted", section: "5.2", needs: .echo
    ) {
      let frame = ExamFrame(.binary, Payload.of(length)).with {
        $0.lengthEncoding = bits == 16 ? .sixteenBits : .sixtyFourBits
      }
      return [
        .send(frame),
        .mayFail(
          [1002], or: Answer.expected(for: [frame]),
          note: "A length that is not in the shortest form was accepted (§5.2)."),
      ]
    }
  }

  /// Lengths of 2^63 and more, whose first bit §5.2 says must be 0.
  private static let topBit = [UInt64(1) << 63, UInt64(1) << 63 | 5, .max].map { length in
    ExamCase(
      "frames.top-bit-\(String(length, radix: 16))",
      "A 64-bit length whose first bit is 1 is not accepted", section: "5.2"
    ) {
      [
        .send(.binary(Array("Hello".utf8)).with { $0.declaredLength = length }),
        .mayFail(
          [1002, 1009], or: [.message(.binary, Array("Hello".utf8))],
          note: "A length of 2^63 or more was not refused (§5.2)."),
      ]
    }
  }

  /// A header that promises more than any memory holds must cost the server nothing.
  private static let declaredHuge = [31, 32, 33, 40, 48, 62].map { bits in
    ExamCase(
      "frames.declared-2-to-\(bits)",
      "A frame that promises 2^\(bits) bytes and sends ten does not disturb another connection",
      section: "10.4"
    ) {
      [
        .send(.binary(Payload.of(10)).with { $0.declaredLength = 1 << UInt64(bits) }),
        .meanwhile([.send(.ping("alive?")), .expect([.pong(Array("alive?".utf8))])]),
        .abandon,
      ]
    }
  }

  /// Lengths whose lower 32 bits are small: a receiver that ignores the upper ones sees a whole frame.
  private static let lowBits = [UInt64(1) << 32, 1 << 32 | 10, 5 << 40 | 3].map { length in
    ExamCase(
      "frames.low-32-\(String(length, radix: 16))",
      "A frame that promises 0x\(String(length, radix: 16)) bytes is not whole after ten",
      section: "5.2", needs: .echo
    ) {
      [
        .send(.binary(Payload.of(10)).with { $0.declaredLength = length }),
        .pause(.milliseconds(150)), .nothing, .abandon,
      ]
    }
  }
}
