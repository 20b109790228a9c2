@main
enum LessonHarnessMain {
  static func main() {
    LessonHarness.serve { function, arguments in
      switch (function, arguments.first, arguments.dropFirst().first) {
      case ("encodeLength", .number(let length), .flag(let masked)):
        return [.bytes(try encodeLength(length, masked: masked))]
      case ("decodeLength", .bytes(let bytes), _):
        guard let decoded = try decodeLength(bytes) else { return [.nothing] }
        return [.number(decoded.length), .number(UInt64(clamping: decoded.byteCount))]
      default:
        throw LessonHarness.UnknownCall()
      }
    }
  }
}
