import TerminalText

/// The beginning of a payload's text, short enough to stand in a line, safe to print.
package struct TextPreview: Hashable {
  /// The text, escaped.
  package let text: String
  /// Whether it goes on.
  package let isCut: Bool

  /// The text of some bytes; `isWhole` says whether these are all.
  package init(_ bytes: [UInt8], isWhole: Bool, columns: Int = 48) {
    var text = ""
    var column = 0
    var isCut = !isWhole
    // A character that the cut went through is left out, not shown as damaged.
    for character in escapedForTerminal(utf8: isWhole ? bytes[...] : bytes.withoutCutCharacter) {
      guard column + character.displayWidth <= columns else {
        isCut = true
        break
      }
      text.append(character)
      column += character.displayWidth
    }
    self.text = text
    self.isCut = isCut
  }
}

extension [UInt8] {
  /// The bytes without an unfinished UTF-8 sequence at their end.
  var withoutCutCharacter: ArraySlice<UInt8> {
    var end = endIndex
    while end > startIndex, endIndex - end < 3, self[end - 1] & 0b1100_0000 == 0b1000_0000 {
      end -= 1
    }
    guard end > startIndex else { return self[...] }
    let lead = self[end - 1]
    let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
    return length > endIndex - end + 1 ? self[..<(end - 1)] : self[...]
  }
}
