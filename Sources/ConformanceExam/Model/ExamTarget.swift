import WebSocketProtocol
import WebSocketTransport

/// The server that is graded, and what it wants in a request.
package struct ExamTarget: Sendable {
  package var address: SocketAddress
  package var hostHeader: String
  package var resourceName: String
  package var origin: String?
  package var subprotocols: [String] = []
  package var headers: [HandshakeHeader] = []

  package init(_ url: WebSocketURL, at address: SocketAddress) {
    self.address = address
    hostHeader = url.hostHeader
    resourceName = url.resourceName
  }

  /// The server of a URL, at the first address of its name that takes connections, or that it has.
  ///
  /// Waits for the resolver.
  package init(_ url: WebSocketURL) throws(TransportError) {
    let addresses = try SocketAddress.resolve(host: url.host, port: url.port)
    guard let address = addresses.first(where: RawConnection.isTaken) ?? addresses.first else {
      throw .nameNotFound(url.host, reason: "it has no address")
    }
    self.init(url, at: address)
  }
}
