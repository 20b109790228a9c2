import WebSocketProtocol

/// Chooses events of a capture.
package struct EventFilter {
  /// Only events of this connection.
  package var connection: Int?
  /// Only frames and messages that this end sent.
  package var direction: Role?
  /// Only frames with this opcode.
  package var opcode: Opcode?
  /// Only messages that contain this text.
  package var text: String?
  /// Only messages that match this regular expression.
  package var pattern: Regex<AnyRegexOutput>?
  /// Only frames that break a rule.
  package var violationsOnly = false
  /// How many messages were too long to be matched whole against the expression.
  package private(set) var cutMatchCount = 0
  /// Whether any event was chosen.
  package private(set) var hasAdmitted = false

  /// The openings of connections of which no event was chosen yet.
  private var openings: [Int: InspectionEvent] = [:]

  /// How many bytes of a message are matched against a regular expression, which needs them in memory.
  package static let matchedByteCount = 4 << 20

  /// A filter that chooses all events.
  package init() {}

  /// Whether frames are chosen by their content.
  package var choosesContent: Bool { text != nil || pattern != nil }

  /// Whether frames are chosen by more than their connection.
  package var choosesFrames: Bool {
    direction != nil || opcode != nil || choosesContent || violationsOnly
  }

  /// Takes the next event; hands it out where it is wanted, after its connection's opening.
  package mutating func take(_ event: InspectionEvent, _ body: (InspectionEvent) -> Void) {
    guard connection != nil || choosesFrames else {
      hasAdmitted = true
      body(event)
      return
    }
    if case .ended = event.content { openings[event.connection] = nil }
    guard admits(event) else {
      if case .opened = event.content, choosesFrames, isConnectionWanted(event) {
        openings[event.connection] = event
      }
      return
    }
    hasAdmitted = true
    if let opening = openings.removeValue(forKey: event.connection) { body(opening) }
    body(event)
  }

  private func isConnectionWanted(_ event: InspectionEvent) -> Bool {
    connection == nil || connection == event.connection
  }

  private mutating func admits(_ event: InspectionEvent) -> Bool {
    guard isConnectionWanted(event) else { return false }
    guard choosesFrames else { return true }
    if let direction, direction != event.sender { return false }
    switch event.content {
    case .frame(let frame): return admits(frame)
    case .message(let message):
      if let opcode, message.opcode != opcode { return false }
      return !violationsOnly && (!choosesContent || admits(message))
    case .head(let head):
      return violationsOnly && !head.violations.isEmpty && opcode == nil && !choosesContent
    case .exchange(let exchange):
      let violations = (exchange.request?.violations ?? []) + (exchange.response?.violations ?? [])
      return violationsOnly && !violations.isEmpty && opcode == nil && !choosesContent
    case .gap, .lost:
      return opcode == nil && !choosesContent && !violationsOnly
    case .opened, .finished, .reset, .ended:
      return false
    }
  }

  private mutating func admits(_ frame: InspectedFrame) -> Bool {
    if let opcode, frame.record.knownHeader.opcode != opcode { return false }
    if violationsOnly, frame.violations.isEmpty { return false }
    guard choosesContent else { return true }
    guard let message = frame.message else { return admits(text: frame.ownText) }
    return admits(message)
  }

  private mutating func admits(_ message: InspectedMessage) -> Bool {
    guard message.isText, let content = message.content else { return false }
    if let text, !content.contains(text) { return false }
    guard let pattern else { return true }
    if content.byteCount > UInt64(Self.matchedByteCount) { cutMatchCount += 1 }
    return (try? pattern.firstMatch(in: content.text(atMost: Self.matchedByteCount))) != nil
  }

  /// Whether the text of a frame that does not belong to a message is chosen.
  private func admits(text content: String?) -> Bool {
    guard let content else { return false }
    if let text, !content.contains(text) { return false }
    guard let pattern else { return true }
    return (try? pattern.firstMatch(in: content)) != nil
  }
}

extension InspectedFrame {
  /// The text of a frame that does not belong to a message: a ping, a pong or a close reason.
  fileprivate var ownText: String? {
    guard record.header?.reservedBits.contains(.rsv1) == false, !isCompressed else { return nil }
    return close?.reason ?? String(validating: record.unmaskedHead, as: UTF8.self)
  }
}
