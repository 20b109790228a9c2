@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.first, arguments.dropFirst().first) {
      case ("acceptValue", .text(let key), _):
        return [.text(try acceptValue(forKey: key))]
      default:
        throw LessonHarness.UnknownCall()
      }
    }
  }
}
