/// What a server decides for itself in an opening handshake.
public struct ServerPolicy: Sendable {
  /// The subprotocols that the server speaks, the one liked best first.
  public var subprotocols: [String] = []
  /// How extensions are agreed on.
  public var extensions: ExtensionNegotiation = .none
  /// Whether a page of this origin may connect; nil is a client that is not a browser.
  ///
  /// A browser lets any page connect anywhere: this check is the server's alone. RFC 6455 §10.2.
  public var allowsOrigin: @Sendable (_ origin: String?) -> Bool = { _ in true }
  /// Whether there is a resource of this name: path and query.
  public var hasResource: @Sendable (_ name: String) -> Bool = { _ in true }
  /// Writes the body of the answer to a request that is refused, for whoever reads it; without it,
  /// that is the rule's id and section.
  public var explainRejection: (@Sendable (ServerHandshake.Rejected.Cause) -> String)?
  /// How many bytes a request's head may have.
  public var headLimit = HTTPHeadReader.usualLimit
  /// Further headers of the accepting response, which are checked.
  public private(set) var headers: [HandshakeHeader] = []

  /// A policy that lets every right request in, and chooses no subprotocol and no extension.
  public init() {}

  /// Adds a header to the accepting response; throws where it would break the head.
  public mutating func add(_ header: HandshakeHeader) throws(HandshakeWritingError) {
    try header.check()
    headers.append(header)
  }

  /// The first of the server's subprotocols that the client offers.
  func subprotocol(for offer: HandshakeOffer) -> String? {
    subprotocols.first { offer.subprotocols.contains($0) }
  }

  /// The negotiation's choice, without what could not be sent: only what was offered, in tokens.
  func extensions(for offer: HandshakeOffer) -> [ExtensionOffer] {
    let offered = offer.extensions ?? []
    guard !offered.isEmpty else { return [] }
    return extensions.choose(offered).filter { chosen in
      chosen.isWritable && offered.contains { $0.name == chosen.name }
    }
  }

  /// The answer that opens the connection.
  ///
  /// RFC 6455 §4.2.2 item 5.
  func acceptingResponse(
    key: String, subprotocol: String?, extensions: [ExtensionOffer]
  ) -> [UInt8] {
    var head = HTTPHeadWriter(startLine: "HTTP/1.1 101 Switching Protocols")
    head.add("Upgrade", "websocket")
    head.add("Connection", "Upgrade")
    head.add("Sec-WebSocket-Accept", AcceptValue.text(forKey: key))
    if let subprotocol {
      head.add("Sec-WebSocket-Protocol", subprotocol)
    }
    if !extensions.isEmpty {
      head.add(ExtensionOffer.header, extensions.map(\.text).joined(separator: ", "))
    }
    for header in headers {
      head.add(header.name, header.value)
    }
    return head.bytes()
  }
}
