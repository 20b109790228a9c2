import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

/// Counts the traffic of many connections.
package struct TrafficTally {
  /// How often rules were broken.
  package private(set) var violationCount = 0

  private let here: Role?
  private var openedCount = 0
  /// The number of requests that were not answered, or did not open a connection.
  private var refusedCount = 0
  private var client = Amount()
  private var server = Amount()
  private var endings = EndingTally()

  /// What one side has sent.
  private struct Amount {
    var messages: UInt64 = 0
    var bytes: UInt64 = 0

    /// The counts in words, such as `2 messages in 24 bytes`.
    var words: String { "\(Words.count(messages, "message")) in \(Words.bytes(bytes))" }
  }

  /// A tally at the beginning, of an end in the role `here`; nil for a program between two ends.
  package init(here: Role?) {
    self.here = here
  }

  // MARK: - Counting

  /// Adds the end of a connection; other events are not counted.
  ///
  /// Between two ends, its messages are added; an end counts what it sends and receives itself.
  package mutating func note(_ event: InspectionEvent) {
    guard case .ended(let summary) = event.content else { return }
    if here == nil {
      client.messages &+= summary.client.messages
      server.messages &+= summary.server.messages
    }
    // A server that refuses does not break a rule; the ending says that it refused.
    let refusals = summary.handshakeViolations.count { $0.rule.id == "handshake.status" }
    if let ending = summary.ending {
      add(ending, violationCount: summary.violationCount - refusals)
    }
  }

  /// Adds the ending of a connection that was not inspected.
  package mutating func add(_ ending: Ending, violationCount: Int) {
    self.violationCount += violationCount
    switch ending.kind {
    case .closed, .unanswered, .abnormal, .open: openedCount += 1
    case .notOpened where ending.foreign != nil: openedCount += 1
    case .refused, .notOpened, .plain: refusedCount += 1
    }
    endings.add(ending)
  }

  /// Adds what an end received and sent.
  package mutating func add(
    messagesReceived: UInt64, bytesReceived: UInt64, messagesSent: UInt64, bytesSent: UInt64
  ) {
    let received = Amount(messages: messagesReceived, bytes: bytesReceived)
    let sent = Amount(messages: messagesSent, bytes: bytesSent)
    add(here == .server ? received : sent, from: .client)
    add(here == .server ? sent : received, from: .server)
  }

  /// Adds bytes that passed between two ends.
  package mutating func addPassed(_ byteCount: Int, from sender: Role) {
    add(Amount(bytes: UInt64(clamping: byteCount)), from: sender)
  }

  private mutating func add(_ amount: Amount, from sender: Role) {
    if sender == .client {
      client.messages &+= amount.messages
      client.bytes &+= amount.bytes
    } else {
      server.messages &+= amount.messages
      server.bytes &+= amount.bytes
    }
  }

  // MARK: - The summary

  /// The lines of a summary, without line ends.
  package var summaryLines: [String] {
    var lines = here == .client ? [] : [connections]
    switch here {
    case .client?: lines.append("received \(server.words), sent \(client.words)")
    case .server?: lines.append("received \(client.words), sent \(server.words)")
    case nil: lines.append("from clients \(client.words), from the server \(server.words)")
    }
    if violationCount > 0 { lines.append(Words.count(violationCount, "violation")) }
    return lines + endings.lines
  }

  private var connections: String {
    let opened = Words.count(openedCount, "connection")
    guard refusedCount > 0 else { return opened }
    return "\(opened), \(Words.count(refusedCount, "request")) answered without one"
  }
}
