public import WebSocketProtocol

/// A WebSocket connection on a socket: feeds and drains a `Connection`, which knows the protocol.
///
/// Made by a `WebSocketServer` or `WebSocketClient`. RFC 6455 §4–§7.
public final class WebSocketConnection {
  /// The connection's number among those of its server, from 1.
  public let number: Int
  /// Which end this is.
  public let role: Role
  /// The address of the peer.
  public internal(set) var peerAddress: SocketAddress
  /// What is called during the life of the connection.
  public var handlers: WebSocketHandlers
  /// The request's resource name: path and query.
  public internal(set) var resourceName = ""
  /// The extensions agreed on.
  public internal(set) var extensions: [HandshakeExtension] = []
  /// Messages and bytes so far.
  public internal(set) var traffic = Traffic()
  /// The time from the last keep-alive ping to its pong.
  public internal(set) var roundTripTime: Duration?
  /// Anything that the application keeps for this connection.
  public var userInfo: AnyObject?
  /// Whether reading pauses while many bytes wait to be sent, so that a peer that does not read its
  /// answers cannot ask for more.
  ///
  /// True at a server; false at a client, because two ends that wait for each other would wait for
  /// ever.
  public var pausesReading: Bool

  let loop: EventLoop
  let limits: TransportLimits
  var phase: ConnectionPhase
  /// What carries the bytes; nil before there is one, and after the end.
  var stream: (any ByteStream)?
  /// The opening handshake, as long as it lasts.
  var handshake: OpeningHandshake?
  /// The protocol, once the handshake is done.
  var endpoint: Endpoint?
  /// What the stream has not taken yet.
  var outgoing = OutgoingBytes()
  /// The beginning of a frame that has not arrived whole.
  var unread: [UInt8] = []
  var isFlushScheduled = false
  var isReadingPaused = false
  var isOverHighWater = false
  /// For the opening handshake, then for the closing one.
  var timer: LoopTimer?
  var closingDeadline: Moment?
  var keepAlive: KeepAlive?
  var connectionEnd: ConnectionEnd?
  /// Told of the end of the connection.
  weak var owner: (any WebSocketConnectionOwner)?
  /// What a client needs until it is open.
  var opening: ClientOpening?

  /// Holds the protocol's value, which is large: as a value in an optional it would be copied each
  /// time it is looked at, which took a third of the time of an echo.
  final class Endpoint {
    var connection: Connection

    init(_ connection: Connection) {
      self.connection = connection
    }
  }

  /// A connection whose stream is to be opened, or a client's that has none yet.
  init(
    loop: EventLoop, stream: (any ByteStream)?, peerAddress: SocketAddress, number: Int,
    handshake: OpeningHandshake, limits: TransportLimits, handlers: WebSocketHandlers
  ) {
    self.loop = loop
    self.stream = stream
    phase = ConnectionPhase(hasStream: stream != nil)
    self.peerAddress = peerAddress
    self.number = number
    self.handshake = handshake
    role = handshake.role
    self.limits = limits
    self.handlers = handlers
    pausesReading = role == .server
  }
}

/// What made a connection: it is told of the end, and asked for what the connection cannot know.
protocol WebSocketConnectionOwner: AnyObject {
  func connectionClosed(_ connection: WebSocketConnection)
  /// An answer to a request that is not an opening handshake; nil for the usual refusal.
  func answer(toPlainRequest request: [UInt8]) -> (status: Int, response: [UInt8])?
}

/// How much has passed over a connection.
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

// MARK: - What an application can ask

extension WebSocketConnection {
  /// Where the connection is after its opening handshake; nil before it, or where it failed.
  public var state: ConnectionState? { endpoint?.connection.state }

  /// Whether a message can be sent.
  public var isOpen: Bool { endpoint?.connection.state == .open }

  /// The subprotocol agreed on.
  public var subprotocol: String? { endpoint?.connection.subprotocol }

  /// How many bytes of messages wait for the network, frame headers included.
  public var bufferedAmount: Int {
    outgoing.count + (stream?.pendingByteCount ?? 0) + (endpoint?.connection.byteCountToSend ?? 0)
  }
}

// MARK: - What an application can send

extension WebSocketConnection {
  /// Sends a message; returns why it cannot be sent, or nil.
  @discardableResult
  public func send(_ message: Message) -> ConnectionMisuse? {
    send(message.payload.span, as: message.opcode)
  }

  /// Sends a text; returns why it cannot be sent, or nil.
  @discardableResult
  public func send(_ text: String) -> ConnectionMisuse? {
    perform(countsMessage: true) { core throws(ConnectionMisuse) in try core.send(text: text) }
  }

  /// Sends a message from bytes in any memory; for a text, the caller makes sure that they are UTF-8.
  @discardableResult
  public func send(_ payload: Span<UInt8>, as opcode: Opcode) -> ConnectionMisuse? {
    guard let endpoint else { return .notOpen }
    do throws(ConnectionMisuse) {
      try endpoint.connection.send(payload, as: opcode)
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

  /// Sends a pong that answers no ping, at most 125 bytes.
  @discardableResult
  public func pong(_ payload: [UInt8] = []) -> ConnectionMisuse? {
    perform { core throws(ConnectionMisuse) in try core.pong(payload) }
  }

  /// Begins the closing handshake, which may take `time`, or else `TransportLimits.closingTime`.
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

  /// Sends bytes as they are, without the protocol: for experiments with a peer.
  public func sendRaw(_ bytes: [UInt8]) {
    guard phase.isOpen else { return }
    flush()
    outgoing.append(bytes, from: 0, to: bytes.count)
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
    guard let endpoint else { return .notOpen }
    do throws(ConnectionMisuse) {
      try body(&endpoint.connection)
    } catch {
      return error
    }
    if countsMessage { traffic.messagesSent &+= 1 }
    flushLater()
    return nil
  }
}
