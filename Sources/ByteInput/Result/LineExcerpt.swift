import TerminalText

/// One line of the text, safe to show, with the place for a caret under one of its characters.
struct LineExcerpt {
  /// The character's place in the line, counted from 1.
  let column: Int
  /// What to print: at most `width` columns around the character, and `…` where there is more.
  let text: String
  /// How many columns precede the character.
  let caretOffset: Int
  /// The character itself; nil at the end of the line.
  private let character: Character?

  /// Wide enough for a whole row of any dump.
  private static let width = 74

  init(of text: PastedText, line: Range<Int>, around position: Int) {
    let position = min(max(position, line.lowerBound), line.upperBound)
    // Enough bytes for `width` characters on either side: a line may be megabytes long.
    let nearby = 16 * Self.width
    let windowStart = text.characterStart(max(line.lowerBound, position - nearby), in: line)
    let windowEnd = text.characterStart(min(line.upperBound, position + nearby), in: line)
    let before = text.string(windowStart..<position)
    let after = text.string(position..<max(position, windowEnd))
    column = text.characterCount(line.lowerBound..<windowStart) + before.count + 1
    character = after.first

    // Each side gets half of the width; what one side does not need goes to the other.
    let half = Self.width / 2
    let wantedRight = Excerpt(of: after, width: Self.width).width
    let left = Excerpt(of: before.reversed(), width: Self.width - min(wantedRight, half))
    let right = Excerpt(of: after, width: Self.width - left.width)
    let isLeftCut = left.isCut || windowStart > line.lowerBound
    let isRightCut = right.isCut || windowEnd < line.upperBound

    self.text =
      (isLeftCut ? "…" : "") + left.pieces.reversed().joined()
      + right.pieces.joined() + (isRightCut ? "…" : "")
    caretOffset = left.width + (isLeftCut ? 1 : 0)
  }

  /// The character as an error names it.
  func character(isLastLine: Bool) -> String {
    guard let character else { return isLastLine ? "the end" : "the end of the line" }
    if character == " " { return "a space" }
    if character == "\t" { return "a tab" }
    return "“\(Excerpt.shown(character))”"
  }
}

/// The characters that fit into a number of columns, each safe to print.
private struct Excerpt {
  private(set) var pieces: [String] = []
  private(set) var width = 0
  private(set) var isCut = false

  init(of characters: some Sequence<Character>, width limit: Int) {
    for character in characters {
      let piece = Self.shown(character)
      guard width + piece.displayWidth <= limit else {
        isCut = true
        return
      }
      pieces.append(piece)
      width += piece.displayWidth
    }
  }

  /// One character as it can be printed.
  ///
  /// A backslash is not doubled, because people paste escapes.
  static func shown(_ character: Character) -> String {
    character == "\\" ? "\\" : String(character).escapedForTerminal
  }
}

extension String {
  /// The beginning of the text, safe to print, in at most `width` columns.
  func excerpt(width: Int) -> String {
    let excerpt = Excerpt(of: self, width: width - 1)
    return excerpt.pieces.joined() + (excerpt.isCut ? "…" : "")
  }
}

extension PastedText {
  /// Where the character that contains the byte at `position` begins.
  fileprivate func characterStart(_ position: Int, in line: Range<Int>) -> Int {
    var position = position
    while position > line.lowerBound, position < line.upperBound, bytes[position] & 0xC0 == 0x80 {
      position -= 1
    }
    return position
  }

  /// How many characters are in `range`.
  fileprivate func characterCount(_ range: Range<Int>) -> Int {
    let isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    return isASCII ? range.count : string(range).count
  }
}
