/// What a server decides for itself in an opening handshake.
public struct ServerPolicy: Sendable {
  /// The subprotocols that the server speaks, the preferred one first.
  public var subprotocols: [String] = []
  /// The extension that the server uses where a client offers it; nil for none.
  public var messageExtension: (any NegotiableExtension)?
  /// Whether a page of this origin may connect; nil is a client that is not a browser.
  ///
  /// A browser lets any page connect anywhere: only the server can check this. RFC 6455 §10.2.
  public var allowsOrigin: @Sendable (_ origin: String?) -> Bool = { _ in true }
  /// Whether there is a resource of this name: path and query.
  public var hasResource: @Sendable (_ name: String) -> Bool = { _ in true }
  /// Writes the body of the answer to a request that is refused, for people who read it; without it,
  /// that is the rule's id and section.
  public var explainRejection: (@Sendable (ServerHandshake.Rejected.Cause) -> String)?
  /// How many bytes a request's head may have.
  public var headLimit = HTTPHeadReader.usualLimit
  /// Further headers of the accepting response, which are checked.
  public private(set) var headers: [HandshakeHeader] = []

  /// A policy that accepts every correct request, and chooses no subprotocol and no extension.
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

  /// What the server answers to the offers of its extension; nil where there are none, where it
  /// declines them, and for an answer that could not be sent.
  func agreedExtension(for offer: HandshakeOffer) -> AgreedExtension? {
    guard let messageExtension else { return nil }
    let offers = (offer.extensions ?? []).filter { $0.name == messageExtension.name }
    guard !offers.isEmpty, let agreed = messageExtension.answer(to: offers),
      agreed.listing.isWritable, agreed.listing.name == messageExtension.name
    else { return nil }
    return agreed
  }

  /// The answer that opens the connection.
  ///
  /// RFC 6455 §4.2.2 item 5.
  func acceptingResponse(
    key: String, subprotocol: String?, agreedExtension: AgreedExtension?
  ) -> [UInt8] {
    var head = HTTPHeadWriter(startLine: "HTTP/1.1 101 Switching Protocols")
    head.add("Upgrade", "websocket")
    head.add("Connection", "Upgrade")
    head.add("Sec-WebSocket-Accept", AcceptValue.text(forKey: key))
    if let subprotocol {
      head.add("Sec-WebSocket-Protocol", subprotocol)
    }
    if let agreedExtension {
      head.add(HandshakeExtension.header, agreedExtension.listing.text)
    }
    for header in headers {
      head.add(header.name, header.value)
    }
    return head.bytes()
  }
}
