/// `hexdump -C`.
///
/// ```
/// 00000000  81 85 37 fa 21 3d 7f 9f  4d 51 58                 |..7.!=..MQX|
/// 0000000b
/// ```
struct HexdumpCanonical: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 8, unit: .hexByte,
    textColumn: .fenced(UInt8(ascii: "|"), UInt8(ascii: "|")), sampleOffset: "00000000")

  func likeness(of text: PastedText) -> Likeness {
    guard text.firstRow(is: Self.layout, isGroup: { $0.count == 2 }) else { return .none }
    return .certain
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
