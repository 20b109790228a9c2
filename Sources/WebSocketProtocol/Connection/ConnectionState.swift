/// Where a connection is in its life after the opening handshake.
///
///       close()      ┌────────────────┐    receive close frame: answer it
///      ┌─────────────│      open      │─────────────────┐
///      ▼             └────────────────┘                 ▼
///     ┌───────────┐          │                 ┌────────────────┐
///     │ closeSent │──────────┼────────────────▶│ closeExchanged │
///     └───────────┘  receive close frame       └────────────────┘
///      │ fail                │ fail: send a close frame         │
///      └──────────┐          ▼                          │
///                 └─▶┌────────────────┐                 │
///                    │     failed     │                 │
///                    └────────────────┘                 │
///                            │  from each state: end of stream
///                            ▼                          ▼
///                    ┌──────────────────────────────────────┐
///                    │                ended                 │
///                    └──────────────────────────────────────┘
///
/// Client and server have the same states. All transitions are in this file; each tells what is to be
/// done about it. RFC 6455 §7.
public enum ConnectionState: Hashable, Sendable {
  /// Messages go both ways.
  case open
  /// This end has sent its close frame and waits for the peer's; messages may still arrive.
  case closeSent
  /// Both ends have sent a close frame; with the content of the peer's. The server now closes the
  /// stream.
  indirect case closeExchanged(ClosePayload, startedHere: Bool)
  /// This end has given the connection up and stopped reading; the stream is to be closed.
  indirect case failed(ConnectionFailure)
  /// The stream has ended.
  indirect case ended(ConnectionEnd)
}

// MARK: - Sending

extension ConnectionState {
  /// Whether neither end has closed the connection yet.
  package var isOpen: Bool {
    if case .open = self { true } else { false }
  }

  /// Throws where data may not be sent: after a close frame, §5.5.1.
  package func checkMaySend() throws(ConnectionMisuse) {
    guard isOpen else { throw .notOpen }
  }

  /// The application closes; a close frame is to be sent.
  package mutating func sendClose() throws(ConnectionMisuse) {
    try checkMaySend()
    self = .closeSent
  }
}

// MARK: - Receiving

extension ConnectionState {
  /// Whether what arrives is read: not after the peer's close frame (§1.4, §5.5.1), nor after a
  /// failure (§7.1.7).
  package var reads: Bool {
    switch self {
    case .open, .closeSent: true
    case .closeExchanged, .failed, .ended: false
    }
  }

  /// What to do about a close frame.
  package enum CloseAction: Hashable, Sendable {
    /// Send this in answer: the peer closes first.
    case answer(ClosePayload)
    /// Send nothing: this is the answer, or both ends closed at once.
    case none
  }

  /// A close frame without fault has arrived.
  package mutating func receiveClose(_ payload: ClosePayload) -> CloseAction {
    switch self {
    case .open:
      self = .closeExchanged(payload, startedHere: false)
      // §5.5.1: an endpoint that has not sent a close frame answers with one, and typically echoes
      // the code.
      return .answer(ClosePayload(code: payload.code))
    case .closeSent:
      self = .closeExchanged(payload, startedHere: true)
      return .none
    case .closeExchanged, .failed, .ended:
      return .none
    }
  }

  /// What to do about a peer that does what it must not.
  package enum FailAction: Hashable, Sendable {
    /// Send a close frame with this code.
    case sendClose(CloseCode)
    /// Send nothing: a close frame is already sent, or the connection is over.
    case none
  }

  /// The peer has done what it must not: fail the connection, §7.1.7.
  package mutating func fail(_ failure: ConnectionFailure) -> FailAction {
    switch self {
    case .open:
      self = .failed(failure)
      return .sendClose(failure.closeCode)
    case .closeSent:
      self = .failed(failure)
      return .none
    case .closeExchanged, .failed, .ended:
      return .none
    }
  }

  /// The stream has ended, and with it the connection (§7.1.4); nil where that was known already.
  package mutating func endOfStream(insideFrame: Bool) -> ConnectionEnd? {
    let end: ConnectionEnd
    switch self {
    case .open:
      end = ConnectionEnd(cause: .noCloseFrame(insideFrame: insideFrame))
    case .closeSent:
      end = ConnectionEnd(cause: .noAnswer(insideFrame: insideFrame))
    case .closeExchanged(let payload, let startedHere):
      end = ConnectionEnd(received: payload, cause: .closingHandshake(startedHere: startedHere))
    case .failed(let failure):
      end = ConnectionEnd(cause: .failed(failure))
    case .ended:
      return nil
    }
    self = .ended(end)
    return end
  }
}

// MARK: - The stream

extension ConnectionState {
  /// Whether this end closes the stream once all bytes are sent.
  ///
  /// After the closing handshake the server closes it, so that the server waits for late packets and
  /// not the client (§7.1.1); after a failure, the end that failed the connection.
  package func closesStream(_ role: Role) -> Bool {
    switch self {
    case .open, .closeSent: false
    case .closeExchanged: role == .server
    case .failed, .ended: true
    }
  }
}
