import TerminalText
import WebSocketInspection

/// What happened on a connection, in a few lines.
public enum SummaryDiagram {
  /// The lines of a connection that has ended: handshake, traffic, closing, verdict.
  public static func text(
    of summary: ConnectionSummary, _ style: TerminalStyle, withHeading: Bool = true
  ) -> StyledText {
    var text = SummaryRows(style)
    if withHeading { text.addHeading(of: summary) }
    text.addOpening(of: summary)
    text.addTraffic(of: summary)
    text.addClosing(of: summary)
    text.addVerdict(on: summary)
    return text.text
  }
}

/// The lines of a summary: a label on the left of each.
struct SummaryRows {
  private(set) var text = StyledText()
  private let style: TerminalStyle

  private static let labelWidth = 14

  init(_ style: TerminalStyle) {
    self.style = style
  }

  mutating func add(_ label: String, _ words: String, _ style: Style = .plain) {
    var line = StyledLine("  " + label, .dim)
    line.pad(to: Self.labelWidth - 1)
    line.append(" ")
    line.append(self.style.spell(words), style)
    text.append(StyledText(line.wrapped(to: self.style.width, indent: Self.labelWidth)))
  }

  mutating func add(_ heading: StyledLine) {
    text.append(StyledText(heading.wrapped(to: style.width, indent: 2)))
  }
}
