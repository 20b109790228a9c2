import WebSocketProtocol

extension WebSocketConnection {
  var isClosed: Bool {
    if case .closed = phase { true } else { false }
  }

  /// Nothing more is to be read: send what waits, end the stream, and wait a while for the peer's
  /// end, so that it reads all before the connection is gone.
  func beginEnding() {
    guard !isClosed else { return }
    phase = .ending
    handshake = nil
    isReadingPaused = false
    startClosingTimer()
    flushLater()
  }

  func endSending() {
    guard !hasEndedSending else { return }
    hasEndedSending = true
    Descriptor.endSending(descriptor)
    if streamEnd == nil { streamEnd = .closedHere }
  }

  /// The peer's end of the stream has come, or the stream broke.
  func receivedEnd(_ cause: StreamEnd) {
    switch phase {
    case .open:
      core?.connection.receiveEndOfStream()
      takeEvents()
      end(cause, reset: false)
    case .handshaking:
      receiveEndInHandshake(cause)
    case .connecting, .ending:
      end(streamEnd ?? cause, reset: false)
    case .closed:
      break
    }
  }

  /// Ends the connection at once.
  func end(_ cause: StreamEnd, reset: Bool) {
    guard !isClosed else { return }
    if core != nil {
      core?.connection.receiveEndOfStream()
      let wasOpen = if case .open = phase { true } else { false }
      if wasOpen { phase = .ending }
      takeEvents()
      // A handler may have ended it meanwhile.
      guard !isClosed else { return }
    }
    phase = .closed
    timer?.cancel()
    timer = nil
    keepAlive?.stop()
    keepAlive = nil
    handshake = nil
    unread = []
    outgoing.discard()
    loop.remove(self)
    if descriptor >= 0 {
      if reset {
        Descriptor.closeWithReset(descriptor)
      } else {
        Platform.closeDescriptor(descriptor)
      }
    }
    descriptor = -1
    handlers.closed?(self, WebSocketEnd(connection: connectionEnd, stream: cause))
    owner?.connectionClosed(self)
  }

  /// Gives the closing handshake, and then the end of the stream, a bounded time.
  ///
  /// What was allowed before is never made longer: else a peer could put the end off for ever.
  func startClosingTimer(within time: Duration? = nil) {
    let deadline = Moment.now.advanced(by: time ?? limits.closingTime)
    if let closingDeadline, closingDeadline <= deadline { return }
    closingDeadline = deadline
    timer?.cancel()
    timer = loop.schedule(after: time ?? limits.closingTime) { [weak self] in
      guard let self else { return }
      // Where this end has closed the stream, all was said; only the peer's end is late.
      self.end(self.streamEnd ?? .closingTimedOut, reset: true)
    }
  }

  func startHandshakeTimer() {
    timer = loop.schedule(after: limits.handshakeTime) { [weak self] in
      guard let self else { return }
      if case .connecting = phase, let error = opening?.timedOut {
        end(.notConnected(error), reset: false)
      } else {
        receiveEndInHandshake(.handshakeTimedOut)
      }
    }
  }
}
