@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.count) {
      case ("assemble", 4):
        var message: Message?
        if case .list(let parts) = arguments[0], parts.count == 3,
          case .number(let opcode) = parts[0], case .bytes(let payload) = parts[1],
          case .flag(let isComplete) = parts[2]
        {
          message = Message(
            opcode: UInt8(truncatingIfNeeded: opcode), payload: payload, isComplete: isComplete)
        }
        guard case .flag(let fin) = arguments[1], case .number(let opcode) = arguments[2],
          case .bytes(let payload) = arguments[3]
        else { break }
        let result = try assemble(
          message, fin: fin, opcode: UInt8(truncatingIfNeeded: opcode), payload: payload)
        guard let result else { return [.nothing] }
        return [
          .number(UInt64(result.opcode)), .bytes(result.payload), .flag(result.isComplete),
        ]
      case ("pong", 1):
        guard case .bytes(let payload) = arguments[0] else { break }
        return [.bytes(try pong(answering: payload))]
      default: break
      }
      throw LessonHarness.UnknownCall()
    }
  }
}
