import TrafficCapture
import WebSocketProtocol

// Adds events to a summary.

extension ConnectionSummary {
  mutating func note(_ event: InspectionEvent) {
    if event.moment.isKnown { last = event.moment }
    switch event.content {
    case .opened(let ends):
      self.ends = ends
      start = event.moment
    case .head(let head):
      note(head)
    case .frame(let frame):
      note(frame, event)
    case .message(let message):
      lastFrame = event.moment
      change(event) { $0.note(message) }
    case .gap:
      change(event) { $0.gaps += 1 }
    case .lost:
      change(event) { $0.noteLost() }
    case .finished:
      noteFinished(event)
    case .reset:
      if case .reset? = streamEnd { break }
      note(.reset(by: event.sender), event.moment)
    case .exchange, .ended:
      break
    }
  }

  /// Takes the end that finished first; after a gap it may be told last.
  private mutating func noteFinished(_ event: InspectionEvent) {
    switch streamEnd {
    case nil: break
    case .finished? where event.moment.packet ?? .max < streamEndMoment.packet ?? .min: break
    default: return
    }
    note(.finished(by: event.sender), event.moment)
  }

  mutating func note(_ end: StreamOutcome, _ moment: EventMoment) {
    streamEnd = end
    streamEndMoment = moment
  }

  /// Adds heads that a browser describes, without their bytes.
  mutating func describe(_ request: HTTPHead, _ response: HTTPHead) {
    var opening = Opening(concernsWebSocket: true, isSeenAsBytes: false)
    opening.note(request)
    opening.note(response)
    self.opening = opening
  }

  private mutating func note(_ head: InspectedHead) {
    var opening = self.opening ?? Opening()
    opening.concernsWebSocket = opening.concernsWebSocket || head.report != nil
    opening.note(head.head)
    self.opening = opening
    handshakeViolations += head.violations
    if head.isUnfinished { isHandshakeCut = true }
  }

  private mutating func note(_ frame: InspectedFrame, _ event: InspectionEvent) {
    lastFrame = event.moment
    change(event) { $0.note(frame, event.moment) }
    guard frame.record.isComplete, let opcode = frame.record.header?.opcode, opcode.isControl else {
      return
    }
    switch opcode {
    case .close:
      if !closes.contains(where: { $0.side == event.side }) {
        let close = Ending.Close(sender: event.sender, payload: frame.close ?? ClosePayload())
        closes.append((event.side, close))
      }
    case .ping:
      pings.noteSent(frame.record.unmaskedHead, by: event.side, event.moment.time)
    case .pong:
      pings.noteAnswered(frame.record.unmaskedHead, by: event.side, event.moment.time)
    default: break
    }
  }

  /// Adds frames that were counted and have no event.
  mutating func note(
    _ passed: PassedFrames, _ sender: Role?, _ side: Side, _ moment: EventMoment
  ) {
    if moment.isKnown { last = moment }
    lastFrame = moment
    change(sender, side) { $0.add(passed) }
  }

  private mutating func change(
    _ event: InspectionEvent, _ body: (inout DirectionTally) -> Void
  ) {
    change(event.sender, event.side, body)
  }

  private mutating func change(
    _ sender: Role?, _ side: Side, _ body: (inout DirectionTally) -> Void
  ) {
    // If the roles are not known, the end that was seen first is counted as the client.
    let role = sender ?? (side == .first ? .client : .server)
    if role == .client { body(&client) } else { body(&server) }
  }
}
