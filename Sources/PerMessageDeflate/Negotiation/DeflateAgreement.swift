import WebSocketProtocol

/// What both ends do after the opening handshake, in each direction.
public struct DeflateAgreement: Hashable, Sendable {
  /// How the client compresses.
  public var client: DeflateDirection
  /// How the server compresses.
  public var server: DeflateDirection

  /// What a response says of both directions.
  public init(_ response: DeflateResponse) {
    client = DeflateDirection(
      windowBits: response.clientMaxWindowBits ?? 15,
      keepsContext: !response.clientNoContextTakeover)
    server = DeflateDirection(
      windowBits: response.serverMaxWindowBits ?? 15,
      keepsContext: !response.serverNoContextTakeover)
  }

  /// A client's agreement: what the response says, and what its own offer has promised.
  ///
  /// An offer's `client_…` parameters bind the client even where the response does not repeat them
  /// (RFC 7692 §7.1.1.2, §7.1.2.2). The peer does not rely on that: a receiver with a larger window or a
  /// longer memory reads such messages too.
  public init(_ response: DeflateResponse, promisedIn offer: DeflateOffer) {
    self.init(response)
    var bits = client.windowBits
    if case .atMost(let limit) = offer.clientMaxWindowBits { bits = min(bits, limit) }
    client = DeflateDirection(
      windowBits: bits, keepsContext: client.keepsContext && !offer.clientNoContextTakeover)
  }

  /// How an end compresses.
  public subscript(sender: Role) -> DeflateDirection {
    sender == .client ? client : server
  }
}

extension DeflateAgreement {
  /// A client's judgement of a response: what both ends agreed on.
  ///
  /// Several offers may have been made; the response must fit one of them. Throws what makes the
  /// client fail the connection. RFC 7692 §5, §7.
  init(_ response: DeflateResponse, to offers: [HandshakeExtension]) throws(ExtensionRefusal) {
    var refusal: ExtensionRefusal?
    for offer in offers where offer.name == DeflateParameters.extensionName {
      do throws(ExtensionRefusal) {
        let read = try DeflateOffer(parsing: offer)
        try response.check(against: read)
        self.init(response, promisedIn: read)
        return
      } catch {
        refusal = refusal ?? error
      }
    }
    throw refusal
      ?? ExtensionRefusal(.extensionNotOffered, ["name": .text(DeflateParameters.extensionName)])
  }

  /// The agreement that a server's answer tells by itself; nil where permessage-deflate is not in it.
  ///
  /// For an observer. Throws where the answer breaks a rule.
  public init?(answer: [HandshakeExtension]) throws(ExtensionRefusal) {
    let responses = answer.filter { $0.name == DeflateParameters.extensionName }
    guard !responses.isEmpty else { return nil }
    self.init(try DeflateResponse(in: responses))
  }
}

extension DeflateResponse {
  /// The one response among all listings of permessage-deflate in an answer, at least one.
  init(in listings: [HandshakeExtension]) throws(ExtensionRefusal) {
    guard let response = listings.first, listings.count == 1 else {
      throw ExtensionRefusal(.deflateAnsweredTwice, ["count": .count(listings.count)])
    }
    try self.init(parsing: response)
  }
}
