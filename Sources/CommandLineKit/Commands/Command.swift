/// One command of a program; each has a file of its own.
package protocol Command: Sendable {
  /// The word that calls it.
  static var name: String { get }
  /// What it does, in a few words, for the list of commands.
  static var summary: String { get }
  /// What follows its name, for each way to call it.
  static var usage: [String] { get }
  /// A few command lines worth copying, with what they show.
  static var examples: [Example] { get }
  /// Its options, drawing options and `--help` included.
  static var options: [Option] { get }
  /// More to read in its help.
  static var notes: String { get }
  /// The words that may follow it, for completions; empty if they can be anything.
  static var words: [String] { get }

  /// Does the work, writes to the console, and returns the exit status.
  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus
}

/// A command line worth copying.
package struct Example: Sendable {
  var line: String
  var shows: String

  /// A line, and what it shows.
  package init(line: String, shows: String) {
    self.line = line
    self.shows = shows
  }
}

extension Command {
  package static var notes: String { "" }
  package static var words: [String] { [] }
}
