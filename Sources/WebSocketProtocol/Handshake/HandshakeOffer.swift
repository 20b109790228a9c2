/// What a client asks for: the parts of a request that its response is judged against.
public struct HandshakeOffer: Hashable, Sendable {
  /// The key's text, valid or not; nil where there is none.
  public var key: String?
  /// The subprotocols, the preferred one first.
  public var subprotocols: [String]
  /// The extensions in order; nil where the header cannot be read.
  public var extensions: [HandshakeExtension]?

  /// An offer from its parts.
  public init(
    key: String?, subprotocols: [String] = [], extensions: [HandshakeExtension]? = []
  ) {
    self.key = key
    self.subprotocols = subprotocols
    self.extensions = extensions
  }

  /// The offer that a request's head makes.
  public init(_ request: HTTPHead) {
    key = request.fields(named: "Sec-WebSocket-Key").first?.value
    subprotocols = request.listMembers(of: "Sec-WebSocket-Protocol").map(\.text)
    extensions = try? request.fields(named: HandshakeExtension.header).flatMap {
      try HandshakeExtension.parse($0.valueBytes)
    }
  }
}
