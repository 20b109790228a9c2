import WebSocketProtocol

extension WebSocketConnection {
  var isClosed: Bool { phase.isClosed }

  /// Stops reading: sends what waits, ends the stream, and waits for the peer's end for a while.
  func beginEnding(_ cause: StreamEnd? = nil) {
    guard phase.beginEnding(cause) else { return }
    handshake = nil
    isReadingPaused = false
    startClosingTimer()
    flushLater()
  }

  /// The peer has ended the stream, or the stream broke.
  func receivedEnd(_ cause: StreamEnd) {
    switch phase.receiveEnd(cause) {
    case .endHandshake: receiveEndInHandshake(cause)
    case .close(let cause): end(cause, reset: false)
    case .none: break
    }
  }

  /// Ends the connection at once.
  func end(_ cause: StreamEnd, reset: Bool) {
    guard !isClosed else { return }
    tellLastEvents()
    // A handler may have ended the connection meanwhile.
    guard phase.close() else { return }
    timer?.cancel()
    timer = nil
    keepAlive?.stop()
    keepAlive = nil
    handshake = nil
    unread = []
    outgoing.discard()
    if reset { stream?.reset() } else { stream?.close() }
    stream = nil
    handlers.closed?(self, WebSocketEnd(connection: connectionEnd, stream: cause))
    owner?.connectionClosed(self)
  }

  private func tellLastEvents() {
    guard let endpoint else { return }
    endpoint.connection.receiveEndOfStream()
    // What a handler sends now would not arrive.
    _ = phase.beginEnding()
    takeEvents()
  }

  /// Gives the closing handshake, and then the end of the stream, a bounded time.
  ///
  /// A time that was allowed before is never made longer: otherwise a peer could delay the end for
  /// ever.
  func startClosingTimer(within time: Duration? = nil) {
    let deadline = Moment.now.advanced(by: time ?? limits.closingTime)
    if let closingDeadline, closingDeadline <= deadline { return }
    closingDeadline = deadline
    timer?.cancel()
    timer = loop.schedule(after: time ?? limits.closingTime) { [weak self] in
      guard let self else { return }
      // Where this end has ended the stream, everything was said; only the peer's end is late.
      self.end(self.phase.knownEnd ?? .closingTimedOut, reset: true)
    }
  }
}
