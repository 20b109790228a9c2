import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

/// Lines about traffic as it passes, for a terminal: when, on which connection, from whom, and what.
public struct LiveDiagram: Sendable {
  /// How much of each frame is shown.
  public enum Format: Hashable, Sendable {
    /// One line.
    case line
    /// All of it: its bits, its fields, how it is unmasked.
    case diagram
  }

  let format: Format
  let here: Role?
  let style: TerminalStyle

  /// Lines for an end of the connections, `here`; nil for a program between two ends.
  public init(format: Format, here: Role?, style: TerminalStyle) {
    self.format = format
    self.here = here
    self.style = style
  }

  /// What the arrows mean.
  public var legend: String {
    here == nil
      ? style.spell("→ from the client, ← from the server") : style.spell("→ sent, ← received")
  }

  /// The lines of an event; empty for an event that others include.
  public func text(of event: InspectionEvent, timeOfDay: String) -> StyledText {
    let start = beginning(timeOfDay, event.connection, arrow(event.sender))
    switch event.content {
    case .head(let head):
      return text(of: head, start)
    case .frame(let frame):
      return format == .line ? line(of: frame, start) : diagram(of: frame, start)
    case .gap, .lost:
      guard let row = TimelineRow(event, columns: style.width) else { return StyledText() }
      return note(row.label, .warning, start)
    case .ended(let summary):
      guard let ending = summary.ending, ending.kind != .plain else { return StyledText() }
      let words = EndingWords.sentence(ending, of: summary)
      let start = beginning(timeOfDay, event.connection, arrow(nil))
      return note(words, ending.isClean ? .dim : .warning, start)
    case .opened, .exchange, .message, .finished, .reset:
      return StyledText()
    }
  }

  /// A line about something else that happened on a connection.
  public func note(
    _ words: String, isError: Bool = false, connection: Int, timeOfDay: String
  ) -> StyledText {
    note(words, isError ? .error : .dim, beginning(timeOfDay, connection, arrow(nil)))
  }

  private func note(_ words: String, _ wordsStyle: Style, _ start: String) -> StyledText {
    let line = StyledLine(start, .dim) + StyledLine(style.spell(words), wordsStyle)
    return StyledText(line.wrapped(to: style.width, indent: start.displayWidth))
  }

  // MARK: - The beginning of a line

  /// Time, connection and arrow, in columns.
  private func beginning(_ timeOfDay: String, _ connection: Int, _ arrow: String) -> String {
    let number = "#\(connection)"
    let space = String(repeating: " ", count: max(0, 4 - number.count))
    return "\(timeOfDay) \(number)\(space) \(arrow) "
  }

  private func arrow(_ sender: Role?) -> String {
    guard let sender else { return "·" }
    // Seen from between two ends, the client is on the left.
    return sender == (here ?? .client) ? "→" : "←"
  }
}
