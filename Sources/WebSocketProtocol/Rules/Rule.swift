/// Something that RFC 6455 says an endpoint MUST or MUST NOT do, and that can be checked on the wire.
///
/// Each rule stands beside the check that enforces it, in the files of this folder.
public struct Rule: Hashable, Sendable {
  /// The stable name, such as `frame.rsv-not-negotiated`.
  public let id: String
  /// The section, of RFC 6455 unless it names another: `5.2`, `RFC 7692 §6`.
  public let section: String
  /// What must be so, in one sentence.
  public let requirement: String
  /// How an endpoint that sees it broken closes; nil where there is no connection to close yet.
  public let closeCode: CloseCode?

  package init(
    _ id: String, section: String, closeCode: CloseCode? = .protocolError, _ requirement: String
  ) {
    self.id = id
    self.section = section
    self.closeCode = closeCode
    self.requirement = requirement
  }

  /// The section as it is written in prose: `§5.2`, `RFC 7692 §6`.
  public var citation: String {
    section.first?.isNumber == true ? "§\(section)" : section
  }
}

/// One breach of a rule: which, where, and what stood there.
public struct Violation: Hashable, Sendable {
  /// The rule that is broken.
  public let rule: Rule
  /// The offending bits, counted from the frame's first bit, the most significant of its first byte.
  public let bits: Range<Int>
  /// What was found, with its values, and what should stand there instead.
  public let message: String

  package init(_ rule: Rule, bits: Range<Int>, _ message: String) {
    self.rule = rule
    self.bits = bits
    self.message = message
  }
}

/// A frame that is right or wrong depending on something that is not known.
///
/// What is not known is never guessed: the condition is said instead.
public struct Condition: Hashable, Sendable {
  /// The rule that is broken unless the condition holds.
  public let rule: Rule
  /// The bits in question.
  public let bits: Range<Int>
  /// Under which condition the frame is right, and what it is otherwise.
  public let message: String

  package init(_ rule: Rule, bits: Range<Int>, _ message: String) {
    self.rule = rule
    self.bits = bits
    self.message = message
  }
}
