/// `xxd -e`: numbers of 16, 32 or 64 bits, as a little-endian machine reads them.
///
/// ```
/// 00000000: fa378581 9f7f3d21   58514d           ..7.!=..MQX
/// ```
/// Each word is swapped back; the last may be short, and blanks fill it up on its left.
struct XxdWords: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 4, offsetSuffix: ":", unit: .littleEndianWord, textColumn: .afterTwoBlanks,
    sampleOffset: "00000000:")

  func likeness(of text: PastedText) -> Likeness {
    let isRow = text.firstRow(is: Self.layout) { $0.count.isMultiple(of: 2) }
    guard isRow else { return .none }
    // Plain xxd prints such groups, too: only where its text column contradicts are they words.
    return (try? Xxd().read(text)) == nil ? .certain : .possible
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
