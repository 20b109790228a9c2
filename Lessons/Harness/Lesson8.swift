@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      guard function == "decodeFrame", case .bytes(let bytes)? = arguments.first else {
        throw LessonHarness.UnknownCall()
      }
      guard let frame = try decodeFrame(bytes) else { return [.nothing] }
      return [
        .flag(frame.fin), .number(UInt64(frame.opcode)), .bytes(frame.key), .bytes(frame.payload),
        .number(UInt64(clamping: frame.byteCount)),
      ]
    }
  }
}
