import TerminalText

extension TerminalStyle {
  /// The style that the drawing options ask for.
  ///
  /// Colour goes only to a terminal, and never where `NO_COLOR` is set or `TERM` is `dumb`, unless
  /// it is asked for.
  init(_ arguments: Arguments) throws(Failure) {
    let color =
      switch arguments["color"] {
      case "always": true
      case "never": false
      default:
        StandardOutput.isTerminal && (environment("NO_COLOR") ?? "").isEmpty
          && environment("TERM") != "dumb"
      }
    self.init(
      color: color,
      characters: arguments.has("ascii") ? .ascii : .unicode,
      width: try arguments.number("width", in: 80...1000) ?? 80)
  }
}
