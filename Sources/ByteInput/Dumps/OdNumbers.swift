/// `od -b` and `hexdump -b`, octal bytes; and plain `od`, 16-bit octal numbers.
///
/// ```
/// 0000000 201 205 067 372 041 075 177 237 115 121 130
/// 0000000 102601 175067 036441 117577 050515 000130
/// 0000013
/// ```
struct OdOctal: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 6, radices: [8, 16, 10], unit: .octal, textColumn: OdNumbers.textColumn,
    sampleOffset: "0000000")

  func likeness(of text: PastedText) -> Likeness {
    let isRow = text.firstRow(is: Self.layout) { group in
      [3, 6].contains(group.count) && group.allSatisfy { $0.digitValue(radix: 8) != nil }
    }
    return isRow ? text.likenessByOffset() : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}

/// `od -t u1` and `od -t d1`: decimal bytes, without or with a sign.
///
/// ```
/// 0000000 129 133  55 250  33  61 127 159  77  81  88
/// 0000013
/// ```
struct OdDecimal: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 6, radices: [8, 16, 10], unit: .decimalByte, textColumn: OdNumbers.textColumn,
    sampleOffset: "0000000")

  func likeness(of text: PastedText) -> Likeness {
    // Two digits may be hexadecimal, unless a blank before them shows that there is room for three.
    var isAligned = false
    let isRow = text.firstRow(is: Self.layout) { group in
      isAligned = text.bytes[..<group.startIndex].suffix(2).allSatisfy(\.isBlank)
      return group.allSatisfy { $0.digitValue(radix: 10) != nil || $0 == .minus }
        && (isAligned || group.count == 3 || group.first == .minus)
    }
    return isRow ? text.likenessByOffset() : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}

/// What the dumps of `od` have in common.
enum OdNumbers {
  /// The text that `z` adds after the numbers.
  static let textColumn = DumpLayout.TextColumn.fenced(UInt8(ascii: ">"), UInt8(ascii: "<"))
}
