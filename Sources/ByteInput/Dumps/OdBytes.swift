/// `od -t x1`, with offsets that are octal, or, with `-A`, hexadecimal or decimal.
///
/// ```
/// 0000000 81 85 37 fa 21 3d 7f 9f 4d 51 58                 >..7.!=..MQX<
/// 0000013
/// ```
/// `od -t x1z` adds the text.
struct OdBytes: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 6, radices: [8, 16, 10], unit: .hexByte,
    textColumn: .fenced(UInt8(ascii: ">"), UInt8(ascii: "<")), sampleOffset: "0000000")

  func likeness(of text: PastedText) -> Likeness {
    let isRow = text.firstRow(is: Self.layout) { group in
      group.count == 2 && group.allSatisfy(\.isHexDigit)
    }
    return isRow ? text.likenessByOffset() : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
