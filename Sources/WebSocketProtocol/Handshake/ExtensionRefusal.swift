/// Why a server declines an offer of an extension, or a client fails the connection over an answer.
public struct ExtensionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that is broken; nil where the offer breaks no rule, but this end does not support it.
  public let rule: Rule?
  /// What was found, and what was expected.
  public let statement: Statement

  /// A refusal of something that breaks no rule.
  public init(_ statement: Statement) {
    rule = nil
    self.statement = statement
  }

  /// A refusal of something that breaks a rule.
  package init(_ rule: Rule, variant: String? = nil, _ values: Statement.Values = [:]) {
    self.rule = rule
    statement = Statement(rule, variant, values)
  }

  /// What was found, with its values, in no language.
  public var description: String { "\(statement)" }
}
