extension PastedText {
  /// Whether the first line, or the first one after headings, begins like a row of `layout`.
  ///
  /// It must begin with an offset and a group that `isGroup` accepts.
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

  /// How likely the first digits are an offset, where no punctuation shows it.
  ///
  /// Seven digits are not a whole number of bytes, so they are an offset. Other lengths may be
  /// bytes, unless there is a second line, whose offset must agree. A single line must begin with
  /// offset zero.
  func likenessByOffset() -> Likeness {
    var scanner = scanner
    let digits = scanner.digits()
    if digits.count == 7 { return .certain }
    if firstLines(2).count > 1 { return .likely }
    return bytes[digits].allSatisfy { $0 == UInt8(ascii: "0") } ? .possible : .none
  }
}
