/// `xxd`, with groups of any size.
///
/// ```
/// 00000000: 8185 37fa 213d 7f9f 4d51 58              ..7.!=..MQX
/// ```
/// One space separates groups; two or more separate the text. So text is never read as data.
struct Xxd: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 4, offsetSuffix: ":", unit: .hex, textColumn: .afterTwoBlanks,
    sampleOffset: "00000000:")

  func likeness(of text: PastedText) -> Likeness {
    text.firstRow(is: Self.layout) { _ in true } ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
