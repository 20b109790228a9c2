@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.first, arguments.dropFirst().first) {
      case ("unmask", .bytes(let payload), .bytes(let key)):
        return [.bytes(try unmask(payload, key: key))]
      default:
        throw LessonHarness.UnknownCall()
      }
    }
  }
}
