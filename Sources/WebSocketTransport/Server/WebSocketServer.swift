public import WebSocketProtocol

/// A WebSocket server on an event loop.
///
/// Listens as soon as it is created; answers while the loop runs. For example, an echo server:
///
///     let loop = try EventLoop()
///     let server = try WebSocketServer(on: loop, port: 8080)
///     server.handlers.message = { connection, message in connection.send(message) }
///     loop.run()
///
/// RFC 6455 §4.2.
public final class WebSocketServer {
  /// What is called during the life of connections.
  public let handlers = WebSocketHandlers()
  /// What the server decides in opening handshakes: subprotocols, extensions, origins, resources.
  public var policy: ServerPolicy
  /// The memory and time that its peers may take.
  public let limits: TransportLimits
  /// Where it listens.
  public private(set) var addresses: [SocketAddress] = []
  /// Answers a request that is not an opening handshake, such as one for a page; without an answer
  /// it is refused.
  public var plainAnswer: ((HTTPHead) -> PlainAnswer?)?
  /// The connections that have not ended, by their numbers.
  public private(set) var connections: [Int: WebSocketConnection] = [:]

  private let loop: EventLoop
  private var listeners: [Listener] = []
  private var lastNumber = 0
  private var whenShutDown: (() -> Void)?

  /// Listens on every address of a name, by default on addresses that only this machine can reach.
  ///
  /// Port 0 takes a free port; `addresses` tells which. Throws where the address is in use, is not one
  /// of this machine, or is not permitted.
  public init(
    on loop: EventLoop, host: String = "localhost", port: Int = 8080,
    policy: ServerPolicy = ServerPolicy(), limits: TransportLimits = TransportLimits()
  ) throws(TransportError) {
    self.loop = loop
    self.policy = policy
    self.limits = limits
    self.policy.headLimit = limits.headByteCount
    listeners = try Listener.listen(host: host, port: port, loop: loop) { [weak self] descriptor in
      self?.accept(descriptor) ?? Listener.refuse(descriptor)
    }
    addresses = listeners.map(\.address)
  }

  /// The port it listens on.
  public var port: Int { addresses.first?.port ?? 0 }

  private func accept(_ descriptor: Int32) -> Bool {
    lastNumber += 1
    let connection = WebSocketConnection(
      loop: loop, stream: SocketStream(descriptor, on: loop),
      peerAddress: Descriptor.peerAddress(descriptor), number: lastNumber,
      handshake: .server(ServerHandshake(policy), request: []), limits: limits, handlers: handlers)
    connection.owner = self
    connections[connection.number] = connection
    connection.startHandshakeTimer()
    connection.stream?.open(for: connection)
    return connections.count < limits.connectionCount
  }

  // MARK: - The end

  /// Stops accepting, closes each connection with 1001, and waits for the answers, at most `time`.
  ///
  /// Then it gives up the connections that are left, and calls `completion`.
  public func shutDown(within time: Duration = .seconds(5), completion: @escaping () -> Void = {}) {
    guard whenShutDown == nil else { return }
    closeListeners()
    whenShutDown = completion
    for connection in connections.values {
      if connection.endpoint == nil {
        connection.end(connection.phase.knownEnd ?? .abandoned, reset: false)
      } else {
        connection.close(code: .goingAway, reason: "The server shuts down.", within: time)
        // A connection that is closing already gets no more time.
        connection.startClosingTimer(within: time)
      }
    }
    finishIfDone()
  }

  /// Stops accepting and gives all connections up at once, without a closing handshake.
  public func abandonAll() {
    closeListeners()
    for connection in connections.values { connection.abandon() }
  }

  private func closeListeners() {
    for listener in listeners { listener.close() }
    listeners = []
  }

  private func finishIfDone() {
    guard connections.isEmpty, let completion = whenShutDown else { return }
    whenShutDown = {}
    completion()
  }
}

extension WebSocketServer: WebSocketConnectionOwner {
  func connectionClosed(_ connection: WebSocketConnection) {
    connections[connection.number] = nil
    if connections.count < limits.connectionCount {
      for listener in listeners { listener.resume() }
    }
    finishIfDone()
  }

  func answer(toPlainRequest request: [UInt8]) -> (status: Int, response: [UInt8])? {
    guard let plainAnswer else { return nil }
    let head = HTTPHead(parsing: request)
    guard head.isComplete, case .request(let method, _, _) = head.startLine else { return nil }
    return plainAnswer(head).map { ($0.status, $0.bytes(withBody: method != "HEAD")) }
  }
}
