import CommandLineKit

/// The command line: finds the command, runs it, and turns what it throws into words and a status.
@main
struct WSX {
  static let version = "0.1.0"

  static func main() {
    let console = Console.standard()
    let status = run(Array(CommandLine.arguments.dropFirst()), console)
    console.output.flush()
    exitProcess(status.rawValue)
  }

  /// Runs a command line and returns the status.
  static func run(_ line: [String], _ console: Console) -> ExitStatus {
    guard let word = line.first else {
      console.output.write(HelpCommand.overview)
      return .clean
    }
    if word == "--version" {
      console.output.write("wsx \(version)\n")
      return .clean
    }
    let name = word == "--help" || word == "-h" ? HelpCommand.name : word
    guard let command = allCommands.first(where: { $0.name == name }) else {
      let near = nearest(to: name, among: allCommands.map { $0.name })
      let hint = near.map { "Did you mean \($0)?" } ?? "wsx help lists the commands."
      console.errors.write("wsx: there is no command \(quoted(name)). \(hint)\n")
      return .usage
    }
    return run(command, Array(line.dropFirst()), console)
  }

  private static func run(
    _ command: any Command.Type, _ line: [String], _ console: Console
  ) -> ExitStatus {
    do {
      let arguments = try Arguments(line, options: command.options)
      if arguments.has("help") {
        console.output.write(command.help(in: "wsx"))
        return .clean
      }
      return try command.run(arguments, console)
    } catch let failure as Failure {
      console.say("wsx \(command.name): \(failure.message)", indent: 2)
      if failure.status == .usage {
        console.errors.write("wsx help \(command.name) shows how it is used.\n")
      }
      return failure.status
    } catch {
      console.say("wsx \(command.name): \(error)", indent: 2)
      return .badInput
    }
  }
}
