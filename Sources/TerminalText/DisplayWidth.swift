// How many columns text takes in a terminal. A Swift `Character` is one thing on the screen, so
// the width is counted by character, not by byte or scalar.

extension StringProtocol {
  /// How many terminal columns the text takes.
  ///
  /// East Asian wide and full-width characters and emoji take two columns, combining marks zero.
  public var displayWidth: Int {
    // Nearly all text that is measured is plain ASCII.
    if utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }
}

extension Character {
  /// How many terminal columns the character takes: 0, 1 or 2, more for some Indic clusters.
  public var displayWidth: Int {
    let scalars = unicodeScalars
    if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
      return first.displayWidth
    }
    if isEmojiSequence { return 2 }
    return scalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// How many columns the character takes if a terminal draws the parts of an emoji side by side.
  ///
  /// Many do: 👩‍🚀 then takes four. Text that must not be wider than a line is measured like this.
  public var widestDisplayWidth: Int {
    max(displayWidth, unicodeScalars.reduce(0) { $0 + $1.displayWidth })
  }

  /// Whether this is drawn as one emoji, in two columns.
  var isEmojiSequence: Bool {
    guard let first = unicodeScalars.first else { return false }
    if first.properties.isEmojiPresentation { return true }
    guard first.properties.isEmoji, let second = unicodeScalars.dropFirst().first else {
      return false
    }
    return second == .emojiSelector || second == .zeroWidthJoiner
      || second.properties.isEmojiModifier
  }
}

extension Unicode.Scalar {
  /// U+200D, which joins several emoji into one: 👩‍🚀.
  static let zeroWidthJoiner: Unicode.Scalar = "\u{200d}"
  /// U+FE0F, which asks for the coloured form of a character that has a plain one too.
  static let emojiSelector: Unicode.Scalar = "\u{fe0f}"

  /// How many columns the scalar takes outside an emoji of several scalars.
  var displayWidth: Int {
    // Properties are slow to look up, and most text that is measured is ASCII and box drawing.
    if (0x20..<0x7f).contains(value) || (0x2500..<0x25a0).contains(value) { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format, .surrogate: return 0
    default: break
    }
    // The vowels and final consonants of a Hangul syllable, drawn with its first consonant.
    if (0x1160...0x11ff).contains(value) || (0xd7b0...0xd7ff).contains(value) { return 0 }
    if properties.isDefaultIgnorableCodePoint { return 0 }
    return isEastAsianWide || properties.isEmojiPresentation ? 2 : 1
  }

  private var isEastAsianWide: Bool {
    guard value >= 0x1100 else { return false }
    return Self.eastAsianWide.contains { $0.contains(value) }
  }

  /// East_Asian_Width W and F of Unicode Standard Annex 11, without emoji, which Swift knows.
  private static let eastAsianWide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x3247, 0x3250...0x4dbf,
    0x4e00...0xa4c6, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19,
    0xfe30...0xfe6b, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x1b2fb, 0x1f200...0x1f265,
    0x20000...0x3fffd,
  ]
}
