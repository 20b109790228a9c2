public import WebSocketProtocol

/// permessage-deflate, as an endpoint negotiates it.
///
/// It is part of a server's policy or of a client's request:
///
///     var policy = ServerPolicy()
///     policy.messageExtension = PermessageDeflate()
///
/// What both ends agree on in the handshake is then part of the connection:
///
///     var server = Connection(accepted, randomness: SystemRandomNumberGenerator())
///
/// RFC 7692 §5, §7.
public struct PermessageDeflate: NegotiableExtension {
  /// What a server asks for in addition to what the client asks for.
  public var policy: DeflatePolicy
  /// What a client offers, the preferred offer first.
  ///
  /// For experiments with a server it can be set to listings with any parameters.
  public var offers: [HandshakeExtension]
  /// How well this end compresses, and how much memory it uses for it.
  public var settings: DeflateSettings

  /// The extension with a server's policy and a client's offers; each end needs its own only.
  public init(
    policy: DeflatePolicy = DeflatePolicy(), offers: [DeflateOffer] = [DeflateOffer()],
    settings: DeflateSettings = DeflateSettings()
  ) {
    self.policy = policy
    self.offers = offers.map(\.listing)
    self.settings = settings
  }

  /// The extension's name in `Sec-WebSocket-Extensions`.
  public var name: String { DeflateParameters.extensionName }

  /// A server's answer to the first offer that its policy accepts; nil where it accepts none.
  public func answer(to offers: [HandshakeExtension]) -> AgreedExtension? {
    policy.decide(offers).accepted.map { accepted in
      AgreedExtension(
        listing: accepted.response.listing,
        messageExtension: DeflateExtension(
          role: .server, agreement: DeflateAgreement(accepted.response), settings: settings))
    }
  }

  /// What a client agrees on with the server, or an observer reads in the answer alone.
  public func accept(
    _ answers: [HandshakeExtension], to offers: [HandshakeExtension]?
  ) throws(ExtensionRefusal) -> AgreedExtension {
    let response = try DeflateResponse(in: answers)
    let agreement =
      if let offers {
        try DeflateAgreement(response, to: offers)
      } else {
        DeflateAgreement(response)
      }
    return AgreedExtension(
      listing: response.listing,
      messageExtension: DeflateExtension(role: .client, agreement: agreement, settings: settings))
  }
}
