import WebSocketProtocol

extension WebSocketConnection: Flushable {
  /// Sends at the end of the loop's turn, so that many messages go out in one write.
  func flushLater() {
    guard !isFlushScheduled, !isClosed else { return }
    isFlushScheduled = true
    loop.flushLater(self)
  }

  /// Sends what the protocol has written.
  func flush() {
    isFlushScheduled = false
    if var bytes = endpoint?.connection.takeBytesToSend(), !bytes.isEmpty {
      sendNow(bytes)
      bytes = []
    }
    // What was sent may be observed.
    if handlers.frame != nil, phase.isOpen { takeEvents() }
    flushNow()
  }

  /// Sends what waits.
  func flushNow() {
    guard let stream else { return }
    if outgoing.count > 0 { note(outgoing.send(to: stream)) }
    afterSending()
  }

  /// Sends an array; what the stream does not take waits.
  func sendNow(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, let stream else { return }
    note(outgoing.send(bytes, count: bytes.count, to: stream))
  }

  private func note(_ result: ByteStreamResult) {
    switch result {
    case .bytes(let count): traffic.bytesSent &+= UInt64(count)
    case .broken(let error): receivedEnd(.broken(error))
    case .notNow, .end: break
    }
  }

  /// Adjusts everything to how much waits now.
  func afterSending() {
    guard !isClosed else { return }
    let count = outgoing.count
    guard count <= limits.queueByteCount else {
      end(.queueOverflow(byteCount: count), reset: true)
      return
    }
    if count > limits.highWaterByteCount {
      isOverHighWater = true
    } else if isOverHighWater, count <= limits.lowWaterByteCount {
      isOverHighWater = false
      handlers.drained?(self)
      guard !isClosed else { return }
    }
    isReadingPaused = isOverHighWater && pausesReading
    if count == 0, phase.isEnding, phase.allIsSent() { stream?.endSending() }
    updateInterest()
  }

  private func updateInterest() {
    var wanted: Interest = isReadingPaused ? [] : .readable
    if outgoing.count > 0 { wanted.insert(.writable) }
    stream?.wait(for: wanted)
  }
}
