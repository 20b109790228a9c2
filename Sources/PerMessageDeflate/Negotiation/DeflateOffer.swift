import WebSocketProtocol

/// A client's offer of permessage-deflate.
///
/// The prefix of each parameter names the end that compresses. A client may make several offers, the
/// preferred one first. RFC 7692 §7.1.
public struct DeflateOffer: Hashable, Sendable {
  /// Asks the server to compress each message by itself (§7.1.1.1).
  public var serverNoContextTakeover: Bool
  /// Says that the client will compress each message by itself, for every answer (§7.1.1.2).
  public var clientNoContextTakeover: Bool
  /// Asks the server for a window of at most this many bits, 8–15 (§7.1.2.1).
  public var serverMaxWindowBits: Int?
  /// Says that the server may limit the client's window; nil: it may not (§7.1.2.2).
  public var clientMaxWindowBits: ClientWindow?

  /// What a client says of its window.
  public enum ClientWindow: Hashable, Sendable {
    /// The parameter without a value: up to the full 15 bits.
    case anySize
    /// At most this many bits, 8–15, for every answer.
    case atMost(Int)
  }

  /// An offer; without arguments it is the one that browsers make.
  public init(
    serverNoContextTakeover: Bool = false, clientNoContextTakeover: Bool = false,
    serverMaxWindowBits: Int? = nil, clientMaxWindowBits: ClientWindow? = .anySize
  ) {
    self.serverNoContextTakeover = serverNoContextTakeover
    self.clientNoContextTakeover = clientNoContextTakeover
    self.serverMaxWindowBits = serverMaxWindowBits
    self.clientMaxWindowBits = clientMaxWindowBits
  }
}

extension DeflateOffer {
  /// Reads an offer of this extension; throws why a server must decline it (§7).
  public init(parsing listing: HandshakeExtension) throws(ExtensionRefusal) {
    let read = try DeflateParameters(reading: listing, allowsClientWindowWithoutValue: true)
    self.init(
      serverNoContextTakeover: read.serverNoContextTakeover,
      clientNoContextTakeover: read.clientNoContextTakeover,
      serverMaxWindowBits: read.serverMaxWindowBits,
      clientMaxWindowBits: read.clientMaxWindowBits.map { $0.map(ClientWindow.atMost) ?? .anySize })
  }

  /// The offer's listing in `Sec-WebSocket-Extensions`.
  public var listing: HandshakeExtension {
    let clientWindow: Int?? =
      switch clientMaxWindowBits {
      case nil: .none
      case .anySize: .some(nil)
      case .atMost(let bits): .some(bits)
      }
    return DeflateParameters(
      serverNoContextTakeover: serverNoContextTakeover,
      clientNoContextTakeover: clientNoContextTakeover, serverMaxWindowBits: serverMaxWindowBits,
      clientMaxWindowBits: clientWindow
    ).listing
  }
}
