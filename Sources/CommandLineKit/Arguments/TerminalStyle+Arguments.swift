import TerminalText

extension TerminalStyle {
  /// The style that the drawing options ask for.
  ///
  /// - Parameters:
  ///   - arguments: what was read with `Option.drawing` among the options.
  ///   - output: where the style is for.
  ///   - fitsTerminal: whether to take the terminal's width, from 80 columns up, where `--width` is not
  ///     given.
  /// - Throws: `Failure` for a width that is not a number from 80 to 1000.
  package init(
    _ arguments: Arguments, for output: Output, fitsTerminal: Bool = false
  ) throws(Failure) {
    let color =
      switch arguments["color"] {
      case "always": true
      case "never": false
      default: output.prefersColor
      }
    let widths = 80...1000
    let own = fitsTerminal ? output.terminalSize.map { max(80, min($0.columns, 1000)) } : nil
    self.init(
      color: color,
      characters: arguments.has("ascii") ? .ascii : .unicode,
      width: try arguments.number("width", in: widths) ?? own ?? 80)
  }
}
