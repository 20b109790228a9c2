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
  /// What a client asks for beside the URL.
  public struct Options: Sendable {
    /// The page that asks; only browsers must say so.
    public var origin: String?
    /// The subprotocols that the client can speak, the one liked best first.
    public var subprotocols: [String] = []
    /// The extensions to offer.
    public var extensions: [ExtensionOffer] = []
    /// How the server's choice of extensions is checked.
    public var negotiation = ExtensionNegotiation.none
    /// Makes what transforms messages, of the extensions that were agreed on.
    public var messageExtension: @Sendable ([ExtensionOffer]) -> (any MessageExtension)? = { _ in
      nil
    }
    /// Further headers.
    public var headers: [HandshakeHeader] = []
    /// What the server may take.
    public var limits = TransportLimits()

    /// No extras.
    public init() {}
  }

  /// Why no connection is begun.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The request cannot be written.
    case request(HandshakeWritingError)
    /// There is nobody to connect to.
    case transport(TransportError)

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .request(let error): "\(error)"
      case .transport(let error): "\(error)"
      }
    }
  }

  /// Begins to connect, to each address of the host in turn until one answers.
  ///
  /// Set the handlers before the loop runs on: `closed` tells where no connection comes about.
  public static func connect(
    to url: WebSocketURL, on loop: EventLoop, options: Options = Options()
  ) throws(Failure) -> WebSocketConnection {
    let request = ClientRequest(
      host: url.hostHeader, target: url.resourceName, origin: options.origin,
      subprotocols: options.subprotocols, extensions: options.extensions, headers: options.headers)
    var randomness = SystemRandomNumberGenerator()
    let handshake: ClientHandshake
    do throws(HandshakeWritingError) {
      handshake = try ClientHandshake(
        request, key: .random(using: &randomness), extensions: options.negotiation,
        headLimit: options.limits.headByteCount)
    } catch {
      throw .request(error)
    }
    do throws(TransportError) {
      let addresses = try SocketAddress.resolve(host: url.host, port: url.port)
      let opening = ClientOpening(addresses, handshake, options)
      return try opening.begin(on: loop, url)
    } catch {
      throw .transport(error)
    }
  }
}

/// The part of a client's connection that is needed until it is open.
final class ClientOpening: WebSocketConnectionOwner {
  let handshake: ClientHandshake
  private let options: WebSocketClient.Options
  private var remaining: ArraySlice<SocketAddress>
  private weak var connection: WebSocketConnection?

  init(
    _ addresses: [SocketAddress], _ handshake: ClientHandshake, _ options: WebSocketClient.Options
  ) {
    remaining = addresses[...]
    self.handshake = handshake
    self.options = options
  }

  func begin(on loop: EventLoop, _ url: WebSocketURL) throws(TransportError) -> WebSocketConnection
  {
    let (descriptor, address) = try connectNext(nil)
    let connection = WebSocketConnection(
      loop: loop, descriptor: descriptor, peerAddress: address, number: 1, role: .client,
      limits: options.limits, handlers: WebSocketHandlers())
    connection.resourceName = url.resourceName
    connection.opening = self
    connection.owner = self
    self.connection = connection
    do throws(SystemError) {
      connection.interest = .writable
      try loop.add(connection, .writable)
    } catch {
      Platform.closeDescriptor(descriptor)
      throw .system(error, address)
    }
    connection.startHandshakeTimer()
    return connection
  }

  /// The socket could not connect: try the next address.
  func failed(_ error: SystemError) {
    guard let connection else { return }
    let failure = TransportError(connectingTo: connection.peerAddress, error)
    connection.loop.remove(connection)
    Platform.closeDescriptor(connection.descriptor)
    connection.descriptor = -1
    do {
      (connection.descriptor, connection.peerAddress) = try connectNext(failure)
      try connection.loop.add(connection, .writable)
    } catch let error as TransportError {
      connection.end(.notConnected(error), reset: false)
    } catch {
      connection.end(.notConnected(failure), reset: false)
    }
  }

  private func connectNext(
    _ failure: TransportError?
  ) throws(TransportError) -> (Int32, SocketAddress) {
    var failure = failure
    while let address = remaining.popFirst() {
      do throws(SystemError) {
        return (try Descriptor.connect(to: address), address)
      } catch {
        failure = failure ?? TransportError(connectingTo: address, error)
      }
    }
    throw failure ?? .nameNotFound("", reason: "it has no address")
  }

  func connectionClosed(_ connection: WebSocketConnection) {
    connection.opening = nil
  }

  func answer(toPlainRequest request: [UInt8]) -> (status: Int, response: [UInt8])? { nil }

  func messageExtension(for extensions: [ExtensionOffer]) -> (any MessageExtension)? {
    options.messageExtension(extensions)
  }
}
