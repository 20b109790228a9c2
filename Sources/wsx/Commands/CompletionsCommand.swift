import CommandLineKit

/// `wsx completions`: a script that teaches a shell the commands and options.
enum CompletionsCommand: Command {
  static let name = "completions"
  static let summary = "print the completion script of bash, zsh or fish"
  static let usage = ["bash|zsh|fish"]
  static let examples = [
    Example(line: "source <(wsx completions bash)", shows: "bash, for this session"),
    Example(line: "wsx completions zsh > ~/.zfunc/_wsx", shows: "zsh, with ~/.zfunc in fpath"),
    Example(
      line: "wsx completions fish > ~/.config/fish/completions/wsx.fish",
      shows: "fish, for all sessions"),
  ]
  static let options = [Option.help]
  static let words = ["bash", "zsh", "fish"]

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let shell = arguments.words.first, arguments.words.count == 1 else {
      throw Failure.usage("name one shell: \(words.joined(separator: ", ")).")
    }
    let completions = Completions(program: "wsx", commands: allCommands)
    switch shell {
    case "bash": console.output.write(completions.bash)
    case "zsh": console.output.write(completions.zsh)
    case "fish": console.output.write(completions.fish)
    default:
      throw Failure.usage("there is no script for \(quoted(shell)), only for bash, zsh and fish.")
    }
    return .clean
  }
}
