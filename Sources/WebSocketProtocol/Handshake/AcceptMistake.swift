/// A known way to arrive at a wrong accept value.
///
/// Each was met in real code. RFC 6455 §4.2.2 has the right way: ``AcceptValue``.
public struct AcceptMistake: Hashable, Sendable {
  /// The stable name, such as `accept.decoded-key`.
  public let id: String
  /// What was done, in one sentence to the person who did it.
  public let explanation: String

  /// The mistake that turns this key into this value; nil for the right value and for unknown ones.
  ///
  /// Both are taken as they stand: blanks around a value are a mistake too.
  public static func find(key: String, value: String) -> AcceptMistake? {
    guard value != AcceptValue.text(forKey: key) else { return nil }
    return known.first { $0.turns(key, value) }?.mistake
  }

  /// The names of all mistakes that can be told.
  package static var ids: [String] {
    var ids: [String] = []
    for recipe in known where !ids.contains(recipe.mistake.id) {
      ids.append(recipe.mistake.id)
    }
    return ids
  }

  /// The order matters where two recipes give the same value: the likelier comes first.
  static let known: [Recipe] = hashedText + guids + digestWriting + valueWriting + copies

  /// A mistake and the test whether it turns a key into a value.
  struct Recipe: Sendable {
    let mistake: AcceptMistake
    let turns: @Sendable (_ key: String, _ value: String) -> Bool

    init(
      _ id: String, _ explanation: String,
      turns: @escaping @Sendable (_ key: String, _ value: String) -> Bool
    ) {
      mistake = AcceptMistake(id: id, explanation: explanation)
      self.turns = turns
    }

    /// Something other than the key and the GUID was hashed.
    static func hashed(
      _ id: String, _ explanation: String, _ bytes: @escaping @Sendable (String) -> [UInt8]?
    ) -> Recipe {
      Recipe(id, explanation) { key, value in
        guard let bytes = bytes(key) else { return false }
        return Base64.encode(SHA1.digest(of: bytes)) == value
      }
    }

    /// The right digest was written down in another way.
    static func wrote(
      _ id: String, _ explanation: String, _ text: @escaping @Sendable ([UInt8]) -> String
    ) -> Recipe {
      Recipe(id, explanation) { key, value in
        text(SHA1.digest(of: Array((key + AcceptValue.guid).utf8))) == value
      }
    }
  }
}
