/// Why this end fails the connection: what the peer did, or asked too much of.
///
/// RFC 6455 §7.1.7, §10.4.
public enum ConnectionFailure: Error, Hashable, Sendable {
  /// The peer broke a rule.
  case violation(Violation)
  /// A message is larger than so many bytes, which this end allows.
  case messageTooLarge(limit: Int)
  /// A message has more than so many frames, which this end allows.
  case tooManyFragments(limit: Int)
  /// A negotiated extension cannot read the message; what was found, in a sentence.
  case extensionData(String)

  /// The code of the close frame that says so.
  public var closeCode: CloseCode {
    switch self {
    case .violation(let violation): violation.rule.closeCode ?? .protocolError
    case .messageTooLarge, .tooManyFragments: .messageTooBig
    case .extensionData: .invalidPayloadData
    }
  }
}

extension ConnectionFailure: CustomStringConvertible {
  /// What was wrong, in a sentence.
  public var description: String {
    switch self {
    case .violation(let violation): "\(violation.rule.citation): \(violation.message)"
    case .messageTooLarge(let limit): "A message is larger than the \(limit) bytes allowed here."
    case .tooManyFragments(let limit): "A message has more than the \(limit) frames allowed here."
    case .extensionData(let sentence): sentence
    }
  }

  /// The close frame's payload that tells the peer.
  package var closePayload: ClosePayload {
    ClosePayload(code: closeCode, reason: ClosePayload.shortenedReason(description))
  }
}
