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
  /// A client's judgement of an answer: the agreement; nil where permessage-deflate is not in it.
  ///
  /// Several offers may have been made; the answer must fit one of them. Throws what makes the client
  /// fail the connection. RFC 7692 §5, §7.
  public init?(
    answer: [ExtensionOffer], to offers: [ExtensionOffer]
  ) throws(DeflateRefusal) {
    guard let response = try DeflateResponse(in: answer) else { return nil }
    var refusal: DeflateRefusal?
    for offer in offers where offer.name == DeflateParameters.extensionName {
      do throws(DeflateRefusal) {
        let read = try DeflateOffer(parsing: offer)
        try response.check(against: read)
        self.init(response, promisedIn: read)
        return
      } catch {
        refusal = refusal ?? error
      }
    }
    throw refusal
      ?? DeflateRefusal(
        .extensionNotOffered, ["name": .text(DeflateParameters.extensionName)])
  }

  /// The agreement that an answer tells by itself; nil where permessage-deflate is not in it.
  ///
  /// For a server, whose answer it is, and for an observer.
  public init?(answer: [ExtensionOffer]) throws(DeflateRefusal) {
    guard let response = try DeflateResponse(in: answer) else { return nil }
    self.init(response)
  }
}

extension DeflateResponse {
  /// The response among a server's extensions, where it is there.
  fileprivate init?(in answer: [ExtensionOffer]) throws(DeflateRefusal) {
    let responses = answer.filter { $0.name == DeflateParameters.extensionName }
    guard let response = responses.first else { return nil }
    guard responses.count == 1 else {
      throw DeflateRefusal(.deflateAnsweredTwice, ["count": .count(responses.count)])
    }
    try self.init(parsing: response)
  }
}
