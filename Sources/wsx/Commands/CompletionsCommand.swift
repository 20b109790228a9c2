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
    switch shell {
    case "bash": console.output.write(bash)
    case "zsh": console.output.write(zsh)
    case "fish": console.output.write(fish)
    default:
      throw Failure.usage("there is no script for \(quoted(shell)), only for bash, zsh and fish.")
    }
    return .clean
  }

  // MARK: - bash

  private static var bash: String {
    let cases = allCommands.map { command in
      """
          \(command.name)) words='\(command.words.joined(separator: " "))'
            options='\(command.options.map { "--\($0.name)" }.joined(separator: " "))' ;;
      """
    }
    let choices = Set(
      allCommands.flatMap { $0.options }.filter { !$0.choices.isEmpty }.map { $0.name }
    )
    .sorted()
    .map { name in "    --\(name)) choices='\(choicesOfAll(named: name))' ;;" }
    return """
      # bash completion for wsx
      _wsx() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local words='' options='' choices=''
        COMPREPLY=()
        # bash takes "=" for a word of its own.
        if [[ $current == = ]]; then
          current=''
        elif [[ $previous == = ]]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        if (( COMP_CWORD == 1 )); then
          COMPREPLY=($(compgen -W '\(allCommands.map { $0.name }.joined(separator: " "))' -- "$current"))
          return
        fi
        case $previous in
      \(choices.joined(separator: "\n"))
          --file) COMPREPLY=($(compgen -f -- "$current")); return ;;
        esac
        if [[ -n $choices ]]; then
          COMPREPLY=($(compgen -W "$choices" -- "$current"))
          return
        fi
        case ${COMP_WORDS[1]} in
      \(cases.joined(separator: "\n"))
        esac
        if [[ $current == -* ]]; then
          COMPREPLY=($(compgen -W "$options" -- "$current"))
        else
          COMPREPLY=($(compgen -W "$words" -- "$current"))
        fi
      }
      complete -o default -F _wsx wsx

      """
  }

  private static func choicesOfAll(named name: String) -> String {
    var all: [String] = []
    for option in allCommands.flatMap({ $0.options }) where option.name == name {
      for choice in option.choices where !all.contains(choice) { all.append(choice) }
    }
    return all.joined(separator: " ")
  }

  // MARK: - zsh

  private static var zsh: String {
    let commands = allCommands.map { "    '\($0.name):\(zshEscaped($0.summary))'" }
    let cases = allCommands.map { command in
      let options = command.options.map { "        \(zshOption($0))" }
      let words = command.words.joined(separator: " ")
      let rest = words.isEmpty ? "'*: :_default'" : "'*: :(\(words))'"
      return """
            \(command.name)) _arguments \\
        \(options.joined(separator: " \\\n")) \\
                \(rest) ;;
        """
    }
    return """
      #compdef wsx
      _wsx() {
        local -a commands
        commands=(
      \(commands.joined(separator: "\n"))
        )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      \(cases.joined(separator: "\n"))
        esac
      }
      if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
        _wsx "$@"
      else
        compdef _wsx wsx
      fi

      """
  }

  private static func zshOption(_ option: Option) -> String {
    let start = "'--\(option.name)[\(zshEscaped(option.help))]"
    guard let value = option.value else { return start + "'" }
    if option.name == "file" { return start + ":file:_files'" }
    let choices = option.choices.isEmpty ? " " : "(\(option.choices.joined(separator: " ")))"
    return start + ":\(option.choices.isEmpty ? value : option.name):\(choices)'"
  }

  private static func zshEscaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "'": escaped += "'\\''"
      case "[", "]", ":": escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  // MARK: - fish

  private static var fish: String {
    var lines = ["# fish completion for wsx", "complete -c wsx -f -n __fish_use_subcommand"]
    for command in allCommands {
      lines.append(
        "complete -c wsx -n __fish_use_subcommand -f -a \(command.name) -d \(fishQuoted(command.summary))"
      )
      let here = "-n '__fish_seen_subcommand_from \(command.name)'"
      if !command.words.isEmpty {
        lines.append(
          "complete -c wsx \(here) -f -a \(fishQuoted(command.words.joined(separator: " ")))")
      }
      for option in command.options {
        var line = "complete -c wsx \(here) -l \(option.name) -d \(fishQuoted(option.help))"
        if option.value != nil { line += option.name == "file" ? " -r -F" : " -x" }
        if !option.choices.isEmpty {
          line += " -a \(fishQuoted(option.choices.joined(separator: " ")))"
        }
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fishQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
      + "'"
  }
}
