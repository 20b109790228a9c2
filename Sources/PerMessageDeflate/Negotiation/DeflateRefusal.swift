import WebSocketProtocol

/// Why a server declines an offer, or a client fails the connection over a response.
public struct DeflateRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that is broken; nil where the offer is right, but this end cannot do it.
  public let rule: Rule?
  /// What was found and what would do, in whole sentences.
  public let description: String

  init(_ rule: Rule?, _ description: String) {
    self.rule = rule
    self.description = description
  }
}
