#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many lines and columns a terminal shows.
package struct TerminalSize: Hashable, Sendable {
  package var rows: Int
  package var columns: Int

  /// A size in characters.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

extension Output {
  /// Whether a terminal shows it.
  package var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

  /// Whether it may appear at a terminal, perhaps through a pipe to `less` or `head`.
  package var mayReachTerminal: Bool {
    var status = stat()
    guard let descriptor, unsafe fstat(descriptor, &status) == 0 else { return isTerminal }
    return isTerminal || status.st_mode & S_IFMT == S_IFIFO
  }

  /// The size of the terminal; nil where there is no terminal, or it does not tell.
  package var terminalSize: TerminalSize? {
    var window = winsize()
    guard let descriptor, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0,
      window.ws_col > 0
    else { return nil }
    return TerminalSize(rows: Int(window.ws_row), columns: Int(window.ws_col))
  }

  /// Whether to write in colour without being asked: only on a terminal that can, and not for those
  /// who set `NO_COLOR`.
  package var prefersColor: Bool {
    isTerminal && (Environment["NO_COLOR"] ?? "").isEmpty && Environment["TERM"] != "dumb"
  }
}
