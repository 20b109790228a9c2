import CommandLineKit
import FrameDiagram
import TerminalText
import TrafficCapture

/// Two lanes, the client's on the left: each frame an arrow, in the order of time.
struct TimelinePrinter: CapturePrinter {
  let style: TerminalStyle
  /// Whether each frame is drawn bit by bit below its arrow.
  let withDiagrams: Bool

  private var start: [Int: CaptureTime] = [:]
  private var current: Int?

  init(style: TerminalStyle, withDiagrams: Bool) {
    self.style = style
    self.withDiagrams = withDiagrams
  }

  private static let timeWidth = 12
  private static let packetWidth = 8

  private var laneWidth: Int { max(20, style.width - Self.timeWidth - Self.packetWidth - 4) }

  mutating func show(_ item: CaptureItem) {
    if start[item.connection] == nil, let time = item.moment.time { start[item.connection] = time }
    if case .opened(let ends) = item.content {
      heading(item.connection, ends)
      return
    }
    if case .closed = item.content {
      start[item.connection] = nil
      return
    }
    guard let row = TimelineRow(item, columns: laneWidth - 10) else { return }
    if current != item.connection { heading(item.connection, nil) }
    StandardOutput.write(draw(row, of: item.connection).rendered(style))
    if withDiagrams, case .frame(let frame, _) = item.content {
      var text = FrameDiagram.diagram(frame.anatomy, style)
      text.append(StyledLine())
      StandardOutput.write(text.rendered(style))
    }
  }

  mutating func finish() {}

  private mutating func heading(_ connection: Int, _ ends: ConnectionEnds?) {
    var text = StyledText()
    if current != nil { text.append(StyledLine()) }
    current = connection
    var line = StyledLine("Connection \(connection)", .heading)
    if let client = ends?.client, let server = ends?.server {
      line.append("  \(client) \(ends?.areRolesKnown == true ? "→" : "–") \(server)", .dim)
    }
    text.append(line)
    let gutter = Self.timeWidth + Self.packetWidth
    var names = StyledLine("time", .dim)
    names.pad(to: Self.timeWidth)
    names.append("packet", .dim)
    names.pad(to: gutter + 1)
    let areRolesKnown = ends?.areRolesKnown ?? true
    names.append(areRolesKnown ? "client" : "one end", .bold)
    names.pad(to: gutter + laneWidth - (areRolesKnown ? 3 : 6))
    names.append(areRolesKnown ? "server" : "other end", .bold)
    text.append(names)
    StandardOutput.write(text.rendered(style))
  }

  private func draw(_ row: TimelineRow, of connection: Int) -> StyledText {
    var line = StyledLine(time(of: row.moment, since: start[connection]), .dim)
    line.pad(to: Self.timeWidth)
    line.append(row.moment.packet.map { "\($0)" } ?? "", .dim)
    line.pad(to: Self.timeWidth + Self.packetWidth)
    var text = StyledText([line + arrow(row)])
    let gutter = Self.timeWidth + Self.packetWidth + 4
    for note in row.notes {
      var words = StyledLine(String(repeating: " ", count: gutter - 2))
      words.append(style.spell("✗ "), .error)
      words.append(style.spell(note))
      text.append(StyledText(words.wrapped(to: style.width, indent: gutter)))
    }
    return text
  }

  private func time(of moment: CaptureMoment, since start: CaptureTime?) -> String {
    guard let time = moment.time else { return "" }
    return CaptureWords.passed(start.map { time.nanoseconds(since: $0) } ?? 0)
  }

  /// `│─ text “Hello” ──────────▶│`, or the other way.
  private func arrow(_ row: TimelineRow) -> StyledLine {
    let isASCII = style.isASCII
    let dash = isASCII ? "-" : "─"
    let edge = isASCII ? "|" : "│"
    let room = laneWidth - 2
    // What is spelled in ASCII may have become longer.
    let label =
      " \(TimelineRow.cut(style.spell(row.label), to: room - 5, with: isASCII ? "..." : "…")) "
    let fill = String(repeating: dash, count: max(1, room - label.displayWidth - 2))
    var line = StyledLine(edge, .dim)
    if row.sender == .first {
      line.append(dash, .dim)
      line.append(label, row.style)
      line.append(fill + (isASCII ? ">" : "▶"), .dim)
    } else {
      line.append((isASCII ? "<" : "◀") + fill, .dim)
      line.append(label, row.style)
      line.append(dash, .dim)
    }
    line.append(edge, .dim)
    return line
  }
}
