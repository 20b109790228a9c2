import CommandLineKit
import FrameDiagram
import TerminalText
import TrafficCapture

/// The timeline as a picture that stands alone, one connection below the other.
struct CaptureSVGPrinter: CapturePrinter {
  private var rows: [Int: [(row: TimelineRow, passed: String)]] = [:]
  private var rowCount = 0
  private var start: [Int: CaptureTime] = [:]
  private var ends: [Int: ConnectionEnds] = [:]
  private var title: String
  private var leftOut = 0

  /// A picture of more rows than this is of use to nobody.
  private static let limit = 2000
  private static let width = 900
  private static let left = 150
  private static let right = 880
  private static let rowHeight = 26

  init(title: String) {
    self.title = title
  }

  mutating func show(_ item: CaptureItem) {
    if rowCount < Self.limit {
      if start[item.connection] == nil { start[item.connection] = item.moment.time }
      if case .opened(let ends) = item.content { self.ends[item.connection] = ends }
    }
    guard let row = TimelineRow(item, columns: 76) else { return }
    guard rowCount < Self.limit else {
      leftOut += 1
      return
    }
    var passed = ""
    if let time = row.moment.time, let start = start[item.connection] {
      passed = CaptureWords.passed(time.nanoseconds(since: start))
    }
    rows[item.connection, default: []].append((row, passed))
    rowCount += 1
  }

  mutating func finish() {
    var body = ""
    var y = 64
    for (connection, rows) in rows.sorted(by: { $0.key < $1.key }) {
      let top = y
      y += 52
      var lanes = ""
      for (row, passed) in rows {
        lanes += draw(row, passed, y: y)
        y += Self.rowHeight
        for note in row.notes {
          lanes += "<text x=\"\(Self.left + 16)\" y=\"\(y - 4)\" class=\"wrong\">✗ "
          lanes += TimelineRow.cut(note, to: 90).escapedForMarkup + "</text>\n"
          y += 20
        }
      }
      body += heading(connection, from: top, to: y) + lanes
      y += 40
    }
    y -= 40
    if leftOut > 0 {
      body += "<text x=\"\(Self.left + 16)\" y=\"\(y)\">… \(leftOut) more …</text>\n"
      y += Self.rowHeight
    }
    StandardOutput.write(
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.width)" height="\(y + 16)" \
      viewBox="0 0 \(Self.width) \(y + 16)" role="img">
      <title>\(title.escapedForMarkup)</title>
      <style>
      svg{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
      text{fill:#1e293b}
      .page{fill:#ffffff}
      .lane,.arrow{stroke:#64748b;fill:none}
      .head{fill:#64748b}
      .time{fill:#64748b;font-size:11px}
      .wrong{fill:#b91c1c;font-size:12px}
      .mid{text-anchor:middle}
      .end{text-anchor:end}
      @media(prefers-color-scheme:dark){
      text{fill:#e2e8f0}
      .page{fill:#0f172a}
      .wrong{fill:#f87171}
      }
      </style>
      <rect width="\(Self.width)" height="\(y + 16)" class="page"/>
      <text x="16" y="28" font-weight="bold">\(title.escapedForMarkup)</text>
      \(body)</svg>

      """)
  }

  /// Who talks with whom, and their lanes down to `bottom`.
  private func heading(_ connection: Int, from top: Int, to bottom: Int) -> String {
    let ends = ends[connection]
    let areRolesKnown = ends?.areRolesKnown ?? true
    var words = "Connection \(connection)"
    if let client = ends?.client, let server = ends?.server {
      words += "  \(client) \(areRolesKnown ? "→" : "–") \(server)"
    }
    return """
      <text x="16" y="\(top)">\(words.escapedForMarkup)</text>
      <text x="\(Self.left)" y="\(top + 28)" class="mid" font-weight="bold">\
      \(areRolesKnown ? "client" : "one end")</text>
      <text x="\(Self.right)" y="\(top + 28)" class="end" font-weight="bold">\
      \(areRolesKnown ? "server" : "other end")</text>
      <path d="M\(Self.left) \(top + 36)V\(bottom)M\(Self.right) \(top + 36)V\(bottom)" class="lane"/>

      """
  }

  private func draw(_ row: TimelineRow, _ passed: String, y: Int) -> String {
    let packet = row.moment.packet.map { "#\($0)" } ?? ""
    let isToServer = row.sender == .first
    let tip = isToServer ? Self.right : Self.left
    let back = isToServer ? tip - 9 : tip + 9
    let middle = (Self.left + Self.right) / 2
    // A little more than the text takes, in whatever font, so that the arrow does not cross it.
    let room = row.label.displayWidth * 8 + 12
    return """
      <text x="12" y="\(y + 4)" class="time">\(passed.escapedForMarkup)</text>\
      <text x="\(Self.left - 12)" y="\(y + 4)" class="time end">\(packet)</text>\
      <path d="M\(Self.left) \(y)H\(Self.right)" class="arrow"/>\
      <path d="M\(tip) \(y)L\(back) \(y - 5)V\(y + 5)Z" class="head"/>\
      <rect x="\(middle - room / 2)" y="\(y - 9)" width="\(room)" height="18" class="page"/>\
      <text x="\(middle)" y="\(y + 4)" class="mid">\
      \(row.label.escapedForMarkup)</text>

      """
  }
}
