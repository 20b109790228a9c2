import TerminalText

/// A picture of two ends of a connection and what they send each other.
///
/// Each end has a lane with its state beside it. Time runs downward.
package struct LaneDiagram {
  /// What happens at one moment.
  package enum Row {
    /// The client sends this to the server; the style is the arrow's.
    case right(String, Style = .closeCode)
    /// The server sends this to the client.
    case left(String, Style = .closeCode)
    /// Both send at once, and the two frames cross on the way.
    case crossing(String, String)
    /// The state of each end; an empty text where it does not change.
    case states(String, String)
    /// What happens to the connection between them.
    case event(String)
  }

  /// What happens, in order.
  package var rows: [Row]

  /// A picture of these rows.
  package init(rows: [Row]) { self.rows = rows }

  private let leftLane = 17
  private let rightLane = 60

  /// The picture, 78 columns wide.
  package var drawn: StyledText {
    var text = StyledText()
    var head = StyledLine("client", .heading)
    head.pad(to: rightLane + 3)
    head.append("server", .heading)
    text.append(head)
    for row in rows {
      switch row {
      case .right(let label, let style):
        text.append(arrow(label, style, pointsRight: true))
      case .left(let label, let style):
        text.append(arrow(label, style, pointsRight: false))
      case .crossing(let first, let second):
        text.append(leaving(first, second))
        text.append(meeting)
        text.append(arriving)
      case .states(let client, let server): text.append(states(client, server))
      case .event(let label): text.append(event(label))
      }
    }
    return text
  }

  private func states(_ client: String, _ server: String) -> StyledLine {
    var line = StyledLine(client, .other)
    line.pad(to: leftLane)
    line.append("│", .dim)
    line.pad(to: rightLane)
    line.append("│", .dim)
    if !server.isEmpty { line.append("  \(server)", .other) }
    return line
  }

  /// A row with both lanes and something between them.
  private func row(_ between: (inout StyledLine) -> Void) -> StyledLine {
    var line = StyledLine()
    line.pad(to: leftLane)
    line.append("│", .dim)
    between(&line)
    line.pad(to: rightLane)
    line.append("│", .dim)
    return line
  }

  private func arrow(_ label: String, _ style: Style, pointsRight: Bool) -> StyledLine {
    row { line in
      let dashes = max(0, rightLane - leftLane - 1 - label.displayWidth - 2 - 3)
      line.append(pointsRight ? "──" : "←" + dashed(dashes), style)
      line.append(" \(label) ", .bold)
      line.append(pointsRight ? dashed(dashes) + "→" : "──", style)
    }
  }

  private func dashed(_ count: Int) -> String { String(repeating: "─", count: max(0, count)) }

  // MARK: - Two frames that meet

  private var middle: Int { (leftLane + rightLane) / 2 }

  private func leaving(_ first: String, _ second: String) -> StyledLine {
    row { line in
      line.append("──", .closeCode)
      line.append(" \(first) ", .bold)
      line.append(dashed(middle - 1 - line.width) + "╲", .closeCode)
      line.append(" ╱", .closeCode)
      line.append(dashed(rightLane - line.width - second.displayWidth - 4), .closeCode)
      line.append(" \(second) ", .bold)
      line.append("──", .closeCode)
    }
  }

  private var meeting: StyledLine {
    row { line in
      line.pad(to: middle)
      line.append("╳", .closeCode)
    }
  }

  private var arriving: StyledLine {
    row { line in
      line.append("←" + dashed(middle - 2 - line.width) + "╱", .closeCode)
      line.append(" ╲", .closeCode)
      line.append(dashed(rightLane - line.width - 1) + "→", .closeCode)
    }
  }

  private func event(_ label: String) -> StyledLine {
    row { line in
      let free = max(0, rightLane - leftLane - 1 - label.displayWidth - 2)
      line.append(String(repeating: "╌", count: free / 2), .warning)
      line.append(" \(label) ", .warning)
      line.append(String(repeating: "╌", count: free - free / 2), .warning)
    }
  }
}
