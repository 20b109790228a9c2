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
struct ConnectionPhase: Hashable, Sendable {
  /// What the connection is doing.
  ///
  /// A value of its own, without the reason of the end: it is looked at for each message.
  private(set) var step: Step
  /// Why the stream ends, where that was decided before it has ended.
  private(set) var knownEnd: StreamEnd?

  enum Step: Hashable, Sendable {
    /// A client that has no stream yet.
    case connecting
    /// There is a stream, and it is being opened: at once on a socket, with a handshake on TLS.
    case openingStream
    /// The opening handshake of RFC 6455 §4.
    case handshaking
    /// The protocol reads and writes.
    case open
    /// Nothing more is read; what waits is sent.
    case ending
    /// All is sent and this end has ended the stream; the peer's end is awaited, so that the peer can
    /// read everything before the connection is gone.
    case awaitingEnd
    /// The connection is over.
    case closed
  }

  /// The phase of a client that has no stream yet, or of a connection whose stream is to be opened.
  init(hasStream: Bool) {
    step = hasStream ? .openingStream : .connecting
  }
}

// MARK: - The beginning

extension ConnectionPhase {
  /// A client has a stream, which is to be opened; false where the connection is over already.
  mutating func takeStream() -> Bool {
    guard step == .connecting else { return false }
    step = .openingStream
    return true
  }

  /// The stream is open, and the opening handshake can begin; false where it cannot.
  mutating func streamOpened() -> Bool {
    guard step == .openingStream else { return false }
    step = .handshaking
    return true
  }

  /// Both ends agreed on a WebSocket connection; false where the connection has ended meanwhile.
  mutating func handshakeSucceeded() -> Bool {
    guard step == .handshaking else { return false }
    step = .open
    return true
  }

  /// What runs out of time where the opening takes too long.
  enum LateOpening: Hashable, Sendable {
    case connecting, openingStream, handshake, nothing
  }

  var lateOpening: LateOpening {
    switch step {
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
    switch step {
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
    switch step {
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
  var isOpen: Bool { step == .open }

  /// Whether the stream is to be ended as soon as all is sent.
  var isEnding: Bool { step == .ending }

  /// Whether the connection is over.
  var isClosed: Bool { step == .closed }

  /// Nothing more is to be read, for a reason that may be known; false where that is so already.
  mutating func beginEnding(_ cause: StreamEnd? = nil) -> Bool {
    guard step == .handshaking || step == .open else { return false }
    step = .ending
    knownEnd = cause
    return true
  }

  /// All that waited is sent; true where the stream is to be ended now.
  mutating func allIsSent() -> Bool {
    guard step == .ending else { return false }
    step = .awaitingEnd
    knownEnd = knownEnd ?? .closedHere
    return true
  }

  /// The connection is over; false where it was.
  mutating func close() -> Bool {
    guard step != .closed else { return false }
    step = .closed
    return true
  }
}
