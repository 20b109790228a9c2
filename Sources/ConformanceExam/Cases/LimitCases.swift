import WebSocketProtocol

extension ExamCase {
  /// Large messages, many fragments and many messages; a server may refuse what is too large for it.
  static let limitCases =
    large(.text, group: 1) + large(.binary, group: 2) + fragmented(.text, group: 3)
    + fragmented(.binary, group: 4) + chopped(.text, group: 5) + chopped(.binary, group: 6)
    + roundTrips(.text, group: 7) + roundTrips(.binary, group: 8)

  private static func large(_ opcode: Opcode, group: Int) -> [ExamCase] {
    zip(1..., [64, 256, 1024, 4096, 8192, 16_384]).map { number, kibibytes in
      heavy(
        "limits.\(opcode.name)-\(name(kibibytes))",
        "A \(opcode.name) message of \(name(kibibytes)) comes back",
        autobahn: "9.\(group).\(number)",
        opcode, kibibytes << 10)
    }
  }

  private static func fragmented(_ opcode: Opcode, group: Int) -> [ExamCase] {
    zip(1..., [64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20]).map {
      number, size in
      heavy(
        "limits.\(opcode.name)-4-MiB-in-\(size)",
        "A \(opcode.name) message of 4 MiB in fragments of \(size) bytes comes back",
        autobahn: "9.\(group).\(number)", opcode, 4 << 20, fragment: size)
    }
  }

  private static func chopped(_ opcode: Opcode, group: Int) -> [ExamCase] {
    zip(1..., [64, 128, 256, 512, 1024, 2048]).map { number, size in
      heavy(
        "limits.\(opcode.name)-1-MiB-in-writes-of-\(size)",
        "A \(opcode.name) message of 1 MiB comes back that arrives in pieces of \(size) bytes",
        autobahn: "9.\(group).\(number)", opcode, 1 << 20, cut: .quickBytes(size))
    }
  }

  private static func heavy(
    _ id: String, _ title: String, autobahn: String, _ opcode: Opcode, _ count: Int,
    fragment: Int = .max, cut: Cut = .whole
  ) -> ExamCase {
    ExamCase(
      id, title, section: "5.2", autobahn: [autobahn], needs: .echo, isHeavy: count > 512 << 10
    ) {
      let payload = Payload.of(count, opcode)
      let frames = ExamFrame.fragments(opcode, payload, of: fragment)
      return [
        .send(frames.map { .frame($0) }, cut), .expectUnlessTooLarge([.message(opcode, payload)]),
      ]
    }
  }

  private static func roundTrips(_ opcode: Opcode, group: Int) -> [ExamCase] {
    zip(1..., [0, 16, 64, 256, 1024, 4096]).map { number, size in
      ExamCase(
        "limits.\(opcode.name)-250-of-\(size)",
        "250 \(opcode.name) messages of \(size) bytes come back one by one", section: "5.2",
        autobahn: ["9.\(group).\(number)"], needs: .echo
      ) {
        let frame = ExamFrame(opcode, Payload.of(size, opcode))
        return (1...250).flatMap { _ in [.send(frame), .echoes(frame)] }
      }
    }
  }

  private static func name(_ kibibytes: Int) -> String {
    kibibytes < 1024 ? "\(kibibytes)-KiB" : "\(kibibytes / 1024)-MiB"
  }
}
