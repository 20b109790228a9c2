/// `xxd -b`: binary digits.
///
/// ```
/// 00000000: 10000001 10000101 00110111 11111010 00100001 00111101  ..7.!=
/// ```
/// `xxd -g4` can print such groups too, of four bytes each; then the text column is longer.
struct XxdBits: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 4, offsetSuffix: ":", unit: .bits, textColumn: .afterTwoBlanks,
    sampleOffset: "00000000:")

  func likeness(of text: PastedText) -> Likeness {
    let isBits = text.firstRow(is: Self.layout) { group in
      group.count == 8 && group.allSatisfy { $0.digitValue(radix: 2) != nil }
    }
    return isBits ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
