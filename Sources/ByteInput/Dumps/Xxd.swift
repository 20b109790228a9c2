/// `xxd`, with groups of any size.
///
/// ```
/// 00000000: 8185 37fa 213d 7f9f 4d51 58              ..7.!=..MQX
/// ```
/// One space parts the groups; two or more, the text. So the text is never taken for data.
struct Xxd: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 7, offsetSuffix: ":", unit: .hex, textColumn: .afterTwoBlanks,
    sampleOffset: "00000000:")

  func likeness(of text: PastedText) -> Likeness {
    text.firstRow(is: Self.layout) { _ in true } ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}

/// `xxd -b`: binary digits.
///
/// ```
/// 00000000: 10000001 10000101 00110111 11111010 00100001 00111101  ..7.!=
/// ```
/// `xxd -g4` could print such groups too, of four bytes each: then the text column is longer.
struct XxdBits: Notation {
  private static let layout = DumpLayout(
    offsetDigits: 7, offsetSuffix: ":", unit: .bits, textColumn: .afterTwoBlanks,
    sampleOffset: "00000000:")

  func likeness(of text: PastedText) -> Likeness {
    let isBits = text.firstRow(is: Self.layout) { group in
      group.count == 8 && group.allSatisfy { $0.digitValue(radix: 2) != nil }
    }
    return isBits ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}

extension PastedText {
  /// Whether the first line, or the first after a heading, begins like a row of `layout`: with an
  /// offset and a group that `isGroup` accepts.
  func firstRow(is layout: DumpLayout, isGroup: (ArraySlice<UInt8>) -> Bool) -> Bool {
    for line in firstLines(8) {
      var scanner = scanner(line: line)
      scanner.skipBlanks()
      let lineStart = scanner
      if scanner.take(layout.offsetPrefix) {
        let digits = scanner.digits()
        let isOffset =
          digits.count >= layout.offsetDigits && digits.count <= 16
          && scanner.take(layout.offsetSuffix)
        if isOffset, scanner.skipBlanks() > 0 {
          let groupStart = scanner.position
          scanner.skip { !$0.isBlank }
          return isGroup(bytes[groupStart..<scanner.position])
        }
      }
      guard layout.heading(at: lineStart) != nil else { return false }
    }
    return false
  }
}
