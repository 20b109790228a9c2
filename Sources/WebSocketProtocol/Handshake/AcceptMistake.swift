/// The known ways to arrive at a wrong accept value.
///
/// Each was met in real code. RFC 6455 §4.2.2 has the right way: ``AcceptValue``.
public enum AcceptMistake {
  /// The mistake that turns this key into this value; nil for the right value and for unknown ones.
  ///
  /// Both are taken as they are: blanks around a value are a mistake too.
  public static func find(key: String, value: String) -> Statement? {
    guard value != AcceptValue.text(forKey: key) else { return nil }
    return known.first { $0.turns(key, value) }?.mistake
  }

  /// What can be said of all mistakes.
  package static var statements: [Statement] { known.map(\.mistake) }

  /// The order matters where two recipes give the same value: the likelier comes first.
  static let known: [Recipe] = hashedText + guids + digestWriting + valueWriting + copies

  /// A mistake and the test whether it turns a key into a value.
  struct Recipe: Sendable {
    let mistake: Statement
    let turns: @Sendable (_ key: String, _ value: String) -> Bool

    init(
      _ id: String, _ values: Statement.Values = [:],
      turns: @escaping @Sendable (_ key: String, _ value: String) -> Bool
    ) {
      mistake = Statement(id, values)
      self.turns = turns
    }

    /// Something other than the key and the GUID was hashed.
    static func hashed(
      _ id: String, _ values: Statement.Values = [:],
      _ bytes: @escaping @Sendable (String) -> [UInt8]?
    ) -> Recipe {
      Recipe(id, values) { key, value in
        guard let bytes = bytes(key) else { return false }
        return Base64.encode(SHA1.digest(of: bytes)) == value
      }
    }

    /// The right digest was written down in another way.
    static func wrote(
      _ id: String, _ text: @escaping @Sendable ([UInt8]) -> String
    ) -> Recipe {
      Recipe(id) { key, value in
        text(SHA1.digest(of: Array((key + AcceptValue.guid).utf8))) == value
      }
    }
  }
}
