import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

extension SummaryRows {
  mutating func addTraffic(of summary: ConnectionSummary) {
    let hasMessages = summary.client.messages + summary.server.messages > 0
    guard summary.hasFrames || hasMessages || summary.status == 101 else { return }
    let names = EndNames(summary.ends)
    for role in [Role.client, .server] {
      add("\(names.name(role)) sent", Self.traffic(summary[role]))
    }
    let pings = summary.client.pings + summary.server.pings
    if pings > 0, summary.isOrderKnown { add("pings", Self.answers(summary.pings, to: pings)) }
  }

  /// What one end sent: `7 messages of 70,282 bytes, in 10 frames of 70,374 bytes, 2 pongs`.
  private static func traffic(_ sent: DirectionTally) -> String {
    var words = Words.count(sent.messages, "message")
    if sent.messages > 0, sent.isMessageBytesKnown {
      words += " of \(Words.bytes(sent.messageBytes))"
    }
    if sent.frames > 0 {
      words += ", in \(Words.count(sent.frames, "frame")) of \(Words.bytes(sent.frameBytes))"
    }
    if sent.pings > 0 { words += ", \(Words.count(sent.pings, "ping"))" }
    if sent.pongs > 0 { words += ", \(Words.count(sent.pongs, "pong"))" }
    return words
  }

  /// The pings in words: `2 of 2 answered, after 1.05 ms to 3.93 ms`.
  private static func answers(_ tally: PingTally, to count: UInt64) -> String {
    var words = "\(tally.answeredCount) of \(count) answered"
    guard let shortest = tally.shortest, let longest = tally.longest else { return words }
    words += ", after \(Durations.words(shortest))"
    if longest > shortest { words += " to \(Durations.words(longest))" }
    if count > 2, let average = tally.average {
      words += ", \(Durations.words(average)) on average"
    }
    return words
  }
}
