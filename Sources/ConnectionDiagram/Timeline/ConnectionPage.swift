import FrameDiagram
import TerminalText
import WebSocketInspection

/// A timeline as one page that needs no other file: each row opens to the diagram of its frame.
///
/// Its parts are written as events come, from connections in turn and with the summary last. The style
/// sheet puts each part in its place: its `order` is calculated from the number of the connection.
public struct ConnectionPage: Sendable {
  private let title: String
  private var clock = ConnectionClock()
  private var hasBegun = false
  /// The connection whose rows are being written.
  private var current: Int?

  /// A page before its first row.
  public init(title: String) {
    self.title = title
  }

  /// What an event adds to the page.
  public mutating func html(of event: InspectionEvent) -> String {
    let time = clock.sinceStart(event)
    var html = begin()
    switch event.content {
    case .opened(let ends):
      html += endRows() + heading(event.connection, EndNames(ends))
    case .ended(let summary):
      html += endRows() + Self.section(summary, of: event.connection)
    default:
      guard let row = TimelineRow(event, columns: 90) else { break }
      html += beginRows(of: event.connection) + Self.element(row, time, details: event.details)
    }
    return html
  }

  /// The end of the page.
  public mutating func end() -> String {
    begin() + endRows() + "</main>\n</body>\n</html>\n"
  }

  private mutating func begin() -> String {
    guard !hasBegun else { return "" }
    hasBegun = true
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(title.escapedForMarkup)</title>
      <style>
      \(Self.styleSheet)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title.escapedForMarkup)</h1>
      <p>Client on the left, server on the right. Open a row to see its bits.</p>

      """
  }

  // MARK: - A connection's parts

  private func heading(_ connection: Int, _ names: EndNames) -> String {
    let addresses = names.addresses.map { " <small>\($0.escapedForMarkup)</small>" } ?? ""
    return "<h2 style=\"order:\(2 * connection - 1)\">Connection \(connection)\(addresses)</h2>\n"
  }

  /// The summary, which is shown between the heading and the rows.
  private static func section(_ summary: ConnectionSummary, of connection: Int) -> String {
    let text = SummaryDiagram.text(of: summary, TerminalStyle(width: 100), withHeading: false)
    return """
      <pre class="summary" aria-label="Summary of connection \(connection)" \
      style="order:\(2 * connection - 1)">\(text.plainText.escapedForMarkup)</pre>

      """
  }

  private mutating func beginRows(of connection: Int) -> String {
    guard current != connection else { return "" }
    let end = endRows()
    current = connection
    return end
      + "<section aria-label=\"Connection \(connection)\" style=\"order:\(2 * connection)\">\n"
  }

  private mutating func endRows() -> String {
    defer { current = nil }
    return current == nil ? "" : "</section>\n"
  }

  // MARK: - A row

  private static func element(_ row: TimelineRow, _ time: String, details: String) -> String {
    let isToServer = row.lane == .first
    let (outer, inner) = details.isEmpty ? ("div", "div") : ("details", "summary")
    return """
      <\(outer) class="row \(isToServer ? "to-server" : "to-client")">\
      <\(inner) class="line"><span class="time">\(time)</span>\
      <span class="packet">\(row.moment.packet.map { "#\($0)" } ?? "")</span>\
      <span class="what"><b>\(isToServer ? "→" : "←")</b> \(row.label.escapedForMarkup)</span>\
      \(row.notes.map(paragraph).joined())</\(inner)>
      \(details)</\(outer)>

      """
  }

  private static func paragraph(_ note: TimelineRow.Note) -> String {
    switch note {
    case .broken(let words): "<p class=\"note wrong\">✗ \(words.escapedForMarkup)</p>"
    case .remark(let words): "<p class=\"note\">· \(words.escapedForMarkup)</p>"
    }
  }
}
