import CommandLineKit
import TerminalText

/// The command line: finds the command, runs it, and turns what it throws into words and a status.
@main
struct WSX {
  static let version = "0.1.0"

  static func main() {
    let line = Array(CommandLine.arguments.dropFirst())
    let status = run(line)
    StandardOutput.flush()
    exitProcess(status.rawValue)
  }

  private static func run(_ line: [String]) -> ExitStatus {
    guard let word = line.first else {
      HelpCommand.printOverview()
      return .clean
    }
    if word == "--version" {
      StandardOutput.write("wsx \(version)\n")
      return .clean
    }
    let name = word == "--help" || word == "-h" ? HelpCommand.name : word
    guard let command = allCommands.first(where: { $0.name == name }) else {
      let near = nearest(to: name, among: allCommands.map { $0.name })
      let hint = near.map { "Did you mean \($0)?" } ?? "wsx help lists the commands."
      StandardError.write("wsx: there is no command \(quoted(name)). \(hint)\n")
      return .usage
    }
    return run(command, Array(line.dropFirst()))
  }

  private static func run(_ command: any Command.Type, _ line: [String]) -> ExitStatus {
    do {
      let arguments = try Arguments(line, options: command.options)
      if arguments.has("help") {
        HelpCommand.printHelp(of: command)
        return .clean
      }
      return try command.run(arguments)
    } catch let failure as Failure {
      StandardOutput.flush()
      say("wsx \(command.name): \(failure.message)")
      if failure.status == .usage {
        StandardError.write("wsx help \(command.name) shows how it is used.\n")
      }
      return failure.status
    } catch {
      StandardError.write("wsx \(command.name): \(error)\n")
      return .badInput
    }
  }

  /// Writes sentences to standard error, broken at blanks where that is a terminal.
  private static func say(_ words: String) {
    let width = StandardError.isTerminal ? max(40, StandardOutput.columns ?? 80) : Int.max
    for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
      let lines = StyledText(StyledLine(String(line)).wrapped(to: width, indent: 2))
      StandardError.write(lines.rendered(TerminalStyle()))
    }
  }
}
