/// What `tshark -qz follow,tcp,raw,0` and `follow,tcp,hex,0` print around the bytes of a stream.
///
/// ```
/// ===================================================================
/// Follow: tcp,raw
/// Filter: tcp.stream eq 0
/// Node 0: 127.0.0.1:50000
/// Node 1: 127.0.0.1:8080
/// 818537fa213d7f9f4d5158
/// 	81026869
/// ===================================================================
/// ```
/// A tab precedes what node 1 sent.
struct TsharkFollow {
  /// The text with blanks in place of the lines around the data, so that positions stay the same.
  let text: PastedText
  /// What was left out.
  let note: String

  /// Finds the lines around the data; nil where there are none.
  ///
  /// - Throws: `NotationError` if the text contains both directions, which are two streams.
  init?(_ text: PastedText) throws(NotationError) {
    // Most texts are not this, and some are long.
    guard let beginning = text.firstLines(1).first, Self.isRule(beginning, text) else { return nil }
    let lines = text.lines.filter { !text.isBlank($0) }
    guard let last = lines.last, lines.count > 5,
      text.scanner(line: lines[1]).isAt("Follow: "),
      text.scanner(line: lines[4]).isAt("Node 1: ")
    else { return nil }
    // The end may have been left out of the selection.
    let data = lines[5...].dropLast(Self.isRule(last, text) ? 1 : 0)
    guard let start = data.first else { return nil }
    func isIndented(_ line: Range<Int>) -> Bool { text.bytes[line.lowerBound] == .tab }
    if let other = data.first(where: { isIndented($0) != isIndented(start) }) {
      throw NotationError(
        at: other.lowerBound,
        expected: "bytes from node \(isIndented(start) ? 1 : 0), like those above",
        found: "bytes from the other side",
        hint: "these are both directions: paste one of them at a time")
    }
    var bytes = text.bytes
    for line in lines[..<data.startIndex] + lines[data.endIndex...] {
      for index in line { bytes[index] = .space }
    }
    self.text = PastedText(bytes)
    note =
      "the lines “\(text.string(lines[1]).excerpt(width: 40))” to “Node 1” and the rules are not data"
  }

  private static func isRule(_ line: Range<Int>, _ text: PastedText) -> Bool {
    line.count >= 20 && text.bytes[line].allSatisfy { $0 == UInt8(ascii: "=") }
  }
}
