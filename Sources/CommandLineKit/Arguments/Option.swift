/// One option of a command, from which its parsing, its help and its completions are made.
package struct Option: Sendable {
  /// The name without its two hyphens.
  package var name: String
  /// The value's name in help; nil for an option without a value.
  package var value: String?
  /// The values to choose from; empty where anything goes.
  package var choices: [String] = []
  /// Whether it may be given more than once.
  package var isRepeatable = false
  /// What it does, in half a sentence.
  package var help: String

  /// An option without a value.
  package static func flag(_ name: String, _ help: String) -> Option {
    Option(name: name, value: nil, help: help)
  }

  /// An option with a value.
  package static func value(_ name: String, _ value: String, _ help: String) -> Option {
    Option(name: name, value: value, help: help)
  }

  /// An option with a value that may be given more than once.
  package static func list(_ name: String, _ value: String, _ help: String) -> Option {
    Option(name: name, value: value, isRepeatable: true, help: help)
  }

  /// An option whose value is one of a few.
  package static func choice(_ name: String, _ choices: [String], _ help: String) -> Option {
    let all = choices.joined(separator: "|")
    return Option(name: name, value: all.count > 60 ? "NAME" : all, choices: choices, help: help)
  }

  /// The option that every command has.
  package static let help = Option.flag("help", "show this help")
}
