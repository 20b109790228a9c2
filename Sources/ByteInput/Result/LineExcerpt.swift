/// One line of the text, made fit to be shown with a caret under one of its characters.
struct LineExcerpt {
  /// The character's place in the line, counted from 1.
  let column: Int
  /// What to print: at most about `width` columns around the character.
  let text: String
  /// How many columns stand before the character.
  let caretOffset: Int
  /// The character itself; `nil` at the end of the line.
  private let character: Character?

  /// How many columns are shown on either side of the character.
  private static let reach = 34

  init(of text: PastedText, line: Range<Int>, around position: Int) {
    let position = min(max(position, line.lowerBound), line.upperBound)
    // Enough bytes for `reach` characters on either side: a line may be megabytes long.
    let nearby = 16 * Self.reach
    let windowStart = text.characterStart(max(line.lowerBound, position - nearby), in: line)
    let windowEnd = text.characterStart(min(line.upperBound, position + nearby), in: line)
    let before = text.string(windowStart..<position)
    let after = text.string(position..<max(position, windowEnd))

    column = text.characterCount(line.lowerBound..<windowStart) + before.count + 1
    character = after.first

    var left: [String] = []
    var leftWidth = 0
    var isLeftCut = windowStart > line.lowerBound
    for character in before.reversed() {
      let shown = DisplayText.escaped(character)
      guard leftWidth + DisplayText.width(of: shown) <= Self.reach else {
        isLeftCut = true
        break
      }
      left.append(shown)
      leftWidth += DisplayText.width(of: shown)
    }
    var right = ""
    var rightWidth = 0
    var isRightCut = windowEnd < line.upperBound
    for character in after {
      let shown = DisplayText.escaped(character)
      guard rightWidth + DisplayText.width(of: shown) <= Self.reach else {
        isRightCut = true
        break
      }
      right += shown
      rightWidth += DisplayText.width(of: shown)
    }
    self.text =
      (isLeftCut ? "…" : "") + left.reversed().joined() + right + (isRightCut ? "…" : "")
    caretOffset = leftWidth + (isLeftCut ? 1 : 0)
  }

  /// The character in words.
  func character(isLastLine: Bool) -> String {
    guard let character else { return isLastLine ? "the end" : "the end of the line" }
    if character == " " { return "a space" }
    if character == "\t" { return "a tab" }
    return "“\(DisplayText.escaped(character))”"
  }
}

extension PastedText {
  /// The beginning of the character that `position` lies in.
  fileprivate func characterStart(_ position: Int, in line: Range<Int>) -> Int {
    var position = position
    while position > line.lowerBound, position < line.upperBound, bytes[position] & 0xC0 == 0x80 {
      position -= 1
    }
    return position
  }

  /// How many characters stand in `range`; a byte is one where all are ASCII.
  fileprivate func characterCount(_ range: Range<Int>) -> Int {
    let isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    return isASCII ? range.count : string(range).count
  }
}
