/// Wireshark's "Hex + ASCII dump", `tshark -x`, and "Follow TCP Stream" as a hex dump.
///
/// ```
/// 0000   81 85 37 fa 21 3d 7f 9f 4d 51 58   ..7.!=..MQX
/// 00000000  81 85 37 fa 21 3d 7f 9f  4d 51 58                     ..7.!=.. MQX
/// ```
/// The text follows after three blanks, or after sixteen bytes.
struct WiresharkDump: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 4, unit: .hexByte, textColumn: .afterThreeBlanks, sampleOffset: "0000",
    headings: { line in
      // "Frame (77 bytes):", then "Unmasked data (5 bytes):", which repeats a part of the frame.
      guard line.holds(" bytes):") else { return nil }
      return line.isAt("Frame ") ? .packet : .derived
    })

  func likeness(of text: PastedText) -> Likeness {
    var likeness = Likeness.none
    for line in text.firstLines(2) {
      var scanner = text.scanner(line: line)
      scanner.skipBlanks()
      let digits = scanner.digits()
      guard digits.count == 4 || digits.count >= 8, scanner.isAt("  ") else { continue }
      // Four digits and two blanks, alone on a line, may be hex digits with odd spacing.
      let isAlone = digits.count == 4 && text.firstLines(2).count == 1
      likeness = isAlone ? .likely : .certain
    }
    return text.firstRow(is: Self.layout, isGroup: { $0.count == 2 }) ? likeness : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
