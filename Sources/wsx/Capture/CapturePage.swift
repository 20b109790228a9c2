import CommandLineKit
import FrameDiagram
import TerminalText
import TrafficCapture
import WebSocketProtocol

/// The timeline as one page that needs nothing else: each frame opens to its diagram.
///
/// It is written while the capture is read, in which connections take turns and a summary comes
/// last. The style sheet puts each part where it belongs: `order` is a connection's number.
struct CapturePagePrinter: CapturePrinter {
  private var start: [Int: CaptureTime] = [:]
  private var summaries: [Int: ConnectionSummary] = [:]
  private var hasBegun = false
  /// The connection whose rows are being written.
  private var current: Int?
  private let title: String

  init(title: String) {
    self.title = title
  }

  mutating func show(_ item: CaptureItem) {
    begin()
    if start[item.connection] == nil, let time = item.moment.time { start[item.connection] = time }
    summaries[item.connection, default: ConnectionSummary(number: item.connection)].note(item)
    if case .opened(let ends) = item.content { heading(item.connection, ends) }
    if case .closed = item.content { close(item.connection) }
    guard let row = TimelineRow(item, columns: 90) else { return }
    beginRows(of: item.connection)
    let direction = row.sender == .first ? "to-server" : "to-client"
    let arrow = row.sender == .first ? "→" : "←"
    var passed = ""
    if let time = row.moment.time, let start = start[item.connection] {
      passed = CaptureWords.passed(time.nanoseconds(since: start))
    }
    let notes = row.notes.map { "<p class=\"wrong\">✗ \($0.escapedForMarkup)</p>" }.joined()
    let content = details(of: item)
    let (outer, inner) = content.isEmpty ? ("div", "div") : ("details", "summary")
    StandardOutput.write(
      """
      <\(outer) class="row \(direction)"><\(inner) class="line"><span class="time">\(passed)</span>\
      <span class="packet">\(row.moment.packet.map { "#\($0)" } ?? "")</span>\
      <span class="what"><b>\(arrow)</b> \(row.label.escapedForMarkup)</span>\(notes)</\(inner)>
      \(content)</\(outer)>

      """)
  }

  mutating func finish() {
    begin()
    endRows()
    StandardOutput.write("</main>\n</body>\n</html>\n")
  }

  private mutating func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    StandardOutput.write(
      """
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

      """)
  }

  // MARK: - A connection's parts

  private mutating func heading(_ connection: Int, _ ends: ConnectionEnds) {
    endRows()
    var words = "Connection \(connection)"
    if let client = ends.client, let server = ends.server {
      let arrow = ends.areRolesKnown ? "→" : "–"
      words += " <small>\(client.escapedForMarkup) \(arrow) \(server.escapedForMarkup)</small>"
    }
    StandardOutput.write("<h2 style=\"order:\(2 * connection - 1)\">\(words)</h2>\n")
  }

  /// Writes the summary, which is shown between the heading and the rows.
  private mutating func close(_ connection: Int) {
    endRows()
    start[connection] = nil
    guard let summary = summaries.removeValue(forKey: connection) else { return }
    let text = SummaryText(summary, style: TerminalStyle(width: 100), withHeading: false).text
    StandardOutput.write(
      """
      <pre class="summary" aria-label="Summary of connection \(connection)" \
      style="order:\(2 * connection - 1)">\(text.plainText.escapedForMarkup)</pre>

      """)
  }

  private mutating func beginRows(of connection: Int) {
    guard current != connection else { return }
    endRows()
    current = connection
    StandardOutput.write(
      "<section aria-label=\"Connection \(connection)\" style=\"order:\(2 * connection)\">\n")
  }

  private mutating func endRows() {
    if current != nil { StandardOutput.write("</section>\n") }
    current = nil
  }

  /// What a row opens to.
  private func details(of item: CaptureItem) -> String {
    let style = TerminalStyle(width: 100)
    switch item.content {
    case .frame(let frame, let message):
      let anatomy = frame.anatomy
      let words = FrameDiagram.heading(anatomy, TerminalStyle(width: 400)).plainText
      let picture = FrameSVG.picture(anatomy)
      var text =
        "<img loading=\"lazy\" alt=\"\(words.escapedForMarkup)\" src=\"data:image/svg+xml,\(percent(picture))\">\n"
      text +=
        "<pre>\(FrameDiagram.table(anatomy, style).plainText.escapedForMarkup)</pre>\n"
      if let message, message.isText, message.isCompressed == true || message.frameCount != 1 {
        text += "<p>The message: <q>\(message.shownText.escapedForMarkup)</q></p>\n"
      }
      return text
    case .handshake(let report, _):
      return
        "<pre>\(HandshakeDiagram.lines(of: report, style).plainText.escapedForMarkup)</pre>\n"
    case .message(let message):
      return "<pre>\(message.shownText.escapedForMarkup)</pre>\n"
    default:
      return ""
    }
  }

  private static let styleSheet = """
    :root{color-scheme:light dark}
    body{font:14px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    margin:2em auto;max-width:72em;padding:0 1em}
    h1{font-size:1.4em}
    main{display:flex;flex-direction:column}
    section{min-width:0}
    h2{font-size:1.1em;margin:2em 0 .5em}
    small{font-weight:normal;opacity:.7}
    .line{padding:.15em .4em .15em 1.6em;position:relative}
    summary{cursor:pointer;display:block}
    summary::-webkit-details-marker{display:none}
    summary::before{content:"▸";position:absolute;left:.4em;opacity:.7}
    [open]>summary::before{content:"▾"}
    .time,.packet{display:inline-block;opacity:.7}
    .time{width:8em}
    .packet{width:5em}
    .row{border:solid transparent;border-width:0 4px;margin:2px 0}
    .to-server{border-left-color:#1d4ed8}
    .to-client{border-right-color:#15803d}
    .to-client .what{float:right}
    .wrong{color:#b91c1c;margin:.2em 0 .2em 13em}
    @media(prefers-color-scheme:dark){.wrong{color:#f87171}}
    pre{overflow-x:auto;padding:.5em 1em}
    .summary{margin:0 0 .5em;padding:0}
    img{max-width:100%}
    .line::after{content:"";display:block;clear:both}
    """
}

extension CapturedMessage {
  /// As much of a text as was kept, with a sign where that is not all.
  fileprivate var shownText: String {
    guard isText, let content else { return "" }
    return content.text() + (content.isWhole ? "" : " …")
  }
}

/// Text as a data URI holds it.
private func percent(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "="),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"):
      result.append(byte)
    default:
      result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: result, as: UTF8.self)
}
