#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
import TerminalText

/// The terminal that we are run from, if it is one.
enum Terminal {
  /// Whether a person sits there: both what we read and what we write is a terminal.
  static var isInteractive: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// How many lines and columns it shows; asked only where a lesson is paced.
  static var size: (rows: Int, columns: Int) {
    var window = winsize()
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 5, window.ws_col > 20
    else { return (24, 80) }
    return (Int(window.ws_row), Int(window.ws_col))
  }

  /// Colour only on a terminal, and not for those who do not want it.
  static func style(forceColor: Bool? = nil) -> TerminalStyle {
    let environment = Files.environment
    let wanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return TerminalStyle(color: forceColor ?? (isatty(1) == 1 && wanted))
  }

  /// Writes text as it is, at once.
  static func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }

  static func writeError(_ text: String) {
    var rest = Array((text + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        #if canImport(Darwin)
          unsafe Darwin.write(2, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          unsafe Musl.write(2, $0.baseAddress, $0.count)
        #else
          unsafe Glibc.write(2, $0.baseAddress, $0.count)
        #endif
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  static func exit(_ code: Int32) -> Never {
    fflush(nil)
    #if canImport(Darwin)
      Darwin.exit(code)
    #elseif canImport(Musl)
      Musl.exit(code)
    #else
      Glibc.exit(code)
    #endif
  }
}
