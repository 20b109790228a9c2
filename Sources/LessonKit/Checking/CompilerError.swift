import TerminalText

/// An error of the compiler, in the learner's file.
struct CompilerError: Equatable {
  /// The place as the compiler writes it: file, line and column.
  var place: String
  var line: Int
  var column: Int
  var message: String
  /// The text of the line; empty after the end of the file.
  var source: String

  /// The errors in the compiler's output; `source` is the text of the learner's file.
  static func all(in output: String, source: String) -> [CompilerError] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    return output.split(separator: "\n").compactMap { said in
      guard let match = said.wholeMatch(of: #/(.*):([0-9]+):([0-9]+): error: (.*)/#),
        let line = Int(match.2), let column = Int(match.3)
      else { return nil }
      return CompilerError(
        place: "\(match.1):\(line):\(column)", line: line, column: column,
        message: String(match.4),
        source: lines.indices.contains(line - 1) ? String(lines[line - 1]) : "")
    }
  }

  /// The error that helps most: of those in the line of the first one, one with help.
  static func mostHelpful(of errors: [CompilerError], source: String) -> CompilerError? {
    guard let first = errors.first else { return nil }
    return errors.first { $0.line == first.line && $0.help(in: source) != nil } ?? first
  }

  /// The error for the learner: the place, the line with a mark below the column, and what to do.
  func report(help: String?, width: Int) -> StyledText {
    var text = StyledText()
    text.append("  \(place.escapedForTerminal)", .dim)
    if !source.isEmpty {
      let indent = source.prefix { $0 == " " || $0 == "\t" }.count
      text.append("    " + String(source.dropFirst(indent)).escapedForTerminal)
      var mark = StyledLine()
      mark.pad(to: 4 + max(0, column - 1 - indent))
      mark.append("^", .error)
      text.append(mark)
    }
    func sentence(_ words: String, _ style: Style) {
      for part in StyledLine("  " + words, style).wrapped(to: width, indent: 2) {
        text.append(part)
      }
    }
    sentence("error: \(message.escapedForTerminal)", .error)
    if let help {
      text.append("")
      sentence(help, .bold)
    }
    return text
  }
}
