/// Listens, and gives each connection to its user.
package final class RawListener {
  private let connectionLimit: Int
  private var openCount = 0
  private var listeners: [Listener] = []
  /// Where it listens.
  package var addresses: [SocketAddress] { listeners.map(\.address) }
  /// The port it listens on.
  package var port: Int { addresses.first?.port ?? 0 }

  /// Listens on every address of a name; port 0 takes a free port.
  ///
  /// While `connectionLimit` connections are open, new ones wait.
  package init(
    on loop: EventLoop, host: String = "localhost", port: Int, connectionLimit: Int = .max,
    accepted: @escaping (RawConnection) -> Void
  ) throws(TransportError) {
    self.connectionLimit = connectionLimit
    listeners = try Listener.listen(host: host, port: port, loop: loop) { [weak self] descriptor in
      guard let self else { return Listener.refuse(descriptor) }
      let connection = RawConnection(accepted: descriptor, on: loop)
      connection.whenClosed = { [weak self] in self?.oneWasClosed() }
      openCount += 1
      accepted(connection)
      return openCount < connectionLimit
    }
  }

  private func oneWasClosed() {
    openCount -= 1
    for listener in listeners { listener.resume() }
  }

  /// Stops listening.
  package func close() {
    for listener in listeners { listener.close() }
    listeners = []
  }
}
