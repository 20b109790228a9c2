/// What is to be said to a person, in no language yet: a key of the tables of words, and the values
/// that go into the sentence.
public struct Statement: Hashable, Sendable {
  /// The key: a rule's id, a known mistake's id, or one of them with a variant after a slash, such
  /// as `handshake.host/missing`.
  public let id: String
  /// The values by the names that they have in the sentence.
  public let values: Values

  /// Values by their names.
  public typealias Values = [String: Value]

  /// A value that goes into a sentence.
  public enum Value: Hashable, Sendable {
    /// An amount, whose thousands are separated and which decides between singular and plural.
    case number(UInt64)
    /// A word of the RFCs or of this library, or a number that is a name: shown as it is.
    case name(String)
    /// A text that came over the wire: shown in quotation marks, escaped and perhaps cut.
    case text(String)
    /// Several such texts.
    case texts([String])
    /// A part that is itself in the tables.
    case statement(Statement)
  }

  /// A statement by its key.
  public init(_ id: String, _ values: Values = [:]) {
    self.id = id
    self.values = values
  }

  /// What a rule states, or a variant of it.
  package init(_ rule: Rule, _ variant: String?, _ values: Values) {
    self.init(variant.map { "\(rule.id)/\($0)" } ?? rule.id, values)
  }

  /// The key without its variant: the id that is shown, and that has a page of explanation.
  public var subject: String { String(id.prefix { $0 != "/" }) }
}

extension Statement.Value {
  /// An amount; a negative one counts as 0.
  package static func count(_ number: some BinaryInteger) -> Statement.Value {
    .number(UInt64(clamping: number))
  }

  /// A number that is a name, such as a close code.
  package static func name(_ number: some BinaryInteger) -> Statement.Value {
    .name(String(number))
  }
}

extension Statement: CustomStringConvertible {
  /// The key and the values, in no language: `frame.opcode-reserved opcode=3`.
  public var description: String {
    ([id] + values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      .joined(separator: " ")
  }
}

extension Statement.Value: CustomStringConvertible {
  /// The value, as a log may show it.
  public var description: String {
    switch self {
    case .number(let number): String(number)
    case .name(let name): name
    case .text(let text): text.quoted
    case .texts(let texts): "[" + texts.map(\.quoted).joined(separator: ", ") + "]"
    case .statement(let statement): "(\(statement))"
    }
  }
}
