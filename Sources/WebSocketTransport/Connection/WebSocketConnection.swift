public import WebSocketProtocol

/// A WebSocket connection on a socket: feeds and drains a `Connection`, which knows the protocol.
///
///     connecting ──▶ handshaking ──▶ open ──▶ ending ──▶ closed
///                         │                     ▲  │
///                         └── refused: answer ──┘  └─ all is sent, and the peer's end has come
///
/// Made by a `WebSocketServer` or `WebSocketClient`. RFC 6455 §4–§7.
public final class WebSocketConnection {
  /// The connection's number among those of its server, from 1.
  public let number: Int
  /// Which end this is.
  public let role: Role
  /// The address of the peer.
  public internal(set) var peerAddress: SocketAddress
  /// What is called as the connection lives.
  public var handlers: WebSocketHandlers
  /// The request's resource name: path and query.
  public internal(set) var resourceName = ""
  /// The extensions agreed on.
  public internal(set) var extensions: [ExtensionOffer] = []
  /// Messages and bytes so far.
  public internal(set) var traffic = Traffic()
  /// The time from the last keep-alive ping to its pong.
  public internal(set) var roundTripTime: Duration?
  /// Whatever the application keeps for this connection.
  public var userInfo: AnyObject?
  /// Whether nothing is read while much waits to be sent; so a peer that does not read its answers
  /// cannot ask for more.
  ///
  /// On at a server; off at a client, because two ends that wait for each other would wait for ever.
  public var pausesReading: Bool

  let loop: EventLoop
  let limits: TransportLimits
  var descriptor: Int32
  var phase = Phase.connecting
  /// The opening handshake, as long as it lasts.
  var handshake: OpeningHandshake?
  /// The protocol, once the handshake is done.
  var core: Core?
  /// What the socket has not taken yet.
  var outgoing = OutgoingBytes()
  /// The beginning of a frame that has not arrived whole.
  var unread: [UInt8] = []
  var interest: Interest = [.readable]
  var isFlushScheduled = false
  var isReadingPaused = false
  var isOverHighWater = false
  var hasEndedSending = false
  var timer: LoopTimer?
  var closingDeadline: Moment?
  var keepAlive: KeepAlive?
  /// Why the stream ends, once that is known.
  var streamEnd: StreamEnd?
  var connectionEnd: ConnectionEnd?
  /// Told when the connection is over.
  weak var owner: (any WebSocketConnectionOwner)?
  /// What a client needs until it is open.
  var opening: ClientOpening?

  /// Holds the protocol's value, which is large: as a value in an optional it would be copied for
  /// each look at it, which took a third of the time of an echo.
  final class Core {
    var connection: Connection

    init(_ connection: Connection) {
      self.connection = connection
    }
  }

  enum Phase {
    /// A client whose socket is not connected yet.
    case connecting
    case handshaking
    case open
    /// No more is read by the protocol; the stream is wound up.
    case ending
    case closed
  }

  init(
    loop: EventLoop, descriptor: Int32, peerAddress: SocketAddress, number: Int, role: Role,
    limits: TransportLimits, handlers: WebSocketHandlers
  ) {
    self.loop = loop
    self.descriptor = descriptor
    self.peerAddress = peerAddress
    self.number = number
    self.role = role
    self.limits = limits
    self.handlers = handlers
    pausesReading = role == .server
  }
}

/// Whoever made a connection, and wants to know of its end and how to open it.
protocol WebSocketConnectionOwner: AnyObject {
  func connectionClosed(_ connection: WebSocketConnection)
  /// An answer to a request that is no opening handshake; nil for the usual refusal.
  func answer(toPlainRequest request: [UInt8]) -> (status: Int, response: [UInt8])?
  func messageExtension(for extensions: [ExtensionOffer]) -> (any MessageExtension)?
}

/// How much went over a connection.
public struct Traffic: Hashable, Sendable {
  /// Messages received.
  public var messagesReceived: UInt64 = 0
  /// Messages sent.
  public var messagesSent: UInt64 = 0
  /// Bytes received, heads and frame headers included.
  public var bytesReceived: UInt64 = 0
  /// Bytes given to the network, heads and frame headers included.
  public var bytesSent: UInt64 = 0

  /// Nothing yet.
  public init() {}
}

// MARK: - What an application asks

extension WebSocketConnection {
  /// Where the connection is after its opening handshake; nil before and without one.
  public var state: ConnectionState? { core?.connection.state }

  /// Whether a message can be sent.
  public var isOpen: Bool { core?.connection.state == .open }

  /// The subprotocol agreed on.
  public var subprotocol: String? { core?.connection.subprotocol }

  /// How many bytes of messages wait for the network, frame headers included.
  public var bufferedAmount: Int { outgoing.count + (core?.connection.byteCountToSend ?? 0) }
}

// MARK: - What an application sends

extension WebSocketConnection {
  /// Sends a message; the reason where it cannot be sent, nil where all is well.
  @discardableResult
  public func send(_ message: Message) -> ConnectionMisuse? {
    send(message.payload.span, as: message.opcode)
  }

  /// Sends a text; the reason where it cannot be sent.
  @discardableResult
  public func send(_ text: String) -> ConnectionMisuse? {
    perform(countsMessage: true) { core throws(ConnectionMisuse) in try core.send(text: text) }
  }

  /// Sends a message whose bytes lie anywhere; for text, the caller answers for their being UTF-8.
  @discardableResult
  public func send(_ payload: Span<UInt8>, as opcode: Opcode) -> ConnectionMisuse? {
    guard let core else { return .notOpen }
    do throws(ConnectionMisuse) {
      try core.connection.send(payload, as: opcode)
    } catch {
      return error
    }
    traffic.messagesSent &+= 1
    flushLater()
    return nil
  }

  /// Sends the next frame of a message in fragments; see `Connection.sendFragment`.
  @discardableResult
  public func sendFragment(
    _ payload: [UInt8], of opcode: Opcode, isFinal: Bool
  ) -> ConnectionMisuse? {
    perform(countsMessage: isFinal) { core throws(ConnectionMisuse) in
      try core.sendFragment(payload, of: opcode, isFinal: isFinal)
    }
  }

  /// Asks for a pong with the same payload, at most 125 bytes.
  @discardableResult
  public func ping(_ payload: [UInt8] = []) -> ConnectionMisuse? {
    perform { core throws(ConnectionMisuse) in try core.ping(payload) }
  }

  /// Sends a pong that nobody asked for, at most 125 bytes.
  @discardableResult
  public func pong(_ payload: [UInt8] = []) -> ConnectionMisuse? {
    perform { core throws(ConnectionMisuse) in try core.pong(payload) }
  }

  /// Begins the closing handshake, which is given so much time, or `TransportLimits.closingTime`.
  @discardableResult
  public func close(
    code: CloseCode? = .normalClosure, reason: String = "", within time: Duration? = nil
  ) -> ConnectionMisuse? {
    let misuse = perform { core throws(ConnectionMisuse) in
      try core.close(code: code, reason: reason)
    }
    if misuse == nil { startClosingTimer(within: time) }
    return misuse
  }

  /// Sends bytes as they are, past the protocol: for experiments with a peer.
  public func sendRaw(_ bytes: [UInt8]) {
    guard case .open = phase else { return }
    flush()
    queue(bytes)
    flushLater()
  }

  /// Gives the connection up at once, with a reset.
  public func abandon() {
    end(.abandoned, reset: true)
  }

  private func perform(
    countsMessage: Bool = false,
    _ body: (inout Connection) throws(ConnectionMisuse) -> Void
  ) -> ConnectionMisuse? {
    guard let core else { return .notOpen }
    do throws(ConnectionMisuse) {
      try body(&core.connection)
    } catch {
      return error
    }
    if countsMessage { traffic.messagesSent &+= 1 }
    flushLater()
    return nil
  }
}
