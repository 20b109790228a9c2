extension Option {
  /// The options of every command that draws.
  package static let drawing = drawing(width: "80")

  /// The options of the commands that show traffic as it passes, on lines as long as the terminal's.
  package static let drawingLive = drawing(width: "the terminal's, or 80")

  private static func drawing(width: String) -> [Option] {
    [
      .choice("color", ["auto", "always", "never"], "auto: only on a terminal"),
      .flag("ascii", "draw without box characters"),
      .value("width", "COLUMNS", "draw this wide, 80 to 1000 (default \(width))"),
    ]
  }
}
