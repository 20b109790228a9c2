/// `od -c` and `hexdump -c`: characters, escapes such as `\\n`, or octal bytes.
///
/// ```
/// 0000000 201 205   7 372   !   = 177 237   M   Q   X
/// 0000013
/// ```
/// A space is a cell of four blanks, so only the columns tell what is what.
struct OdCharacters: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 6, radices: [8, 16, 10], unit: .characterCell, textColumn: OdNumbers.textColumn,
    sampleOffset: "0000000")

  func likeness(of text: PastedText) -> Likeness {
    text.firstRow(is: Self.layout) { _ in true } ? text.likenessByOffset() : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}

extension Scanner {
  /// Reads one cell of four columns as one byte.
  mutating func characterCell() throws(NotationError) -> UInt8 {
    let start = position
    guard end - start >= 4 else {
      throw error(
        expected: "cells of four columns",
        hint: "spaces at the end of a line are data in this format: paste the whole line")
    }
    var cell = Scanner(bytes, in: start..<start + 4)
    position += 4
    let isWide = cell.skip { $0 == .space } == 1
    if cell.isAtEnd { return .space }
    let digits = cell.digits(radix: 8)
    if isWide, digits.count == 3, let value = cell.value(of: digits, radix: 8), value < 1 << 8 {
      return UInt8(value)
    }
    cell.position = digits.lowerBound
    guard let byte = cell.character(), cell.isAtEnd else {
      throw NotationError(
        at: digits.lowerBound,
        expected: "a character, an escape such as \\n, or three octal digits, in four columns")
    }
    return byte
  }

  /// Reads a character or its escape.
  private mutating func character() -> UInt8? {
    guard let byte = current, byte.isPrintable else { return nil }
    position += 1
    guard byte == .backslash, let letter = current else { return byte }
    position += 1
    return switch letter {
    case UInt8(ascii: "0"): 0x00
    case .backslash: .backslash
    default: letter.escapedControl
    }
  }
}
