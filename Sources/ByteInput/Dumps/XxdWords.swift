/// `xxd -e`: 16-, 32- or 64-bit numbers, as a little-endian machine reads them.
///
/// ```
/// 00000000: fa378581 9f7f3d21   58514d           ..7.!=..MQX
/// ```
/// The bytes of each word are swapped back. The last word may be short, with blanks on its left.
struct XxdWords: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 4, offsetSuffix: ":", unit: .littleEndianWord, textColumn: .afterTwoBlanks,
    sampleOffset: "00000000:")

  func likeness(of text: PastedText) -> Likeness {
    let isRow = text.firstRow(is: Self.layout) { $0.count.isMultiple(of: 2) }
    guard isRow else { return .none }
    // Plain xxd prints such groups too. They are words only if the text column says so.
    return (try? Xxd().read(text)) == nil ? .certain : .possible
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
