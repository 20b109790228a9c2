import CommandLineKit

/// `wsx help`: all commands, or one.
enum HelpCommand: Command {
  static let name = "help"
  static let summary = "show how a command is used"
  static let usage = ["[COMMAND]"]
  static let examples = [
    Example(line: "wsx help decode", shows: "everything that decode can do")
  ]
  static let options = [Option.help]
  static var words: [String] { allCommands.map { $0.name } }

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let name = arguments.words.first else {
      console.output.write(overview)
      return .clean
    }
    guard let command = allCommands.first(where: { $0.name == name }) else {
      let near = nearest(to: name, among: words).map { " Did you mean \($0)?" } ?? ""
      throw Failure.usage("there is no command \(quoted(name)).\(near)")
    }
    console.output.write(command.help(in: "wsx"))
    return .clean
  }

  /// All commands, and where to begin.
  static var overview: String {
    let commands = HelpTable.text(allCommands.map { ($0.name, $0.summary) })
    return """
      wsx \(WSX.version): see WebSocket (RFC 6455) bit by bit

      Usage: wsx COMMAND …

      \(commands)

      Begin here:
        wsx decode 81 85 37 fa 21 3d 7f 9f 4d 51 58   what do these bytes say?
        wsx accept dGhlIHNhbXBsZSBub25jZQ==           what must a server answer?
        wsx explain 1006                              why did my connection close?

      wsx help COMMAND shows its options and examples.
      Exit status: 0 clean, 1 violations found, 2 usage, 3 input not understood,
      4 input ends inside a frame, 5 network or handshake failure.

      """
  }
}
