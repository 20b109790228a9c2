@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.first, arguments.dropFirst().first) {
      case ("closePayload", .number(let code), .text(let reason)):
        return [.bytes(try closePayload(code: UInt16(clamping: code), reason: reason))]
      case ("closePayload", _, .text(let reason)):
        return [.bytes(try closePayload(code: nil, reason: reason))]
      case ("parseClose", .bytes(let payload), _):
        let parsed = try parseClose(payload)
        return [parsed.code.map { .number(UInt64($0)) } ?? .nothing, .text(parsed.reason)]
      case ("closeReply", .bytes(let payload), _):
        return [.bytes(try closeReply(to: payload))]
      default:
        throw LessonHarness.UnknownCall()
      }
    }
  }
}
