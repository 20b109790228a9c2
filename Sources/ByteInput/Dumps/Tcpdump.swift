/// `tcpdump -X` and `-x`, whose bytes begin at the IP header; `-XX` and `-xx`, at the link layer.
///
/// ```
/// 06:19:46.988005 IP localhost.48630 > localhost.18080: Flags [P.], length 11
///         0x0000:  4500 0033 0001 0000 4006 3cc2 7f00 0001  E..3....@.<.....
/// ```
struct Tcpdump: Notation {
  private static let layout = DumpLayout(
    offsetPrefix: "0x", offsetDigits: 4, offsetSuffix: ":", unit: .hex,
    textColumn: .afterTwoBlanks, sampleOffset: "0x0000:",
    headings: { line in
      // "12:00:00.0 IP6 (flowlabel …)", and after -v the addresses on a line of their own.
      let isAddressLine = line.holds(" > ") && line.holds(":")
      return isAddressLine || line.holds(" IP ") || line.holds(" IP6 ") ? .packet : nil
    })

  func likeness(of text: PastedText) -> Likeness {
    text.firstRow(is: Self.layout) { _ in true } ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    try DumpReader.read(text, as: Self.layout)
  }
}
