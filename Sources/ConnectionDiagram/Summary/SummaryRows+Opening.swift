import TerminalText
import TrafficCapture
import WebSocketInspection

extension SummaryRows {
  mutating func addHeading(of summary: ConnectionSummary) {
    var line = StyledLine("Connection \(summary.number)", .heading)
    if let target = summary.opening?.resourceName {
      line.append("  \(target.escapedForTerminal)", .heading)
    }
    if let addresses = EndNames(summary.ends).addresses { line.append("  \(addresses)", .dim) }
    add(line)
  }

  mutating func addOpening(of summary: ConnectionSummary) {
    if let opened = Self.beginning(of: summary) { add("opened", opened) }
    guard let opening = summary.opening else {
      add("handshake", "not in the capture: what was negotiated is not known")
      return
    }
    guard opening.status == 101 else {
      add("answer", Self.answer(opening), .warning)
      return
    }
    let chosen = Self.list(opening.subprotocols) ?? "none"
    let offered = opening.offeredSubprotocols.flatMap(Self.list).map { " (offered: \($0))" } ?? ""
    add("subprotocol", chosen + offered)
    add("extensions", Self.list(opening.extensions) ?? "none")
  }

  /// When the connection began, and how long it was seen; nil if the input does not say.
  private static func beginning(of summary: ConnectionSummary) -> String? {
    var words = [
      summary.start.time.map { "\($0.dateAndTime) UTC" },
      summary.start.packet.map { "packet \($0)" },
    ].compactMap { $0 }
    if let start = summary.start.time, let end = summary.last.time, end > start {
      words.append("for \(Durations.words(end.nanoseconds(since: start)))")
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func answer(_ opening: ConnectionSummary.Opening) -> String {
    guard let status = opening.status else { return "none in the capture" }
    return "\(status) \(opening.statusReason.escapedForTerminal): no WebSocket was opened"
  }

  private static func list(_ members: [String]) -> String? {
    members.isEmpty ? nil : members.map(\.escapedForTerminal).joined(separator: ", ")
  }
}
