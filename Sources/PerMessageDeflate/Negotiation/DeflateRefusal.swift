import WebSocketProtocol

/// Why a server declines an offer, or a client fails the connection over a response.
public struct DeflateRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that is broken; nil where the offer is right, but this end cannot do it.
  public let rule: Rule?
  /// What was found and what would do.
  public let statement: Statement

  init(_ rule: Rule, variant: String? = nil, _ values: Statement.Values = [:]) {
    self.rule = rule
    statement = Statement(rule, variant, values)
  }

  /// A refusal of what breaks no rule.
  init(_ statement: Statement) {
    rule = nil
    self.statement = statement
  }

  /// What was found, with its values, in no language.
  public var description: String { "\(statement)" }
}
