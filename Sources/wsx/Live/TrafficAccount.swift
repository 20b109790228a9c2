import FrameDiagram
import WebSocketProtocol
import WebSocketTransport

/// What passed in all, for the summary at the end.
struct TrafficAccount {
  var connectionCount = 0
  var refusedCount = 0
  var frameCount = 0
  var violationCount = 0
  var traffic = Traffic()
  /// How often connections ended in which way.
  private var ends: [String: Int] = [:]
  private var hasUnexplainedEnd = false

  /// Takes the end of a connection of this end.
  mutating func add(_ end: WebSocketEnd, _ passed: Traffic) {
    traffic.messagesReceived &+= passed.messagesReceived
    traffic.messagesSent &+= passed.messagesSent
    traffic.bytesReceived &+= passed.bytesReceived
    traffic.bytesSent &+= passed.bytesSent
    if end.connection == nil {
      refusedCount += 1
    } else {
      connectionCount += 1
    }
    count(end.inSummary, isUnexplained: end.isUnexplained)
  }

  /// Takes a way in which a connection ended; unexplained where nobody said why.
  mutating func count(_ end: String, isUnexplained: Bool) {
    ends[end, default: 0] += 1
    hasUnexplainedEnd = hasUnexplainedEnd || isUnexplained
  }

  /// The ends of connections, the most frequent first, and where to read on.
  var endLines: [String] {
    let lines = ends.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "  \(Words.number(UInt64($0.value))) × \($0.key)" }
    return lines + (hasUnexplainedEnd ? ["wsx explain 1006 says what commonly leads to it."] : [])
  }

  /// The summary of a server or a client.
  func summary(of role: Role) -> String {
    var lines: [String] = []
    if role == .server {
      let opened = Self.counted(connectionCount, "connection", "connections")
      lines.append(
        opened + (refusedCount > 0 ? ", \(refusedCount) requests answered without one" : ""))
    }
    lines.append(
      "received \(Self.counted(traffic.messagesReceived, "message", "messages")) in "
        + "\(Words.bytes(traffic.bytesReceived)), "
        + "sent \(Self.counted(traffic.messagesSent, "message", "messages")) in "
        + Words.bytes(traffic.bytesSent))
    if violationCount > 0 {
      lines.append(Self.counted(violationCount, "violation", "violations"))
    }
    return (lines + endLines).joined(separator: "\n")
  }

  static func counted(_ count: some BinaryInteger, _ one: String, _ many: String) -> String {
    "\(Words.number(UInt64(clamping: count))) \(count == 1 ? one : many)"
  }
}

extension WebSocketEnd {
  /// Whether the peer broke off before its close frame: 1006, and nobody says why.
  var isUnexplained: Bool {
    switch (connection?.cause, stream) {
    case (.noCloseFrame, .closedByPeer), (.noCloseFrame, .broken): true
    case (.noAnswer, .closedByPeer), (.noAnswer, .broken): true
    default: false
    }
  }

  /// Whether this end gave up because the peer broke a rule; not where a limit was reached.
  var isForViolation: Bool {
    switch (connection?.cause, stream) {
    case (.failed(.violation), _): true
    // Who does not ask for a WebSocket at all breaks none of its rules.
    case (nil, .requestRefused(_, cause: .violation(let finding))):
      finding.rule != .upgradeOfRequest
    case (nil, .responseRefused(let failure)): failure.response?.opensConnection == true
    default: false
    }
  }

  /// The code, who closed, and why there was none: alike for ends that are alike.
  var inSummary: String {
    guard let connection else { return phrasebook.sentence(stream.statement) }
    let code = "\(code.rawValue) \(phrasebook.name(of: code))"
    return switch connection.cause {
    case .closingHandshake(let startedHere):
      "\(code), closed \(startedHere ? "here" : "by the peer")"
    default: "\(code): \(phrasebook.sentence(statement))"
    }
  }
}

extension HTTPHead {
  /// Whether this is a response with the status that opens a WebSocket connection.
  var opensConnection: Bool {
    if case .status(_, 101, _) = startLine { true } else { false }
  }
}
