/// Why this end fails the connection: a rule that the peer broke, or a limit that it exceeded.
///
/// RFC 6455 §7.1.7, §10.4.
public enum ConnectionFailure: Error, Hashable, Sendable {
  /// The peer broke a rule.
  ///
  /// Indirect, so that what may throw hands little around where all is well.
  indirect case violation(Finding)
  /// A message is larger than this end allows; the limit is in bytes.
  case messageTooLarge(limit: Int)
  /// A message has more frames than this end allows.
  case tooManyFragments(limit: Int)
  /// There is no memory for a message that an extension has to transform.
  case outOfMemory

  /// The rule that the peer broke, or the limit that it exceeded.
  public var rule: Rule {
    switch self {
    case .violation(let finding): finding.rule
    case .messageTooLarge: .messageSize
    case .tooManyFragments: .fragmentCount
    case .outOfMemory: .memory
    }
  }

  /// What is to be said of it.
  public var statement: Statement {
    switch self {
    case .violation(let finding): finding.statement
    case .messageTooLarge(let limit): Statement(rule, nil, ["limit": .count(limit)])
    case .tooManyFragments(let limit): Statement(rule, nil, ["limit": .count(limit)])
    case .outOfMemory: Statement(rule, nil, [:])
    }
  }

  /// The code of the close frame that says so.
  public var closeCode: CloseCode { rule.closeCode ?? .protocolError }
}

extension ConnectionFailure: CustomStringConvertible {
  /// The rule's id and section, in no language: `frame.opcode-reserved (RFC 6455 §5.2)`.
  public var description: String { rule.description }
}
