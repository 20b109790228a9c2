public import WebSocketProtocol

/// Opens WebSocket connections to servers.
///
/// For example, one that says hello:
///
///     let loop = try EventLoop()
///     let client = try WebSocketClient.connect(to: WebSocketURL("ws://localhost:8080/"), on: loop)
///     client.handlers.opened = { connection in connection.send("Hello") }
///     client.handlers.message = { connection, message in
///       print(message.text ?? "")
///       connection.close()
///     }
///     loop.run()
///
/// RFC 6455 §4.1.
public enum WebSocketClient {
  /// What a client asks for in addition to the URL.
  public struct Options: Sendable {
    /// The origin of the page that asks; only browsers must send it.
    public var origin: String?
    /// The subprotocols that the client can speak, the preferred one first.
    public var subprotocols: [String] = []
    /// The extension to offer, which is used where the server chooses it.
    public var messageExtension: (any NegotiableExtension)?
    /// Further extensions to offer, which this end does not use: for experiments with a server.
    public var extensions: [HandshakeExtension] = []
    /// Further headers.
    public var headers: [HandshakeHeader] = []
    /// The memory and time that the server may take.
    public var limits = TransportLimits()

    /// Nothing in addition.
    public init() {}
  }

  /// Begins to look the host up and to connect to it.
  ///
  /// The addresses of the host are tried one after another, each a quarter of a second after the one
  /// before or as soon as that has failed; the first that answers is taken (RFC 8305, in its simple
  /// form).
  ///
  /// Set the handlers before the loop runs on: `closed` is called too where there is no connection.
  /// Throws where the request cannot be written.
  public static func connect(
    to url: WebSocketURL, on loop: EventLoop, options: Options = Options()
  ) throws(HandshakeWritingError) -> WebSocketConnection {
    try connect(to: url, on: loop, options: options, lookUp: Self.lookUp)
  }

  /// How a name becomes addresses; may wait.
  typealias LookUp = @Sendable (WebSocketURL) -> Result<[SocketAddress], TransportError>

  static let lookUp: LookUp = { url in
    do throws(TransportError) {
      return .success(try SocketAddress.resolve(host: url.host, port: url.port))
    } catch {
      return .failure(error)
    }
  }

  static func connect(
    to url: WebSocketURL, on loop: EventLoop, options: Options, lookUp: @escaping LookUp
  ) throws(HandshakeWritingError) -> WebSocketConnection {
    let request = ClientRequest(
      host: url.hostHeader, target: url.resourceName, origin: options.origin,
      subprotocols: options.subprotocols, messageExtension: options.messageExtension,
      extensions: options.extensions, headers: options.headers)
    var randomness = SystemRandomNumberGenerator()
    let handshake = try ClientHandshake(
      request, key: .random(using: &randomness),
      headLimit: options.limits.headByteCount)
    let connection = WebSocketConnection(
      loop: loop, stream: nil, peerAddress: .unknown, number: 1, handshake: .client(handshake),
      limits: options.limits, handlers: WebSocketHandlers())
    connection.resourceName = url.resourceName
    let opening = ClientOpening(connection)
    connection.opening = opening
    connection.owner = opening
    connection.startHandshakeTimer()
    opening.begin(url, lookUp)
    return connection
  }
}
