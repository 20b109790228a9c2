/// How a terminal can show text: with colour or without, with which characters, how wide.
public struct TerminalStyle: Hashable, Sendable {
  /// The characters that pictures are drawn with.
  public enum Characters: String, CaseIterable, Hashable, Sendable {
    /// Box-drawing characters, dashes and signs.
    case unicode
    /// The 95 visible characters of ASCII.
    case ascii
  }

  /// Whether to use colours, which only repeat what the text says.
  public var color: Bool
  /// Which characters to draw with.
  public var characters: Characters
  /// The largest number of columns of a line.
  public var width: Int

  /// A style; without arguments, one that every terminal can show.
  public init(color: Bool = false, characters: Characters = .unicode, width: Int = 80) {
    self.color = color
    self.characters = characters
    self.width = width
  }

  /// Whether only ASCII may be written.
  public var isASCII: Bool { characters == .ascii }

  /// A text of the program in the characters that may be written: `§5.2` becomes `section 5.2`.
  public func spell(_ text: String) -> String {
    isASCII ? text.spelledInASCII : text
  }

  /// The text as it goes to the terminal, with a line feed after each line.
  public func render(_ text: StyledText) -> String {
    var result = ""
    for line in text.lines {
      result += render(line)
      result += "\n"
    }
    return result
  }

  /// One line as it goes to the terminal, without a line end.
  public func render(_ line: StyledLine) -> String {
    var result = ""
    let runs = line.trimmed.runs
    for run in runs {
      let text = spell(run.text)
      let codes = color ? run.style.ansiCodes : ""
      result += codes.isEmpty ? text : "\u{1b}[\(codes)m\(text)\u{1b}[0m"
    }
    return result
  }
}

extension StyledText {
  /// The text as it goes to a terminal of this style.
  public func rendered(_ style: TerminalStyle) -> String {
    style.render(self)
  }
}

extension StyledLine {
  /// The line without the spaces at its end.
  fileprivate var trimmed: StyledLine {
    var kept = runs[...]
    while let last = kept.last {
      var text = last.text[...]
      while text.last == " " { text.removeLast() }
      kept.removeLast()
      guard text.isEmpty else {
        kept.append(StyledRun(text: String(text), style: last.style))
        break
      }
    }
    var line = StyledLine()
    for run in kept { line.append(run.text, run.style) }
    return line
  }
}

extension Style {
  /// The parameters of ANSI's "select graphic rendition"; empty for plain text.
  ///
  /// The reader's background is not known. So the colours have a medium lightness, with a contrast of
  /// 4.5 to both black and white, rounded to one place; only a few of the 256 colours have that.
  var ansiCodes: String {
    let colour: String? = accent.map { "38;5;\($0.paletteIndex)" }
    return [isBold ? "1" : nil, colour].compactMap { $0 }.joined(separator: ";")
  }
}

extension Style.Accent {
  /// The number of the colour among the terminal's 256.
  public var paletteIndex: Int {
    switch self {
    case .orange, .brown, .warning: 130
    case .olive, .dim: 243  // grey
    case .violet: 98
    case .teal: 29
    case .blue: 63
    case .purple: 163
    case .green, .ok: 28
    case .rose, .error: 131  // red
    }
  }
}
