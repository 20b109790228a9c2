import WebSocketProtocol

/// A server's answer to one offer of permessage-deflate: what will be done.
///
/// RFC 7692 §7.1.
public struct DeflateResponse: Hashable, Sendable {
  /// The server compresses each message by itself.
  public var serverNoContextTakeover: Bool
  /// The client must compress each message by itself.
  public var clientNoContextTakeover: Bool
  /// The server's window has at most this many bits, 8–15; nil: 15.
  public var serverMaxWindowBits: Int?
  /// The client's window must have at most this many bits, 8–15; nil: 15.
  public var clientMaxWindowBits: Int?

  /// A response; without arguments both ends do as they like.
  public init(
    serverNoContextTakeover: Bool = false, clientNoContextTakeover: Bool = false,
    serverMaxWindowBits: Int? = nil, clientMaxWindowBits: Int? = nil
  ) {
    self.serverNoContextTakeover = serverNoContextTakeover
    self.clientNoContextTakeover = clientNoContextTakeover
    self.serverMaxWindowBits = serverMaxWindowBits
    self.clientMaxWindowBits = clientMaxWindowBits
  }
}

extension DeflateResponse {
  /// Reads a response; throws what makes a client fail the connection (§7).
  public init(parsing listing: HandshakeExtension) throws(ExtensionRefusal) {
    let read = try DeflateParameters(reading: listing, allowsClientWindowWithoutValue: false)
    self.init(
      serverNoContextTakeover: read.serverNoContextTakeover,
      clientNoContextTakeover: read.clientNoContextTakeover,
      serverMaxWindowBits: read.serverMaxWindowBits,
      clientMaxWindowBits: read.clientMaxWindowBits ?? nil)
  }

  /// The response's listing in `Sec-WebSocket-Extensions`.
  public var listing: HandshakeExtension {
    DeflateParameters(
      serverNoContextTakeover: serverNoContextTakeover,
      clientNoContextTakeover: clientNoContextTakeover, serverMaxWindowBits: serverMaxWindowBits,
      clientMaxWindowBits: clientMaxWindowBits.map { .some($0) }
    ).listing
  }

  /// Throws what keeps this from being an answer to that offer.
  public func check(against offer: DeflateOffer) throws(ExtensionRefusal) {
    // §7.1.1.1: a server accepts server_no_context_takeover by answering with it.
    if offer.serverNoContextTakeover, !serverNoContextTakeover {
      throw ExtensionRefusal(.serverTakeoverNotHonoured)
    }
    // §7.1.2.1: a server accepts server_max_window_bits by answering with the same or a smaller one.
    if let asked = offer.serverMaxWindowBits, asked < serverMaxWindowBits ?? .max {
      guard let answered = serverMaxWindowBits else {
        throw ExtensionRefusal(
          .serverWindowNotHonoured, variant: "absent", ["asked": .count(asked)])
      }
      throw ExtensionRefusal(
        .serverWindowNotHonoured, ["asked": .count(asked), "answered": .count(answered)])
    }
    guard let bits = clientMaxWindowBits else { return }
    // §7.1.2.2: a server MUST NOT answer with client_max_window_bits where the offer has none…
    guard let offered = offer.clientMaxWindowBits else {
      throw ExtensionRefusal(.clientWindowNotOffered, ["bits": .count(bits)])
    }
    // … and where it has a value, answers with the same or a smaller one.
    if case .atMost(let limit) = offered, bits > limit {
      throw ExtensionRefusal(
        .clientWindowTooLarge, ["bits": .count(bits), "limit": .count(limit)])
    }
  }
}
