import FrameDiagram
import TerminalText
import TrafficCapture
import WebSocketInspection

/// A timeline as a picture that needs no other file, one connection below the other.
public struct TimelineSVG: Sendable {
  private let title: String
  private var clock = ConnectionClock()
  private var ends: [Int: ConnectionEnds] = [:]
  private var rows: [Int: [(row: TimelineRow, time: String)]] = [:]
  private var rowCount = 0
  private var leftOutCount = 0

  /// The largest number of rows: a longer picture would not be useful.
  private static let limit = 2000
  private static let width = 900
  private static let left = 150
  private static let right = 880
  /// In columns of text.
  private static let labelWidth = 76
  private static let rowHeight = 26
  private static let noteHeight = 20

  /// A picture before its first row.
  public init(title: String) {
    self.title = title
  }

  /// Takes the next event.
  public mutating func add(_ event: InspectionEvent) {
    let time = clock.sinceStart(event)
    if case .opened(let ends) = event.content, rowCount < Self.limit {
      self.ends[event.connection] = ends
    }
    guard let row = TimelineRow(event, columns: Self.labelWidth) else { return }
    guard rowCount < Self.limit else {
      leftOutCount += 1
      return
    }
    rows[event.connection, default: []].append((row, time))
    rowCount += 1
  }

  /// The text of an SVG file with all events.
  public func picture() -> String {
    var body = ""
    var y = 64
    for (connection, rows) in rows.sorted(by: { $0.key < $1.key }) {
      let top = y
      y += 52
      var lanes = ""
      for (row, time) in rows { lanes += draw(row, time, &y) }
      body += heading(connection, from: top, to: y) + lanes
      y += 40
    }
    y -= 40
    if leftOutCount > 0 {
      body += "<text x=\"\(Self.left + 16)\" y=\"\(y)\">… \(leftOutCount) more …</text>\n"
      y += Self.rowHeight
    }
    return frame(body, height: y + 16)
  }

  private func frame(_ body: String, height: Int) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.width)" height="\(height)" \
    viewBox="0 0 \(Self.width) \(height)" role="img">
    <title>\(title.escapedForMarkup)</title>
    <style>
    \(Self.styleSheet)
    </style>
    <rect width="\(Self.width)" height="\(height)" class="page"/>
    <text x="16" y="28" font-weight="bold">\(title.escapedForMarkup)</text>
    \(body)</svg>

    """
  }

  private static let styleSheet = """
    svg{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    text{fill:#1e293b}
    .page{fill:#ffffff}
    .lane,.arrow{stroke:#64748b;fill:none}
    .head{fill:#64748b}
    .time{fill:#64748b;font-size:11px}
    .note{font-size:12px}
    .wrong{fill:#b91c1c}
    .mid{text-anchor:middle}
    .end{text-anchor:end}
    @media(prefers-color-scheme:dark){
    text{fill:#e2e8f0}
    .page{fill:#0f172a}
    .wrong{fill:#f87171}
    }
    """

  /// The two ends, and their lanes down to `bottom`.
  private func heading(_ connection: Int, from top: Int, to bottom: Int) -> String {
    let names = EndNames(ends[connection])
    let words = ["Connection \(connection)", names.addresses].compactMap { $0 }
      .joined(separator: "  ")
    return """
      <text x="16" y="\(top)">\(words.escapedForMarkup)</text>
      <text x="\(Self.left)" y="\(top + 28)" class="mid" font-weight="bold">\
      \(names.lanes.first)</text>
      <text x="\(Self.right)" y="\(top + 28)" class="end" font-weight="bold">\
      \(names.lanes.second)</text>
      <path d="M\(Self.left) \(top + 36)V\(bottom)M\(Self.right) \(top + 36)V\(bottom)" class="lane"/>

      """
  }

  /// An arrow and its notes; `y` is where it is, and then where the next one will be.
  private func draw(_ row: TimelineRow, _ time: String, _ y: inout Int) -> String {
    var text = arrow(row, time, y: y)
    y += Self.rowHeight
    for note in row.notes {
      text += draw(note, y: y - 4)
      y += Self.noteHeight
    }
    return text
  }

  private func draw(_ note: TimelineRow.Note, y: Int) -> String {
    let (sign, words, classes) =
      switch note {
      case .broken(let words): ("✗", words, "note wrong")
      case .remark(let words): ("·", words, "note")
      }
    let shown = TimelineRow.cut(words, to: 90).escapedForMarkup
    return "<text x=\"\(Self.left + 16)\" y=\"\(y)\" class=\"\(classes)\">\(sign) \(shown)</text>\n"
  }

  private func arrow(_ row: TimelineRow, _ time: String, y: Int) -> String {
    let packet = row.moment.packet.map { "#\($0)" } ?? ""
    let tip = row.lane == .first ? Self.right : Self.left
    let back = row.lane == .first ? tip - 9 : tip + 9
    let middle = (Self.left + Self.right) / 2
    // A little more than the text takes, in whatever font, so that the arrow does not cross it.
    let label = TimelineRow.cut(row.label, to: Self.labelWidth + 10)
    let room = label.displayWidth * 8 + 12
    return """
      <text x="12" y="\(y + 4)" class="time">\(time.escapedForMarkup)</text>\
      <text x="\(Self.left - 12)" y="\(y + 4)" class="time end">\(packet)</text>\
      <path d="M\(Self.left) \(y)H\(Self.right)" class="arrow"/>\
      <path d="M\(tip) \(y)L\(back) \(y - 5)V\(y + 5)Z" class="head"/>\
      <rect x="\(middle - room / 2)" y="\(y - 9)" width="\(room)" height="18" class="page"/>\
      <text x="\(middle)" y="\(y + 4)" class="mid">\(label.escapedForMarkup)</text>

      """
  }
}
