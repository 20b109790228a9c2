import WebSocketProtocol

/// What a server asks for in addition to what the client asks for.
///
/// The defaults, windows of 12 bits, keep a connection small: 32 KiB to compress and, where the client
/// can be limited, about 11 KiB to decompress, instead of the full windows' 144 and 39 KiB.
public struct DeflatePolicy: Hashable, Sendable {
  /// Compress each message by itself, even where the client does not ask for it.
  public let serverNoContextTakeover: Bool
  /// Have the client compress each message by itself.
  public let clientNoContextTakeover: Bool
  /// The largest window to compress with, in bits: 9–15.
  public let serverMaxWindowBits: Int
  /// The largest window to let the client use, where it can be limited, in bits: 8–15.
  public let clientMaxWindowBits: Int

  /// A policy; window bits out of range become the nearest in range.
  public init(
    serverNoContextTakeover: Bool = false, clientNoContextTakeover: Bool = false,
    serverMaxWindowBits: Int = 12, clientMaxWindowBits: Int = 12
  ) {
    self.serverNoContextTakeover = serverNoContextTakeover
    self.clientNoContextTakeover = clientNoContextTakeover
    self.serverMaxWindowBits = min(
      max(serverMaxWindowBits, DeflateDirection.smallestZlibWindowBits), 15)
    self.clientMaxWindowBits = min(max(clientMaxWindowBits, 8), 15)
  }
}

extension DeflatePolicy {
  /// The answer to one offer; throws why it is declined.
  public func response(to offer: DeflateOffer) throws(ExtensionRefusal) -> DeflateResponse {
    let serverBits = min(offer.serverMaxWindowBits ?? 15, serverMaxWindowBits)
    guard serverBits >= DeflateDirection.smallestZlibWindowBits else {
      throw ExtensionRefusal(
        Statement(
          "limit.window",
          [
            "bits": .count(serverBits),
            "smallest": .count(DeflateDirection.smallestZlibWindowBits),
          ]))
    }
    var response = DeflateResponse(
      serverNoContextTakeover: offer.serverNoContextTakeover || serverNoContextTakeover,
      clientNoContextTakeover: offer.clientNoContextTakeover || clientNoContextTakeover)
    if offer.serverMaxWindowBits != nil || serverBits < 15 {
      response.serverMaxWindowBits = serverBits
    }
    switch offer.clientMaxWindowBits {
    case nil: break
    case .anySize:
      response.clientMaxWindowBits = clientMaxWindowBits < 15 ? clientMaxWindowBits : nil
    case .atMost(let bits): response.clientMaxWindowBits = min(bits, clientMaxWindowBits)
    }
    return response
  }

  /// Goes through a client's offers in their order and takes the first that will do.
  ///
  /// Offers of other extensions are passed over. RFC 7692 §5, §7.
  public func decide(_ offers: [HandshakeExtension]) -> DeflateDecision {
    var decision = DeflateDecision()
    for (index, offer) in offers.enumerated()
    where offer.name == DeflateParameters.extensionName {
      do throws(ExtensionRefusal) {
        let read = try DeflateOffer(parsing: offer)
        decision.accepted = .init(index: index, offer: read, response: try response(to: read))
        break
      } catch {
        decision.declined.append(.init(index: index, refusal: error))
      }
    }
    return decision
  }
}

/// What a server makes of a client's offers.
public struct DeflateDecision: Hashable, Sendable {
  /// The offer that is accepted, and the answer to it; nil where none is.
  public var accepted: Acceptance?
  /// The offers before it, which are declined.
  public var declined: [Declination] = []

  /// An offer that is accepted.
  public struct Acceptance: Hashable, Sendable {
    /// The offer's place in the client's list, counted from 0.
    public var index: Int
    /// What it asks for.
    public var offer: DeflateOffer
    /// What is answered.
    public var response: DeflateResponse
  }

  /// An offer that is declined.
  public struct Declination: Hashable, Sendable {
    /// The offer's place in the client's list, counted from 0.
    public var index: Int
    /// Why it is declined.
    public var refusal: ExtensionRefusal
  }
}
