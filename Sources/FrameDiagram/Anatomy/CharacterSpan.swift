import TerminalText

/// A character of a payload together with its bytes.
struct CharacterSpan: Hashable {
  /// What is at those bytes.
  enum Content: Hashable {
    /// A character that can be shown.
    case visible(Character)
    /// A character that is invisible, controls the terminal, or cannot be written in ASCII.
    case named(Unicode.Scalar)
    /// A byte that is not UTF-8.
    case invalid
  }

  /// The places of its bytes.
  var bytes: Range<Int>
  /// What is there.
  var content: Content

  /// The characters of some bytes; the first byte's place is `start`.
  static func spans(of bytes: [UInt8], from start: Int = 0, asciiOnly: Bool) -> [CharacterSpan] {
    var spans: [CharacterSpan] = []
    var text = ""
    var place = start
    func finishText() {
      for character in text {
        spans += split(character, at: place, asciiOnly: asciiOnly)
        place += character.utf8.count
      }
      text = ""
    }
    for piece in UTF8Pieces(bytes) {
      switch piece {
      case .scalar(let scalar, _):
        text.unicodeScalars.append(scalar)
      case .invalid:
        finishText()
        spans.append(CharacterSpan(bytes: place..<place + 1, content: .invalid))
        place += 1
      }
    }
    finishText()
    return spans
  }

  /// One span if the character can be shown whole, otherwise one for each of its scalars.
  private static func split(
    _ character: Character, at place: Int, asciiOnly: Bool
  ) -> [CharacterSpan] {
    let text = String(character)
    let count = text.utf8.count
    if text == "\\" || text.isSafeForTerminal, !asciiOnly || character.isASCII,
      !character.isJoinedEmoji
    {
      return [CharacterSpan(bytes: place..<place + count, content: .visible(character))]
    }
    var place = place
    return character.unicodeScalars.map { scalar in
      let count = String(scalar).utf8.count
      defer { place += count }
      let isVisible =
        String(scalar).isSafeForTerminal && (!asciiOnly || scalar.isASCII)
        && !scalar.isRegionalIndicator
      return CharacterSpan(
        bytes: place..<place + count,
        content: isVisible ? .visible(Character(scalar)) : .named(scalar))
    }
  }

  /// Whether the character itself fits into some columns.
  func fits(columns: Int) -> Bool {
    if case .visible(let character) = content { character.displayWidth <= columns } else { false }
  }

  /// What to write in some columns: the character, a name for it, or a dot.
  func label(columns: Int, isASCII: Bool) -> String {
    let dot = isASCII ? "." : "·"
    switch content {
    case .visible(let character):
      return character.displayWidth <= columns ? String(character) : dot
    case .invalid:
      return isASCII ? "!" : "✗"
    case .named(let scalar):
      let names = scalar.value < 0x80 ? [scalar.caretNotation] : [scalar.codePointName]
      return names.first { $0.count <= columns } ?? dot
    }
  }
}

extension Character {
  /// Whether this is an emoji of several scalars.
  ///
  /// Terminals do not agree how wide it is, so the columns after it would not be straight. Shown part
  /// by part, each part is above its bytes.
  fileprivate var isJoinedEmoji: Bool {
    guard let first = unicodeScalars.first, unicodeScalars.count > 1 else { return false }
    return first.properties.isEmoji
  }
}

extension Unicode.Scalar {
  /// Half of a flag: drawn in one column, in two, or together with its neighbour.
  fileprivate var isRegionalIndicator: Bool { (0x1f1e6...0x1f1ff).contains(value) }

  /// A control character in two columns: `\n`, `^A`.
  var caretNotation: String {
    let escape = visibleEscape
    if escape.count == 2 { return escape }
    return "^" + String(Unicode.Scalar(UInt8(truncatingIfNeeded: value ^ 0x40)))
  }

  /// U+202E.
  var codePointName: String { "U+" + String(value, radix: 16, uppercase: true) }
}
