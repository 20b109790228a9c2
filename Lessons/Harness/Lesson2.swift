@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.first, arguments.dropFirst().first) {
      case ("encodeTextFrame", .text(let text), _):
        return [.bytes(try encodeTextFrame(text))]
      default:
        throw LessonHarness.UnknownCall()
      }
    }
  }
}
