/// Lines of text in which each part has a style; `TerminalStyle` turns them into a string.
public struct StyledText: Hashable, Sendable {
  /// The lines, without line ends.
  public var lines: [StyledLine]

  /// A text of lines.
  public init(_ lines: [StyledLine] = []) {
    self.lines = lines
  }

  /// Whether there is no line at all.
  public var isEmpty: Bool { lines.isEmpty }

  /// The widest line's width in columns.
  public var width: Int { lines.map(\.width).max() ?? 0 }

  /// Adds a line.
  public mutating func append(_ line: StyledLine) {
    lines.append(line)
  }

  /// Adds a line of one run.
  public mutating func append(_ text: String, _ style: Style = .plain) {
    lines.append(StyledLine(text, style))
  }

  /// Adds the lines of another text.
  public mutating func append(_ other: StyledText) {
    lines += other.lines
  }

  /// Adds an empty line, unless the text is empty or ends with one.
  public mutating func appendGap() {
    if let last = lines.last, !last.runs.isEmpty { lines.append(StyledLine()) }
  }

  /// The lines without their styles.
  public var plainText: String { lines.map(\.plainText).joined(separator: "\n") }

  /// The same text moved to the right; empty lines stay empty.
  public func indented(by columns: Int) -> StyledText {
    StyledText(
      lines.map { line in
        line.runs.isEmpty
          ? line : StyledLine(String(repeating: " ", count: columns)) + line
      })
  }
}

/// One line: runs of text, each with its style.
public struct StyledLine: Hashable, Sendable {
  /// The runs from left to right.
  public private(set) var runs: [StyledRun] = []

  /// An empty line.
  public init() {}

  /// A line of one run.
  public init(_ text: String, _ style: Style = .plain) {
    append(text, style)
  }

  /// Adds text at the end; text in the style of the last run becomes part of that run.
  public mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append(StyledRun(text: text, style: style))
    }
  }

  /// Adds spaces until the line is `column` columns wide.
  public mutating func pad(to column: Int) {
    let missing = column - width
    if missing > 0 { append(String(repeating: " ", count: missing)) }
  }

  /// The line's width in columns.
  public var width: Int { runs.reduce(0) { $0 + $1.text.displayWidth } }

  /// The text without its styles.
  public var plainText: String { runs.map(\.text).joined() }

  /// The line `left` followed by the line `right`.
  public static func + (left: StyledLine, right: StyledLine) -> StyledLine {
    var line = left
    for run in right.runs { line.append(run.text, run.style) }
    return line
  }
}

/// A piece of a line in one style.
public struct StyledRun: Hashable, Sendable {
  /// The text, safe for a terminal.
  public var text: String
  /// How it is marked.
  public var style: Style
}
