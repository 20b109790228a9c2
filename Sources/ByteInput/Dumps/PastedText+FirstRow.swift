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

  /// How sure an offset with no punctuation makes.
  ///
  /// Seven digits are no whole number of bytes. Of others, a second line tells, whose offset must
  /// agree; alone on its line, only an offset of zero is one.
  func likenessByOffset() -> Likeness {
    var scanner = scanner
    let digits = scanner.digits()
    if digits.count == 7 { return .certain }
    if firstLines(2).count > 1 { return .likely }
    return bytes[digits].allSatisfy { $0 == UInt8(ascii: "0") } ? .possible : .none
  }
}
