import WebSocketProtocol

extension ExamCase {
  static let reservedCases: [ExamCase] = (3...7).map { opcode in
      ExamCase("reserved.opcode-\(opcode)", "Opcode \(opcode) is reserved: the connection fails", section: "5.2") {
        [.send(ExamFrame(Opcode(inFirstByte: opcode))), .fails([1002])]
      }
  }
}
