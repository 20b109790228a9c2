@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      guard function == "checkUTF8", arguments.count == 2, case .bytes(let bytes) = arguments[0],
        case .flag(let isLast) = arguments[1]
      else { throw LessonHarness.UnknownCall() }
      return [.number(UInt64(clamping: try checkUTF8(bytes, isLast: isLast)))]
    }
  }
}
