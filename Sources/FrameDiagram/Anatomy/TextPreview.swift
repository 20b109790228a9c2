import TerminalText

/// The beginning of a payload's text, short enough for a line, safe to print.
package struct TextPreview: Hashable {
  /// The text, escaped.
  package let text: String
  /// Whether there is more.
  package let isCut: Bool

  /// The text of some bytes; `isWhole` says whether these are all.
  ///
  /// Only as many of them are read as can be shown.
  package init(_ bytes: [UInt8], isWhole: Bool, columns: Int = 48) {
    let limit = Self.byteCount(forColumns: columns)
    let isWhole = isWhole && bytes.count <= limit
    let read = bytes.prefix(limit)
    var text = ""
    var column = 0
    var isCut = !isWhole
    // A character that is cut in two is left out, not shown as damaged.
    for character in escapedForTerminal(utf8: isWhole ? read : read.withoutCutCharacter) {
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

  /// How many bytes of a text are read for some columns: room for many accents on each letter.
  package static func byteCount(forColumns columns: Int) -> Int { 16 * max(0, columns) + 64 }
}

extension ArraySlice<UInt8> {
  /// The bytes without an unfinished UTF-8 sequence at their end.
  package var withoutCutCharacter: ArraySlice<UInt8> {
    var end = endIndex
    while end > startIndex, endIndex - end < 3, self[end - 1] & 0b1100_0000 == 0b1000_0000 {
      end -= 1
    }
    guard end > startIndex else { return self }
    let lead = self[end - 1]
    let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
    return length > endIndex - end + 1 ? self[..<(end - 1)] : self
  }
}
