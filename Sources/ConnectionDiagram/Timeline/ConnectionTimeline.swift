import FrameDiagram
import TerminalText
import TrafficCapture
import WebSocketInspection

/// Draws connections as two lanes with the client on the left, and each frame as an arrow, in order.
public struct ConnectionTimeline: Sendable {
  private let style: TerminalStyle
  private let withDiagrams: Bool

  private var clock = ConnectionClock()
  private var ends: [Int: ConnectionEnds] = [:]
  /// The connection whose rows are being drawn.
  private var current: Int?

  private static let timeWidth = 12
  private static let packetWidth = 8
  private static let gutterWidth = timeWidth + packetWidth

  /// A timeline before its first row; with `withDiagrams`, each frame is drawn below its arrow.
  public init(style: TerminalStyle, withDiagrams: Bool = false) {
    self.style = style
    self.withDiagrams = withDiagrams
  }

  /// The lines that an event adds; some events have none.
  public mutating func text(of event: InspectionEvent) -> StyledText {
    let time = clock.sinceStart(event)
    switch event.content {
    case .opened(let ends):
      self.ends[event.connection] = ends
      return heading(event.connection, withAddresses: true)
    case .ended:
      ends[event.connection] = nil
      return StyledText()
    default:
      break
    }
    guard let row = TimelineRow(event, columns: laneWidth - 10) else { return StyledText() }
    var text = StyledText()
    if current != event.connection { text = heading(event.connection, withAddresses: false) }
    text.append(lines(of: row, time))
    if withDiagrams, case .frame(let frame) = event.content {
      text.append(FrameDiagram.diagram(FrameAnatomy(frame), style))
      text.append(StyledLine())
    }
    return text
  }

  // MARK: - Headings

  private mutating func heading(_ connection: Int, withAddresses: Bool) -> StyledText {
    var text = StyledText()
    if current != nil { text.append(StyledLine()) }
    current = connection
    let names = EndNames(ends[connection])
    var line = StyledLine("Connection \(connection)", .heading)
    if withAddresses, let addresses = names.addresses { line.append("  \(addresses)", .dim) }
    text.append(line)
    text.append(columnTitles(names.lanes))
    return text
  }

  private func columnTitles(_ lanes: (first: String, second: String)) -> StyledLine {
    var line = StyledLine("time", .dim)
    line.pad(to: Self.timeWidth)
    line.append("packet", .dim)
    line.pad(to: Self.gutterWidth + 1)
    line.append(lanes.first, .bold)
    line.pad(to: Self.gutterWidth + laneWidth + 3 - lanes.second.count)
    line.append(lanes.second, .bold)
    return line
  }

  // MARK: - Rows

  private var laneWidth: Int { max(20, style.width - Self.gutterWidth - 4) }

  private func lines(of row: TimelineRow, _ time: String) -> StyledText {
    var line = StyledLine(time, .dim)
    line.pad(to: Self.timeWidth)
    line.append(row.moment.packet.map { "\($0)" } ?? "", .dim)
    line.pad(to: Self.gutterWidth)
    var text = StyledText([line + arrow(row)])
    for note in row.notes { text.append(lines(of: note)) }
    return text
  }

  private func lines(of note: TimelineRow.Note) -> StyledText {
    let indent = Self.gutterWidth + 4
    var line = StyledLine(String(repeating: " ", count: indent - 2))
    switch note {
    case .broken(let words):
      line.append(style.spell("✗ "), .error)
      line.append(style.spell(words))
    case .remark(let words):
      line.append(style.spell("· "), .dim)
      line.append(style.spell(words), .dim)
    }
    return StyledText(line.wrapped(to: style.width, indent: indent))
  }

  /// `│─ text "Hello" ──────────▶│`, or the other way.
  private func arrow(_ row: TimelineRow) -> StyledLine {
    let isASCII = style.isASCII
    let dash = isASCII ? "-" : "─"
    let edge = isASCII ? "|" : "│"
    let room = laneWidth - 2
    // Text may be longer in ASCII.
    let spelled = style.spell(row.label)
    let label = " \(TimelineRow.cut(spelled, to: room - 5, with: isASCII ? "..." : "…")) "
    let fill = String(repeating: dash, count: max(1, room - label.displayWidth - 2))
    var line = StyledLine(edge, .dim)
    if row.lane == .first {
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

extension TimelineRow {
  /// How a terminal shows the label.
  fileprivate var style: Style {
    switch kind {
    case .head: .bold
    case .message: .payload
    case .close: .closeCode
    case .control: .opcode
    case .remark: .dim
    case .warning: .warning
    }
  }
}
