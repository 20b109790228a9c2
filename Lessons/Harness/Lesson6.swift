@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.count) {
      case ("readRequest", 1):
        guard case .bytes(let bytes) = arguments[0] else { break }
        guard let request = try readRequest(bytes) else { return [.nothing] }
        return [
          .number(UInt64(clamping: request.status)), .text(request.key),
          .list(request.subprotocols.map { .text($0) }),
          .number(UInt64(clamping: request.byteCount)),
        ]
      case ("writeResponse", 3):
        guard case .number(let status) = arguments[0], case .text(let accept) = arguments[1] else {
          break
        }
        var subprotocol: String?
        if case .text(let chosen) = arguments[2] { subprotocol = chosen }
        return [
          .bytes(
            try writeResponse(
              status: Int(clamping: status), accept: accept, subprotocol: subprotocol))
        ]
      default: break
      }
      throw LessonHarness.UnknownCall()
    }
  }
}
