extension StyledLine {
  /// The line broken at spaces into lines of at most `width` columns.
  ///
  /// A word that is wider than a whole line is broken between characters. All lines but the first
  /// begin with `indent` spaces.
  public func wrapped(to width: Int, indent: Int = 0) -> [StyledLine] {
    guard widestWidth > width else { return [self] }
    let indent = min(indent, max(0, width - 8))
    var lines: [StyledLine] = []
    var line = StyledLine()
    var column = 0
    func startLine() {
      lines.append(line)
      line = StyledLine()
      line.pad(to: indent)
      column = indent
    }
    for word in words {
      let wordWidth = word.widestWidth
      if column + wordWidth > width, !word.isSpace, column > indent { startLine() }
      if word.isSpace, column == indent, !lines.isEmpty { continue }
      for run in word.runs {
        for character in run.text {
          let characterWidth = character.widestDisplayWidth
          if column + characterWidth > width {
            if word.isSpace { continue }
            startLine()
          }
          line.append(String(character), run.style)
          column += characterWidth
        }
      }
    }
    lines.append(line)
    return lines
  }

  /// The words of the line and the spaces between them; a word may change its style inside.
  private var words: [StyledLine] {
    var words: [StyledLine] = []
    var previous: Character?
    for run in runs {
      for character in run.text {
        // A line may end before an escape, but not inside one.
        let beginsEscape = character == "\\" && previous != "\\"
        if previous == nil || (character == " ") != (previous == " ") || beginsEscape {
          words.append(StyledLine())
        }
        previous = character
        words[words.count - 1].append(String(character), run.style)
      }
    }
    return words
  }

  private var widestWidth: Int {
    runs.reduce(0) { $0 + $1.text.reduce(0) { $0 + $1.widestDisplayWidth } }
  }

  private var isSpace: Bool { runs.allSatisfy { $0.text.allSatisfy { $0 == " " } } }
}

extension StyledText {
  /// The text with every line broken to at most `width` columns.
  public func wrapped(to width: Int, indent: Int = 0) -> StyledText {
    StyledText(lines.flatMap { $0.wrapped(to: width, indent: indent) })
  }
}
