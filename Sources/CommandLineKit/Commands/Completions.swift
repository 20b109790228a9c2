/// Scripts that teach a shell the commands and options of a program.
package struct Completions {
  let program: String
  let commands: [any Command.Type]

  /// The scripts of a program with these commands.
  package init(program: String, commands: [any Command.Type]) {
    self.program = program
    self.commands = commands
  }

  // MARK: - bash

  /// The script for bash.
  package var bash: String {
    let cases = commands.map { command in
      """
          \(command.name)) words='\(command.words.joined(separator: " "))'
            options='\(command.options.map { "--\($0.name)" }.joined(separator: " "))' ;;
      """
    }
    let choices = Set(
      commands.flatMap { $0.options }.filter { !$0.choices.isEmpty }.map { $0.name }
    )
    .sorted()
    .map { name in "    --\(name)) choices='\(choicesOfAll(named: name))' ;;" }
    return """
      # bash completion for \(program)
      _\(program)() {
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
          COMPREPLY=($(compgen -W '\(commands.map { $0.name }.joined(separator: " "))' -- "$current"))
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
      complete -o default -F _\(program) \(program)

      """
  }

  private func choicesOfAll(named name: String) -> String {
    var all: [String] = []
    for option in commands.flatMap({ $0.options }) where option.name == name {
      for choice in option.choices where !all.contains(choice) { all.append(choice) }
    }
    return all.joined(separator: " ")
  }

  // MARK: - zsh

  /// The script for zsh.
  package var zsh: String {
    let described = commands.map { "    '\($0.name):\(zshEscaped($0.summary))'" }
    let cases = commands.map { command in
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
      #compdef \(program)
      _\(program)() {
        local -a commands
        commands=(
      \(described.joined(separator: "\n"))
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
        _\(program) "$@"
      else
        compdef _\(program) \(program)
      fi

      """
  }

  private func zshOption(_ option: Option) -> String {
    let start = "'--\(option.name)[\(zshEscaped(option.help))]"
    guard let value = option.value else { return start + "'" }
    if option.name == "file" { return start + ":file:_files'" }
    let choices = option.choices.isEmpty ? " " : "(\(option.choices.joined(separator: " ")))"
    return start + ":\(option.choices.isEmpty ? value : option.name):\(choices)'"
  }

  private func zshEscaped(_ text: String) -> String {
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

  /// The script for fish.
  package var fish: String {
    var lines = [
      "# fish completion for \(program)", "complete -c \(program) -f -n __fish_use_subcommand",
    ]
    for command in commands {
      lines.append(
        "complete -c \(program) -n __fish_use_subcommand -f -a \(command.name) -d \(fishQuoted(command.summary))"
      )
      let here = "-n '__fish_seen_subcommand_from \(command.name)'"
      if !command.words.isEmpty {
        lines.append(
          "complete -c \(program) \(here) -f -a \(fishQuoted(command.words.joined(separator: " ")))"
        )
      }
      for option in command.options {
        var line = "complete -c \(program) \(here) -l \(option.name) -d \(fishQuoted(option.help))"
        if option.value != nil { line += option.name == "file" ? " -r -F" : " -x" }
        if !option.choices.isEmpty {
          line += " -a \(fishQuoted(option.choices.joined(separator: " ")))"
        }
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
      + "'"
  }
}
