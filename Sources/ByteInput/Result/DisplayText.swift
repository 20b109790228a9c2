/// Characters made safe to print, and the columns that they take in a terminal.
enum DisplayText {
  /// `character` itself if it has a shape and stays in its place, else its code.
  static func escaped(_ character: Character) -> String {
    let scalars = character.unicodeScalars
    guard scalars.contains(where: isHarmful) else { return String(character) }
    return scalars.map { isHarmful($0) ? escape($0) : String($0) }.joined()
  }

  /// How many columns a terminal uses for `text`.
  static func width(of text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    // U+FE0F asks for the picture form of a character, which is two columns wide.
    if scalars.contains(where: { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }) {
      return 2
    }
    return scalars.lazy.map(width(of:)).max() ?? 0
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: 0
    default: isWide(scalar.value) ? 2 : 1
    }
  }

  /// The East Asian blocks whose characters are two columns wide (Unicode Annex #11).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Control characters, and what turns the direction of text or hides in it.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    // The zero-width joiner holds emoji together.
    case .format: scalar.value != 0x200D
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\t": return "\\t"
    case "\n": return "\\n"
    case "\r": return "\\r"
    default:
      let digits = String(scalar.value, radix: 16)
      return scalar.value < 0x20 ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
    }
  }
}

extension DisplayText {
  /// The beginning of `text`, escaped, in at most `width` columns.
  static func excerpt(_ text: String, width: Int) -> String {
    var shown = ""
    var used = 0
    for character in text {
      let next = escaped(character)
      used += Self.width(of: next)
      guard used < width else { return shown + "…" }
      shown += next
    }
    return shown
  }
}
