/// One option of a command, from which its parsing, its help and its completions are made.
struct Option {
  /// The name without its two hyphens.
  var name: String
  /// What stands for the value in help; nil for an option without a value.
  var value: String?
  /// The values to choose from; empty where any will do.
  var choices: [String] = []
  /// Whether it may be given more than once.
  var isRepeatable = false
  /// What it does, in half a sentence.
  var help: String

  static func flag(_ name: String, _ help: String) -> Option {
    Option(name: name, value: nil, help: help)
  }

  static func value(_ name: String, _ value: String, _ help: String) -> Option {
    Option(name: name, value: value, help: help)
  }

  static func list(_ name: String, _ value: String, _ help: String) -> Option {
    Option(name: name, value: value, isRepeatable: true, help: help)
  }

  static func choice(_ name: String, _ choices: [String], _ help: String) -> Option {
    let all = choices.joined(separator: "|")
    return Option(name: name, value: all.count > 60 ? "NAME" : all, choices: choices, help: help)
  }

  static let help = Option.flag("help", "show this help")

  /// The options of every command that draws.
  static let drawing = drawing(width: "80")

  /// The options of those that show traffic as it passes: a line for each frame, as long as can be.
  static let drawingLive = drawing(width: "the terminal's, or 80")

  private static func drawing(width: String) -> [Option] {
    [
      Option.choice("color", ["auto", "always", "never"], "auto: only on a terminal"),
      Option.flag("ascii", "draw without box characters"),
      Option.value("width", "COLUMNS", "draw this wide, 80 to 1000 (default \(width))"),
    ]
  }
}
