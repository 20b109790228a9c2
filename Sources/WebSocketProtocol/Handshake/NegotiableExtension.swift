/// An extension that this end can use: what it says in the opening handshake, and what it then does
/// to messages, in one object.
///
/// A server's policy or a client's request holds one. When both ends agree, it gives an
/// ``AgreedExtension``, and the `Connection` takes the message extension in that. An observer judges
/// a response with the same object. RFC 6455 §9.1.
public protocol NegotiableExtension: Sendable {
  /// The extension's name in `Sec-WebSocket-Extensions`.
  var name: String { get }

  /// What a client offers, the preferred parameters first.
  var offers: [HandshakeExtension] { get }

  /// A server's answer to a client's offers of this extension; nil declines all of them.
  func answer(to offers: [HandshakeExtension]) -> AgreedExtension?

  /// What a client makes of a server's answer.
  ///
  /// `answers` holds every listing of this extension in the response, at least one. `offers` holds
  /// the client's listings of it, or is nil where they are not known, for an observer. Throws where
  /// the answer breaks a rule.
  func accept(
    _ answers: [HandshakeExtension], to offers: [HandshakeExtension]?
  ) throws(ExtensionRefusal) -> AgreedExtension
}

/// An extension that both ends agreed on: its listing in the response, and what it does to messages.
///
/// Two of them are equal where their listings are.
public struct AgreedExtension: Sendable {
  /// The extension's listing in the response.
  public let listing: HandshakeExtension
  /// What transforms the messages, at the end for which it was made.
  public let messageExtension: any MessageExtension

  /// An agreed extension from its parts.
  public init(listing: HandshakeExtension, messageExtension: any MessageExtension) {
    self.listing = listing
    self.messageExtension = messageExtension
  }
}

extension AgreedExtension: Hashable {
  /// Compares the listings.
  public static func == (a: AgreedExtension, b: AgreedExtension) -> Bool {
    a.listing == b.listing
  }

  /// Hashes the listing.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(listing)
  }
}
