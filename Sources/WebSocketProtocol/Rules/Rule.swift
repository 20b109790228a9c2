/// Something that the RFCs say an endpoint MUST or MUST NOT do, and that can be checked on the wire.
///
/// A value without words: what must be so is in a comment beside the check, and in the tables of
/// words. Two rules are equal if their ids are.
public struct Rule: Sendable {
  /// The stable name, such as `frame.rsv-not-negotiated`.
  public let id: String
  /// The section, of RFC 6455 unless it names another: `5.2`, `RFC 7692 §6`.
  public let section: String
  /// What follows for an endpoint that sees the rule broken.
  public let consequence: Consequence

  /// What follows from a broken rule.
  public enum Consequence: Hashable, Sendable {
    /// The endpoint fails the connection with this close code (RFC 6455 §7.1.7).
    case failConnection(CloseCode)
    /// There is no connection yet: the opening handshake fails.
    case failHandshake
    /// The endpoint need not do anything.
    case none
  }

  package init(
    _ id: String, section: String, _ consequence: Consequence = .failConnection(.protocolError)
  ) {
    self.id = id
    self.section = section
    self.consequence = consequence
  }

  /// How an endpoint that sees the rule broken closes; nil where it does not close.
  public var closeCode: CloseCode? {
    if case .failConnection(let code) = consequence { code } else { nil }
  }

  /// The section as it is written after "RFC 6455" or by itself: `§5.2`, `RFC 7692 §6`.
  public var citation: String {
    section.first?.isNumber == true ? "§\(section)" : section
  }

  /// The section with its RFC: `RFC 6455 §5.2`, `RFC 7692 §6`.
  public var fullCitation: String {
    section.first?.isNumber == true ? "RFC 6455 §\(section)" : section
  }
}

extension Rule: Hashable {
  /// Whether two rules have the same id.
  public static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Rule: CustomStringConvertible {
  /// The id and the section: `frame.opcode-reserved (RFC 6455 §5.2)`.
  public var description: String { "\(id) (\(fullCitation))" }
}
