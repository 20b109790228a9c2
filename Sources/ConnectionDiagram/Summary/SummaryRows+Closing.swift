import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

extension SummaryRows {
  /// How the connection ended, and what was not seen of it.
  mutating func addClosing(of summary: ConnectionSummary) {
    // A HAR file has only messages.
    guard summary.hasFrames || summary.isSeenAsBytes, let ending = summary.ending,
      ending.kind != .refused, ending.kind != .plain
    else { return }
    let words = EndingWords.sentence(ending, of: summary)
    add("closing", words, ending.kind == .closed ? .plain : .warning)
    let names = EndNames(summary.ends)
    for role in [Role.client, .server] {
      addGaps(in: summary[role], of: names.inSentence(role))
    }
    if summary.isHandshakeCut { add("unfinished", "the handshake breaks off", .warning) }
  }

  private mutating func addGaps(in sent: DirectionTally, of name: String) {
    if sent.gaps > 0 {
      let gaps = Words.count(sent.gaps, "gap")
      let lost = sent.isLost ? "; its frames after them cannot be found" : ""
      add("missing", "the capture lacks bytes from \(name) (\(gaps))\(lost)", .warning)
    }
    if sent.isCut { add("unfinished", "a frame from \(name) breaks off", .warning) }
  }

  /// Which rules are broken, how often, and where first.
  mutating func addVerdict(on summary: ConnectionSummary) {
    guard summary.hasFrames || summary.isSeenAsBytes else {
      add("verdict", "none: rules are about frames, and only messages are known")
      return
    }
    let names = EndNames(summary.ends)
    var lines = summary.handshakeViolations.map(Self.handshakeLine)
    for role in [Role.client, .server] {
      lines += summary[role].violations.map { "\(names.name(role)): \(Self.line($0))" }
    }
    guard !lines.isEmpty else {
      let isWhole = !summary.client.isIncompletelyKnown && !summary.server.isIncompletelyKnown
      add("verdict", "✓ no rule is broken" + (isWhole ? "" : " in what is known"), .ok)
      return
    }
    for (index, line) in lines.enumerated() {
      add(index == 0 ? "verdict" : "", "✗ " + line, .error)
    }
  }

  private static func handshakeLine(_ finding: Finding) -> String {
    let mistake = finding.mistake.map { " (\($0.subject))" } ?? ""
    return "handshake: \(finding.rule.id)\(mistake), \(finding.rule.citation)"
  }

  private static func line(_ tally: RuleTally) -> String {
    let times = tally.count > 1 ? " × \(tally.count)" : ""
    let place = tally.first.packet.map { ", first in packet \($0)" } ?? ""
    return "\(tally.rule.id)\(times), \(tally.rule.citation)\(place)"
  }
}

extension ConnectionSummary {
  /// Whether the bytes of heads were seen, so that they could be judged.
  fileprivate var isSeenAsBytes: Bool { opening?.isSeenAsBytes == true }
}
