import CommandLineKit

/// One command of `wsx`; each has a file of its own.
protocol Command: Sendable {
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
struct Example {
  var line: String
  var shows: String
}

extension Command {
  static var notes: String { "" }
  static var words: [String] { [] }
}

/// All commands, in the order in which help lists them.
let allCommands: [any Command.Type] = [
  DecodeCommand.self,
  EncodeCommand.self,
  AcceptCommand.self,
  KeyCommand.self,
  CaptureCommand.self,
  HandshakeCommand.self,
  ServeCommand.self,
  ConnectCommand.self,
  TapCommand.self,
  ExplainCommand.self,
  CourseCommand.self,
  CompletionsCommand.self,
  HelpCommand.self,
]
