/// A server that accepts TCP connections and leaves what they say to its user.
///
/// Lesson 10 puts the learner's own functions on it.
package final class ByteServer {
  /// Called with each new connection, to set its handlers.
  package var accepted: (ByteConnection) -> Void = { _ in }
  /// Where it listens.
  package private(set) var addresses: [SocketAddress] = []
  /// The connections that are not closed, by their numbers.
  package private(set) var connections: [Int: ByteConnection] = [:]

  private let loop: EventLoop
  private let connectionLimit: Int
  private var listeners: [Listener] = []
  private var lastNumber = 0

  /// Listens on every address of a name; port 0 takes a free port.
  ///
  /// While `connectionLimit` connections are open, new ones wait.
  package init(
    on loop: EventLoop, host: String = "localhost", port: Int, connectionLimit: Int
  ) throws(TransportError) {
    self.loop = loop
    self.connectionLimit = connectionLimit
    listeners = try Listener.listen(host: host, port: port, loop: loop) { [weak self] descriptor in
      self?.accept(descriptor) ?? Listener.refuse(descriptor)
    }
    addresses = listeners.map(\.address)
  }

  /// The port it listens on.
  package var port: Int { addresses.first?.port ?? 0 }

  private func accept(_ descriptor: Int32) -> Bool {
    lastNumber += 1
    let connection = ByteConnection(
      SocketStream(descriptor, on: loop), number: lastNumber, on: loop
    ) { [unowned self] in closed($0) }
    connections[lastNumber] = connection
    accepted(connection)
    connection.open()
    return connections.count < connectionLimit
  }

  private func closed(_ connection: ByteConnection) {
    connections[connection.number] = nil
    for listener in listeners { listener.resume() }
  }

  /// Stops accepting.
  package func stopListening() {
    for listener in listeners { listener.close() }
    listeners = []
  }
}
