/// What a client wants to ask for; with a key it becomes the bytes of a request.
///
/// RFC 6455 §4.1.
public struct ClientRequest: Sendable {
  /// The server's name or address, with a port where it is not the usual one: `localhost:8080`.
  public var host: String
  /// The path and query, from the first `/` on.
  public var target: String
  /// The origin of the page that asks, such as `https://example.com`; only browsers must send it.
  public var origin: String?
  /// The subprotocols that the client can speak, the preferred one first.
  public var subprotocols: [String]
  /// The extension that the client offers and uses where the server chooses it; nil for none.
  public var messageExtension: (any NegotiableExtension)?
  /// Further extensions to offer, which this end does not use: for experiments with a server.
  public var extensions: [HandshakeExtension]
  /// Further headers, such as cookies.
  public var headers: [HandshakeHeader]

  /// A request from its parts, which are checked when it is written.
  public init(
    host: String, target: String = "/", origin: String? = nil, subprotocols: [String] = [],
    messageExtension: (any NegotiableExtension)? = nil, extensions: [HandshakeExtension] = [],
    headers: [HandshakeHeader] = []
  ) {
    self.host = host
    self.target = target
    self.origin = origin
    self.subprotocols = subprotocols
    self.messageExtension = messageExtension
    self.extensions = extensions
    self.headers = headers
  }

  /// The request's bytes, including the blank line.
  public func bytes(key: SecWebSocketKey) throws(HandshakeWritingError) -> [UInt8] {
    try check()
    var head = HTTPHeadWriter(startLine: "GET \(target) HTTP/1.1")
    head.add("Host", host)
    head.add("Upgrade", "websocket")
    head.add("Connection", "Upgrade")
    head.add("Sec-WebSocket-Key", key.text)
    head.add("Sec-WebSocket-Version", "13")
    if let origin {
      head.add("Origin", origin)
    }
    if !subprotocols.isEmpty {
      head.add("Sec-WebSocket-Protocol", subprotocols.joined(separator: ", "))
    }
    if !offeredExtensions.isEmpty {
      head.add(HandshakeExtension.header, offeredExtensions.map(\.text).joined(separator: ", "))
    }
    for header in headers {
      head.add(header.name, header.value)
    }
    return head.bytes()
  }

  /// What the response will be judged against.
  public func offer(key: SecWebSocketKey) -> HandshakeOffer {
    HandshakeOffer(key: key.text, subprotocols: subprotocols, extensions: offeredExtensions)
  }

  private var offeredExtensions: [HandshakeExtension] {
    (messageExtension?.offers ?? []) + extensions
  }

  private func check() throws(HandshakeWritingError) {
    guard !host.isEmpty, host.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
      !host.utf8.contains(where: "/\\?#@,".utf8.contains)
    else { throw .host(host) }
    guard target.hasPrefix("/"), !target.utf8.contains(UInt8(ascii: "#")),
      target.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw .target(target) }
    if let origin {
      try HandshakeHeader("Origin", origin).checkValue()
    }
    var seen: Set<String> = []
    for name in subprotocols {
      guard name.utf8.isToken else { throw .subprotocol(name) }
      guard seen.insert(name).inserted else { throw .subprotocolTwice(name) }
    }
    for offer in offeredExtensions where !offer.isWritable {
      throw .extensionOffer(offer)
    }
    for header in headers {
      try header.check()
    }
  }
}
