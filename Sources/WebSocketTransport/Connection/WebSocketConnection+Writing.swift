import WebSocketProtocol

extension WebSocketConnection {
  /// Sends at the end of the turn, so that many messages go out in one write.
  func flushLater() {
    guard !isFlushScheduled, !isClosed else { return }
    isFlushScheduled = true
    loop.flushLater(self)
  }

  /// Sends what the core has written.
  func flush() {
    isFlushScheduled = false
    if var bytes = core?.connection.takeBytesToSend(), !bytes.isEmpty {
      sendNow(bytes)
      bytes = []
    }
    // What was sent may be observed.
    if handlers.frame != nil, case .open = phase { takeEvents() }
    flushNow()
  }

  /// Sends what waits.
  func flushNow() {
    guard !isClosed else { return }
    if outgoing.count > 0 {
      let before = outgoing.count
      let error = outgoing.send(to: descriptor)
      traffic.bytesSent &+= UInt64(before - outgoing.count)
      if let error {
        receivedEnd(.broken(error))
        return
      }
    }
    afterSending()
  }

  /// Sends an array; what the socket does not take waits.
  func sendNow(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, !isClosed else { return }
    guard outgoing.count == 0 else {
      queue(bytes)
      return
    }
    switch Descriptor.send(descriptor, bytes, from: 0) {
    case .bytes(let count):
      traffic.bytesSent &+= UInt64(count)
      if count < bytes.count { outgoing.append(bytes, from: count) }
    case .notNow, .end: outgoing.append(bytes)
    case .broken(let error): receivedEnd(.broken(error))
    }
  }

  func queue(_ bytes: [UInt8]) {
    outgoing.append(bytes)
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
    if count == 0, case .ending = phase { endSending() }
    updateInterest()
  }

  func updateInterest() {
    var wanted: Interest = isReadingPaused ? [] : .readable
    if outgoing.count > 0 { wanted.insert(.writable) }
    guard wanted != interest, !isClosed else { return }
    interest = wanted
    loop.change(self, wanted)
  }
}
