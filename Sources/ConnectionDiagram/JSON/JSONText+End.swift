import Explanations
import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

extension JSONText {
  /// The members of a connection's end.
  mutating func add(_ summary: ConnectionSummary) {
    if let ending = summary.ending { add(ending, of: summary) }
    member("began", raw: Self.object { $0.add(summary.start) })
    member("ends", raw: Self.array([Role.client, .server].map { Self.end($0, of: summary) }))
    member("pings", raw: Self.object(of: summary.pings, in: summary))
    member("findings", raw: Self.array(summary.findingTallies.map(Self.object)))
  }

  private mutating func add(_ ending: Ending, of summary: ConnectionSummary) {
    member("kind", ending.kind.rawValue)
    member("clean", ending.isClean)
    member("by", ending.ender?.rawValue)
    member("message", EndingWords.sentence(ending, of: summary))
    member("status", ending.status)
    member("insideFrame", ending.isInsideFrame)
    member("stream", raw: ending.stream.map(Self.object) ?? "null")
    member("cause", raw: ending.cause.map(Self.object) ?? "null")
  }

  /// What one end sent, and the code that its application gets.
  private static func end(_ role: Role, of summary: ConnectionSummary) -> String {
    let areRolesKnown = summary.ends?.areRolesKnown ?? true
    let sent = summary[role]
    return object { json in
      json.member("direction", areRolesKnown ? role.rawValue : nil)
      json.member("address", role == .client ? summary.ends?.client : summary.ends?.server)
      json.member("messages", sent.messages)
      json.member("messageBytes", sent.isMessageBytesKnown ? sent.messageBytes : nil)
      json.member("frames", sent.frames)
      json.member("frameBytes", sent.frameBytes)
      json.member("pings", sent.pings)
      json.member("pongs", sent.pongs)
      json.member("gaps", sent.gaps)
      json.member("lost", sent.isLost)
      json.member("cut", sent.isCut)
      json.member("close", raw: object(of: sent.close))
      json.member("reportedCode", summary.code(reportedBy: role)?.rawValue)
    }
  }

  private static func object(of close: ClosePayload?) -> String {
    guard let close else { return "null" }
    return object { json in
      json.member("code", close.code?.rawValue)
      json.member("name", close.code.map(Language.phrasebook.name))
      json.member("reason", close.reason)
    }
  }

  private static func object(of pings: PingTally, in summary: ConnectionSummary) -> String {
    object { json in
      json.member("sent", summary.client.pings + summary.server.pings)
      json.member("answered", pings.answeredCount)
      json.member("shortest", seconds: pings.shortest)
      json.member("average", seconds: pings.average)
      json.member("longest", seconds: pings.longest)
    }
  }

  private static func object(of tally: FindingTally) -> String {
    object { json in
      json.member("rule", tally.rule.id)
      json.member("section", tally.rule.section)
      json.member("direction", tally.direction?.rawValue)
      json.member("count", tally.count)
      json.add(tally.first)
    }
  }
}

// MARK: - The stream, and why

extension JSONText {
  private static func object(of stream: StreamOutcome) -> String {
    object { json in
      switch stream {
      case .finished(let role): json.add("finished", by: role)
      case .reset(let role): json.add("reset", by: role)
      case .broken(let role, let reason): json.add("broken", by: role, reason: reason)
      case .notFollowed: json.add("notFollowed")
      case .given(let decision): json.add(decision)
      }
    }
  }

  private mutating func add(_ decision: StreamOutcome.Decision) {
    switch decision {
    case .notConnected(let reason): add("notConnected", reason: reason)
    case .handshakeTimedOut: add("handshakeTimedOut")
    case .noPong: add("noPong")
    case .closingTimedOut: add("closingTimedOut")
    case .unread(let count): add("unread", byteCount: count)
    case .stopped(let count): add("stopped", byteCount: count)
    }
  }

  private mutating func add(
    _ kind: String, by role: Role? = nil, reason: String? = nil, byteCount: Int? = nil
  ) {
    member("kind", kind)
    member("by", role?.rawValue)
    member("reason", reason)
    member("byteCount", byteCount)
  }

  private static func object(of cause: Ending.Cause) -> String {
    object { json in
      switch cause {
      case .broken(let rule, let role): json.add(cause: "broken", by: role, rule: rule)
      case .cutFrame(let role): json.add(cause: "cutFrame", by: role)
      case .noSubprotocol: json.add(cause: "noSubprotocol")
      case .silence(let nanoseconds): json.add(cause: "silence", nanoseconds: nanoseconds)
      case .failure(let failure): json.add(cause: "failure", rule: failure.rule)
      }
    }
  }

  private mutating func add(
    cause kind: String, by role: Role? = nil, rule: Rule? = nil, nanoseconds: Int64? = nil
  ) {
    member("kind", kind)
    member("by", role?.rawValue)
    member("rule", rule?.id)
    member("seconds", seconds: nanoseconds)
  }

  /// A length of time in seconds, to the nanosecond.
  private mutating func member(_ name: String, seconds nanoseconds: Int64?) {
    guard let nanoseconds else {
      member(name, raw: "null")
      return
    }
    let length = nanoseconds.magnitude
    let fraction = String(length % 1_000_000_000)
    let zeros = String(repeating: "0", count: 9 - fraction.count)
    let sign = nanoseconds < 0 ? "-" : ""
    member(name, raw: "\(sign)\(length / 1_000_000_000).\(zeros)\(fraction)")
  }
}
