/// Plain `hexdump`, and `od -x`: 16-bit numbers, as a little-endian machine reads them.
///
/// ```
/// 0000000 8581 fa37 3d21 9f7f 514d 0058
/// 000000b                                    (hexdump; od says 0000013, in octal)
/// ```
/// The bytes of each word are swapped back. An odd number of bytes is padded with a zero, which
/// only the final offset shows.
struct LittleEndianWords: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 6, radices: [16, 8, 10], unit: .littleEndianWord,
    textColumn: .fenced(UInt8(ascii: ">"), UInt8(ascii: "<")), sampleOffset: "0000000")

  func likeness(of text: PastedText) -> Likeness {
    let isRow = text.firstRow(is: Self.layout) { group in
      [4, 8, 16].contains(group.count) && group.allSatisfy(\.isHexDigit)
    }
    return isRow ? text.likenessByOffset() : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
