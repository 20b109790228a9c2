/// What a `WebSocketConnection` is doing, from its beginning to its end.
///
///     ┌────────────┐ stream  ┌───────────────┐ opened ┌─────────────┐ agreed ┌──────┐
///     │ connecting │ ──────▶ │ openingStream │ ─────▶ │ handshaking │ ─────▶ │ open │
///     └────────────┘         └───────────────┘        └─────────────┘        └──────┘
///       (client)                (server begins)              │ refused           │ the protocol
///                                                            ▼ by this end       ▼ is done
///                                                  ┌────────────────────────────────┐
///                                                  │ ending: send what waits        │
///                                                  └────────────────────────────────┘
///                                                            │ all is sent: end the stream
///                                                            ▼
///                                                  ┌────────────────────────────────┐
///                                                  │ awaitingEnd: of the peer       │
///                                                  └────────────────────────────────┘
///                                                            │ from each phase: the peer's end,
///                                                            ▼ an error, a limit, given up
///                                                       ┌────────┐
///                                                       │ closed │
///                                                       └────────┘
///
/// All transitions are in this file; each tells what is to be done about it. Where the protocol is
/// in its closing handshake while the phase is `open`, `ConnectionState` knows.
enum ConnectionPhase: Hashable, Sendable {
  /// A client that has no stream yet.
  case connecting
  /// There is a stream, and it is being opened: at once on a socket, with a handshake on TLS.
  case openingStream
  /// The opening handshake of RFC 6455 §4.
  case handshaking
  /// The protocol reads and writes.
  case open
  /// Nothing more is read; what waits is sent. With the reason, where it is known already.
  indirect case ending(StreamEnd?)
  /// All is sent and this end has ended the stream, for this reason; the peer's end is awaited, so
  /// that the peer can read everything before the connection is gone.
  indirect case awaitingEnd(StreamEnd)
  /// The connection is over.
  case closed
}

// MARK: - The beginning

extension ConnectionPhase {
  /// A client has a stream, which is to be opened; false where the connection is over already.
  mutating func hasStream() -> Bool {
    guard case .connecting = self else { return false }
    self = .openingStream
    return true
  }

  /// The stream is open, and the opening handshake can begin; false where it cannot.
  mutating func streamOpened() -> Bool {
    guard case .openingStream = self else { return false }
    self = .handshaking
    return true
  }

  /// Both ends agreed on a WebSocket connection; false where the connection has ended meanwhile.
  mutating func handshakeSucceeded() -> Bool {
    guard case .handshaking = self else { return false }
    self = .open
    return true
  }

  /// What runs out of time where the opening takes too long.
  enum LateOpening: Hashable, Sendable {
    case connecting, openingStream, handshake, nothing
  }

  var lateOpening: LateOpening {
    switch self {
    case .connecting: .connecting
    case .openingStream: .openingStream
    case .handshaking: .handshake
    case .open, .ending, .awaitingEnd, .closed: .nothing
    }
  }
}

// MARK: - Receiving

extension ConnectionPhase {
  /// What takes bytes that arrive.
  enum Reader: Hashable, Sendable {
    case handshake, frames, nothing
  }

  var reader: Reader {
    switch self {
    case .handshaking: .handshake
    case .open: .frames
    case .connecting, .openingStream, .ending, .awaitingEnd, .closed: .nothing
    }
  }

  /// What the end of the stream means.
  enum EndAction: Hashable, Sendable {
    /// The opening handshake has not come to its end; it tells what that means.
    case endHandshake
    /// The connection is over, for this reason.
    case close(StreamEnd)
    /// Nothing: it was over.
    case none
  }

  /// The peer has ended the stream, or the stream broke.
  func receiveEnd(_ cause: StreamEnd) -> EndAction {
    switch self {
    case .handshaking: .endHandshake
    case .ending, .awaitingEnd: .close(knownEnd ?? cause)
    case .connecting, .openingStream, .open: .close(cause)
    case .closed: .none
    }
  }
}

// MARK: - The end

extension ConnectionPhase {
  /// Whether the protocol reads and writes.
  var isOpen: Bool {
    if case .open = self { true } else { false }
  }

  /// Whether the connection is over.
  var isClosed: Bool {
    if case .closed = self { true } else { false }
  }

  /// Why the stream ends, where that was decided before it has ended.
  var knownEnd: StreamEnd? {
    switch self {
    case .ending(let cause): cause
    case .awaitingEnd(let cause): cause
    case .connecting, .openingStream, .handshaking, .open, .closed: nil
    }
  }

  /// Nothing more is to be read; false where that is so already.
  mutating func beginEnding(_ cause: StreamEnd? = nil) -> Bool {
    switch self {
    case .handshaking, .open:
      self = .ending(cause)
      return true
    case .connecting, .openingStream, .ending, .awaitingEnd, .closed:
      return false
    }
  }

  /// All that waited is sent; true where the stream is to be ended now.
  mutating func allIsSent() -> Bool {
    guard case .ending(let cause) = self else { return false }
    self = .awaitingEnd(cause ?? .closedHere)
    return true
  }

  /// The connection is over; false where it was.
  mutating func close() -> Bool {
    guard !isClosed else { return false }
    self = .closed
    return true
  }
}
