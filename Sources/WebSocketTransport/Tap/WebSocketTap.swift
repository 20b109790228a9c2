public import WebSocketProtocol

/// Passes the bytes of clients on to a server and back, unchanged, and shows them to an observer.
///
/// Bytes are passed on before they are shown, so that an observer cannot change them, and delays only
/// what comes after them. Ends of streams and resets are passed on too, and an end that does not read
/// makes the other wait, as it would without the tap.
public final class WebSocketTap {
  /// What is called as connections pass; set what you need before the loop runs.
  public struct Handlers {
    /// A client has connected; the server has not answered yet.
    public var opened: ((TappedConnection) -> Void)?
    /// Bytes of that end have passed.
    public var bytes: ((TappedConnection, Role, Span<UInt8>) -> Void)?
    /// That end sends no more.
    public var ended: ((TappedConnection, Role) -> Void)?
    /// Both directions are over; the last call.
    public var closed: ((TappedConnection, TapEnd) -> Void)?
  }

  /// What is called as connections pass.
  public var handlers = Handlers()
  /// Where clients connect to.
  public private(set) var addresses: [SocketAddress] = []
  /// The connections that have not ended, by their numbers.
  public private(set) var connections: [Int: TappedConnection] = [:]

  let loop: EventLoop
  let limits: TransportLimits
  /// Where the server may be, in the order to be tried.
  let targets: [SocketAddress]
  private var listeners: [Listener] = []
  private var lastNumber = 0
  private var whenShutDown: (() -> Void)?

  /// Listens, by default on this machine's own addresses, and looks up the server's name.
  ///
  /// Port 0 takes a free port. Throws where one of the addresses cannot be used.
  public init(
    on loop: EventLoop, host: String = "localhost", port: Int,
    to server: (host: String, port: Int), limits: TransportLimits = TransportLimits()
  ) throws(TransportError) {
    self.loop = loop
    self.limits = limits
    targets = try SocketAddress.resolve(host: server.host, port: server.port)
    listeners = try Listener.listen(host: host, port: port, loop: loop) { [weak self] descriptor in
      self?.accept(descriptor) ?? Listener.refuse(descriptor)
    }
    addresses = listeners.map(\.address)
  }

  /// The port it listens on.
  public var port: Int { addresses.first?.port ?? 0 }

  /// Stops accepting, passes on what has arrived, and ends all streams.
  ///
  /// Waits for both ends to end theirs, at most `time`, then closes what is left and calls
  /// `completion`. No frame is added to what passes, so no end is told a status code: it sees 1006.
  public func shutDown(within time: Duration = .seconds(5), completion: @escaping () -> Void = {}) {
    guard whenShutDown == nil else { return }
    closeListeners()
    whenShutDown = completion
    for connection in connections.values { connection.windUp(within: time) }
    finishIfDone()
  }

  /// Stops accepting, and closes all connections at once.
  public func breakOff() {
    closeListeners()
    for connection in connections.values { connection.breakOff() }
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

  private func accept(_ descriptor: Int32) -> Bool {
    lastNumber += 1
    let connection = TappedConnection(number: lastNumber, tap: self, client: descriptor)
    connections[lastNumber] = connection
    handlers.opened?(connection)
    connection.begin()
    return connections.count < limits.connectionCount
  }

  func closed(_ connection: TappedConnection, _ end: TapEnd) {
    guard connections.removeValue(forKey: connection.number) != nil else { return }
    handlers.closed?(connection, end)
    for listener in listeners { listener.resume() }
    finishIfDone()
  }
}
