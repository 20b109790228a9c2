/// One page of explanation: on a rule, a known mistake, a close code, an opcode, a field.
public struct Page: Hashable, Sendable {
  /// What kind of thing it is about.
  public var kind: Kind
  /// The word or number that calls the page, and others that do.
  public var names: [String]
  /// The page's heading.
  public var title: String
  /// One line for a list of pages.
  public var summary: String
  /// The text.
  public var paragraphs: [String]
  /// Where the RFC says so: `§5.2`, `RFC 7692 §6`.
  public var citation: String

  /// What a page can be about.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A field of a frame.
    case field
    /// An opcode.
    case opcode
    /// A close code, or a range of them.
    case closeCode
    /// A rule.
    case rule
    /// A limit or a choice that an endpoint sets itself.
    case limit
    /// A known mistake, or another cause of what was found.
    case mistake
  }
}

/// The words of pages that are made of other tables.
struct PageWords: Sendable {
  /// The heading of each kind in a list of all pages.
  var headings: [Page.Kind: String]
  /// The title of a close code's page.
  var closeCodeTitle: String
  /// The title of the page on a range of close codes.
  var closeCodesTitle: String
  /// Whether a code may be in a close frame.
  var mayBeSent: String
  var isNeverSent: String
  /// What something looks like on the wire, and what to do about it.
  var onTheWire: String
  var whatToDo: String
  /// What follows from a broken rule, or from a limit that is exceeded.
  var failsConnection: String
  var failsConnectionAtLimit: String
  var failsHandshake: String
  var hasNoConsequence: String
}
