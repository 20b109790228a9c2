extension Connection {
  /// Takes bytes that have arrived, in pieces of any size.
  public mutating func receive(_ bytes: Span<UInt8>) {
    guard state.reads else { return }
    receiver.input.append(bytes)
  }

  /// Takes an array of bytes that have arrived; not copied where nothing waits before it.
  public mutating func receive(_ bytes: consuming [UInt8]) {
    guard state.reads else { return }
    receiver.input.append(bytes)
  }

  /// Takes the end of the stream: the peer has closed it, it broke, or this end gave it up.
  public mutating func receiveEndOfStream() {
    streamHasEnded = true
  }

  /// Reads on and tells what happened next; nil where more bytes are needed.
  ///
  /// May also write bytes to be sent: a pong, the answer to a close frame, or the close frame that
  /// fails the connection.
  public mutating func nextEvent() -> ConnectionEvent? {
    while events.isEmpty, state.reads, let arrival = nextArrival() {
      // Not through the queue: this is the most frequent event.
      if case .message(let message) = arrival, events.isEmpty { return .message(message) }
      take(arrival)
    }
    if let event = events.next() { return event }
    receiver.input.releaseReadBytes()
    return endIfStreamEnded()
  }

  /// Reads one frame, and tells it where frames are observed; nil where more bytes are needed, or
  /// where the connection fails.
  private mutating func nextArrival() -> Receiver.Arrival? {
    do throws(ConnectionFailure) {
      guard let arrival = try receiver.next(transform: &messageExtension) else { return nil }
      if settings.observesFrames, let record = receiver.takeRecord() {
        events.append(.frameReceived(ObservedFrame(record: record, message: arrival.message)))
      }
      return arrival
    } catch {
      fail(error)
      return nil
    }
  }

  private mutating func take(_ arrival: Receiver.Arrival) {
    switch arrival {
    case .fragment:
      break
    case .message(let message):
      events.append(.message(message))
    case .ping(let payload):
      events.append(.ping(payload))
      // §5.5.2: a ping is answered, unless a close frame has come before it.
      if settings.answersPings { write(.pong, payload) }
    case .pong(let payload):
      events.append(.pong(payload))
    case .close(let payload):
      events.append(.closeReceived(payload))
      if case .answer(let answer) = state.receiveClose(payload) { write(.close, answer.bytes) }
      receiver.input.removeAll()
    }
  }

  private mutating func fail(_ failure: ConnectionFailure) {
    if let record = receiver.takeFailedRecord() {
      events.append(.frameReceived(ObservedFrame(record: record, failure: failure)))
    }
    events.append(.failed(failure))
    if case .sendClose(let code) = state.fail(failure) {
      let reason = reasonOfFailure?(failure) ?? failure.description
      let payload = ClosePayload(code: code, reason: ClosePayload.shortenedReason(reason))
      write(.close, payload.bytes)
    }
    receiver.input.removeAll()
  }

  private mutating func endIfStreamEnded() -> ConnectionEvent? {
    guard streamHasEnded else { return nil }
    return state.endOfStream(insideFrame: receiver.isInsideFrame).map(ConnectionEvent.ended)
  }
}
