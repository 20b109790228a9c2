import CommandLineKit
import TerminalText
import TrafficCapture
import WebSocketProtocol

/// What happened on each connection, in a few lines each, told when all is read.
struct CaptureSummaryPrinter: CapturePrinter {
  let style: TerminalStyle
  /// Whether nothing is told before the end, while there is room.
  private let waitsForEnd: Bool
  private var summaries: [Int: ConnectionSummary] = [:]

  init(style: TerminalStyle, waitsForEnd: Bool = false) {
    self.style = style
    self.waitsForEnd = waitsForEnd
    hasTold = waitsForEnd
  }

  mutating func show(_ item: CaptureItem) {
    summaries[item.connection, default: ConnectionSummary(number: item.connection)].note(item)
    if case .closed = item.content { flush(item.connection) }
  }

  mutating func finish() {
    for number in summaries.keys.sorted() { tell(number) }
  }

  /// Connections are told in their order, though a later one may end first: then it waits, while
  /// there is room.
  private mutating func flush(_ number: Int) {
    closed.insert(number)
    while !waitsForEnd, closed.contains(next) || (summaries[next] == nil && next < number) {
      tell(next)
      next += 1
    }
    if closed.count > Self.waitingLimit, let first = closed.min() { tell(first) }
  }

  private mutating func tell(_ number: Int) {
    closed.remove(number)
    guard let summary = summaries.removeValue(forKey: number) else { return }
    var text = SummaryText(summary, style: style).text
    if hasTold { text.lines.insert(StyledLine(), at: 0) }
    hasTold = true
    StandardOutput.write(text.rendered(style))
  }

  /// So many summaries wait for a connection that goes on; then they are told before it.
  private static let waitingLimit = 2048
  private var closed: Set<Int> = []
  private var next = 1
  private var hasTold: Bool
}

/// The lines of one connection's summary.
struct SummaryText {
  private(set) var text = StyledText()
  private let summary: ConnectionSummary
  private let style: TerminalStyle

  private static let labelWidth = 14

  init(_ summary: ConnectionSummary, style: TerminalStyle, withHeading: Bool = true) {
    self.summary = summary
    self.style = style
    if withHeading { addHeading() }
    addOpening()
    addTraffic()
    addClosing()
    addVerdict()
  }

  private mutating func row(_ label: String, _ words: String, _ style: Style = .plain) {
    var line = StyledLine("  " + label, .dim)
    line.pad(to: Self.labelWidth - 1)
    line.append(" ")
    line.append(self.style.spell(words), style)
    text.append(StyledText(line.wrapped(to: self.style.width, indent: Self.labelWidth)))
  }

  /// What to call the two ends: by their ports where their roles are not known.
  private var names: (client: String, server: String) {
    guard let ends = summary.ends, !ends.areRolesKnown else { return ("client", "server") }
    func port(_ end: String?) -> String {
      end?.split(separator: ":").last.map { "port \($0)" } ?? "an end"
    }
    return (port(ends.client), port(ends.server))
  }

  private mutating func addHeading() {
    var line = StyledLine("Connection \(summary.number)", .heading)
    if let target = summary.request?.target {
      line.append("  \(target.escapedForTerminal)", .heading)
    }
    if let ends = summary.ends, let client = ends.client, let server = ends.server {
      line.append("  \(client) \(ends.areRolesKnown ? "→" : "–") \(server)", .dim)
    }
    text.append(StyledText(line.wrapped(to: style.width, indent: 2)))
  }

  private mutating func addOpening() {
    var opened = summary.start.time.map { CaptureWords.date($0) + " UTC" } ?? ""
    if let packet = summary.start.packet {
      opened += (opened.isEmpty ? "" : ", ") + "packet \(packet)"
    }
    if let start = summary.start.time, let end = summary.last.time, end > start {
      opened += ", for \(CaptureWords.duration(end.nanoseconds(since: start)))"
    }
    if !opened.isEmpty { row("opened", opened) }
    guard summary.sawHandshake else {
      row("handshake", "not in the capture: what was negotiated is not known")
      return
    }
    if summary.statusCode != 101 {
      row("answer", answer, .warning)
      return
    }
    row("subprotocol", subprotocol)
    row("extensions", list(summary.response?.extensions) ?? "none")
  }

  private var answer: String {
    guard let code = summary.statusCode else { return "none in the capture" }
    let reason = summary.response?.status?.reason ?? ""
    return "\(code) \(reason.escapedForTerminal): no WebSocket was opened"
  }

  private var subprotocol: String {
    let chosen = list(summary.response?.subprotocols)
    let offered = list(summary.request?.subprotocols)
    guard let offered else { return chosen ?? "none" }
    return "\(chosen ?? "none") (offered: \(offered))"
  }

  private func list(_ members: [String]?) -> String? {
    guard let members, !members.isEmpty else { return nil }
    return members.map(\.escapedForTerminal).joined(separator: ", ")
  }

  private mutating func addTraffic() {
    guard
      summary.client.frames + summary.server.frames > 0 || summary.client.messages > 0
        || summary.server.messages > 0 || summary.statusCode == 101
    else { return }
    row("\(names.client) sent", traffic(of: summary.client))
    row("\(names.server) sent", traffic(of: summary.server))
    let pings = summary.client.pings + summary.server.pings
    guard pings > 0, summary.isInOrder else { return }
    var words = "\(summary.pings.answeredCount) of \(pings) answered"
    if let shortest = summary.pings.shortest, let longest = summary.pings.longest {
      words +=
        shortest == longest
        ? ", after \(CaptureWords.duration(shortest))"
        : ", after \(CaptureWords.duration(shortest)) to \(CaptureWords.duration(longest))"
      words += pings > 2 ? ", \(CaptureWords.duration(summary.pings.average ?? 0)) on average" : ""
    }
    row("pings", words)
  }

  private func traffic(of sent: ConnectionSummary.Sent) -> String {
    var words = CaptureWords.count(sent.messages, "message")
    if sent.messages > 0, sent.isMessageBytesKnown {
      words += " of \(CaptureWords.bytes(sent.messageBytes))"
    }
    if sent.frames > 0 {
      words +=
        ", in \(CaptureWords.count(sent.frames, "frame")) of "
        + CaptureWords.bytes(sent.frameBytes)
    }
    if sent.pings > 0 { words += ", \(CaptureWords.count(sent.pings, "ping"))" }
    if sent.pongs > 0 { words += ", \(CaptureWords.count(sent.pongs, "pong"))" }
    return words
  }

  private mutating func addClosing() {
    // A HAR file knows messages alone.
    guard summary.hasFrames || summary.hasHandshakeBytes else { return }
    guard summary.statusCode == 101 || !summary.sawHandshake || summary.statusCode == nil else {
      return
    }
    let isNormal = summary.client.hasClosed && summary.server.hasClosed
    row("closing", summary.closingWords, isNormal ? .plain : .warning)
    let article = summary.ends?.areRolesKnown == false ? "" : "the "
    for (name, sent) in [(names.client, summary.client), (names.server, summary.server)] {
      let role = article + name
      if sent.gaps > 0 {
        row(
          "missing",
          "the capture lacks bytes from \(role) (\(CaptureWords.count(sent.gaps, "gap")))"
            + (sent.isLost ? "; its frames behind them cannot be found" : ""), .warning)
      }
      if sent.isIncomplete {
        row("unfinished", "a frame from \(role) breaks off", .warning)
      }
    }
    if summary.isUnfinishedHandshake { row("unfinished", "the handshake breaks off", .warning) }
  }

  private mutating func addVerdict() {
    guard summary.hasFrames || summary.hasHandshakeBytes else {
      row("verdict", "none: rules are about frames, and only messages are known")
      return
    }
    var lines: [String] = summary.handshakeViolations.map { finding in
      let mistake = finding.mistake.map { " (\($0.subject))" } ?? ""
      return "handshake: \(finding.rule.id)\(mistake), \(finding.rule.citation)"
    }
    for (role, sent) in [(names.client, summary.client), (names.server, summary.server)] {
      for broken in sent.violations {
        let times = broken.count > 1 ? " × \(broken.count)" : ""
        let place = broken.first.packet.map { ", first in packet \($0)" } ?? ""
        lines.append("\(role): \(broken.rule.id)\(times), \(broken.rule.citation)\(place)")
      }
    }
    guard !lines.isEmpty else {
      let isWhole = !summary.client.isIncompletelyKnown && !summary.server.isIncompletelyKnown
      row("verdict", "✓ no rule is broken" + (isWhole ? "" : " in what is known"), .ok)
      return
    }
    for (index, line) in lines.enumerated() {
      row(index == 0 ? "verdict" : "", "✗ " + line, .error)
    }
  }
}
