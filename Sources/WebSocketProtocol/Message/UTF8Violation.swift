/// Where a text stops being UTF-8, and why.
///
/// RFC 6455 §8.1 fails the connection for it, with close code 1007.
public struct UTF8Violation: Error, Hashable, Sendable {
  /// The place of the ill-formed sequence's first byte, from 0 at the start of the text.
  public var offset: Int
  /// What is wrong with that sequence.
  public var reason: Reason

  /// A violation from its place and its cause.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// What a sequence can do that RFC 3629 forbids.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// More bytes than the character needs; C0 and C1 can begin nothing else.
    case overlong
    /// Half of a UTF-16 surrogate pair: U+D800–U+DFFF.
    case surrogate
    /// A number above U+10FFFF; F5–FF can begin nothing else.
    case aboveMaximum
    /// The sequence was interrupted, or the text ended inside it.
    case truncated
    /// 80–BF where a character had to begin.
    case strayContinuation
  }
}

extension UTF8Violation: CustomStringConvertible {
  /// The place and the cause: `not UTF-8 at byte 11: surrogate`.
  public var description: String { "not UTF-8 at byte \(offset): \(reason.rawValue)" }
}
