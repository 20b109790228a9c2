/// Reads the rows of a dump one by one; `DumpAssembly` joins them.
struct DumpReader {
  let layout: DumpLayout
  let text: PastedText
  /// The bytes of all rows, in the order of the rows.
  private(set) var bytes: [UInt8] = []
  private(set) var rows: [DumpRow] = []
  private(set) var notes: [String] = []
  private var wordDigits: Int?
  private var headings: [String] = []
  private var derivedParts: [String] = []
  private var isInsideDerived = false
  private var hasTextMismatch = false

  /// How many bytes a group has.
  var wordSize: Int { layout.unit == .octal ? (wordDigits ?? 3) / 3 : (wordDigits ?? 2) / 2 }

  /// Whether groups were numbers of several bytes, which were swapped.
  var hasSwappedWords: Bool {
    layout.unit == .littleEndianWord || layout.unit == .octal && wordDigits == 6
  }

  init(_ layout: DumpLayout, _ text: PastedText) {
    self.layout = layout
    self.text = text
  }

  /// Reads the whole text.
  static func read(_ text: PastedText, as layout: DumpLayout) throws(NotationError) -> Reading {
    var reader = DumpReader(layout, text)
    for line in text.lines where !text.isBlank(line) {
      try reader.readLine(line)
    }
    guard !reader.rows.isEmpty else {
      throw NotationError(at: text.bytes.count, expected: "a row of the dump")
    }
    reader.noteHeadings()
    return try DumpAssembly.assemble(reader)
  }

  private mutating func readLine(_ line: Range<Int>) throws(NotationError) {
    var scanner = text.scanner(line: line)
    scanner.skipBlanks()
    let start = scanner.position
    if !atOffset(scanner), let heading = layout.heading(at: scanner) {
      isInsideDerived = heading == .derived && !rows.isEmpty
      let words = text.string(start..<line.upperBound)
      if isInsideDerived { derivedParts.append(words) } else { headings.append(words) }
      return
    }
    if isInsideDerived {
      _ = try readOffset(&scanner)
      return
    }
    if scanner.take("*") {
      try scanner.expectEnd(after: "“*”")
      guard !rows.isEmpty else {
        throw NotationError(at: start, expected: "a row before “*”, which repeats it")
      }
      rows.append(DumpRow(position: start, offset: start..<start, content: .repetition))
      return
    }
    let offset = try readOffset(&scanner)
    let firstByte = bytes.count
    try readBytes(&scanner)
    if bytes.count == firstByte {
      try scanner.expectEnd(after: "the offset")
      rows.append(DumpRow(position: start, offset: offset, content: .end))
      return
    }
    try readTextColumn(&scanner, row: firstByte..<bytes.count)
    rows.append(DumpRow(position: start, offset: offset, content: .bytes(firstByte..<bytes.count)))
  }

  private func atOffset(_ scanner: Scanner) -> Bool {
    var scanner = scanner
    return scanner.isAt("*") || (try? readOffset(&scanner)) != nil
  }

  private func readOffset(_ scanner: inout Scanner) throws(NotationError) -> Range<Int> {
    let expected = "an offset such as \(layout.sampleOffset)"
    let start = scanner.position
    let hasPrefix = scanner.take(layout.offsetPrefix)
    let digits = scanner.digits()
    guard hasPrefix, digits.count >= layout.offsetDigits, digits.count <= 16 else {
      throw NotationError(at: start, expected: expected)
    }
    guard scanner.take(layout.offsetSuffix) else {
      throw scanner.error(expected: "“\(layout.offsetSuffix)” after the offset")
    }
    guard scanner.isAtEnd || scanner.current?.isBlank == true else {
      throw scanner.error(expected: "a space after the offset")
    }
    return digits
  }

  /// Reads groups up to the text column, which only the blanks between groups tell apart.
  private mutating func readBytes(_ scanner: inout Scanner) throws(NotationError) {
    let rowStart = bytes.count
    if layout.unit == .characterCell {
      while !scanner.isAtEnd { bytes.append(try scanner.characterCell()) }
      return
    }
    let margin = scanner.skipBlanks()
    if wordDigits == nil, isWords {
      // Even the first word may be short: with the blanks on its left, it has the full width.
      var ahead = scanner
      wordDigits = ahead.digits().count + margin - 1
    }
    while let byte = scanner.current {
      if case .fenced(let opener, _) = layout.textColumn, byte == opener { return }
      try readGroup(&scanner)
      let gapStart = scanner.position
      let gap = scanner.skipBlanks()
      guard !scanner.isAtEnd else { return }
      guard gap > 0 else { throw scanner.error(expected: digitExpected) }
      if isLastWord(scanner, afterGap: gap) { continue }
      if isText(afterGap: gap, afterBytes: bytes.count - rowStart) {
        scanner.position = gapStart
        return
      }
    }
  }

  private func isText(afterGap gap: Int, afterBytes count: Int) -> Bool {
    switch layout.textColumn {
    case .afterTwoBlanks: gap >= 2
    case .afterThreeBlanks: gap >= 3 || count >= 16 || (gap == 2 && count != 8)
    case .fenced: false
    }
  }

  /// Whether these are the rows of `xxd -e`.
  private var isWords: Bool {
    layout.unit == .littleEndianWord && layout.textColumn == .afterTwoBlanks
  }

  /// Whether the digits here are a row's short last word, with blanks on its left.
  ///
  /// Only `xxd -e` prints them; the gap before its text never has that width.
  private func isLastWord(_ scanner: Scanner, afterGap gap: Int) -> Bool {
    guard isWords else { return false }
    var scanner = scanner
    let digits = scanner.digits()
    return digits.count.isMultiple(of: 2) && gap > 1 && wordDigits == digits.count + gap - 1
  }

  private var digitExpected: String {
    switch layout.unit {
    case .bits: "a binary digit"
    case .octal: "an octal digit"
    case .decimalByte: "a decimal digit"
    case .hex, .hexByte, .littleEndianWord, .characterCell: "a hex digit"
    }
  }

  private var radix: UInt8 {
    switch layout.unit {
    case .bits: 2
    case .octal: 8
    case .decimalByte: 10
    case .hex, .hexByte, .littleEndianWord, .characterCell: 16
    }
  }

  private mutating func readGroup(_ scanner: inout Scanner) throws(NotationError) {
    let isNegative = layout.unit == .decimalByte && scanner.take(.minus)
    let digits = scanner.digits(radix: radix)
    guard !digits.isEmpty else { throw scanner.error(expected: digitExpected) }
    switch layout.unit {
    case .hex:
      guard digits.count.isMultiple(of: 2) else {
        throw scanner.error(expected: "another hex digit, because a byte has two")
      }
      scanner.appendBytes(of: digits, to: &bytes)
    case .hexByte:
      guard digits.count == 2 else { throw wrongCount(digits, expected: 2) }
      scanner.appendBytes(of: digits, to: &bytes)
    case .bits:
      guard digits.count == 8 else { throw wrongCount(digits, expected: 8) }
      bytes.append(UInt8(scanner.value(of: digits, radix: 2) ?? 0))
    case .octal:
      let expected = wordDigits ?? digits.count
      guard digits.count == expected, [3, 6].contains(expected) else {
        throw wrongCount(digits, expected: wordDigits ?? 3)
      }
      wordDigits = expected
      let value = scanner.value(of: digits, radix: 8) ?? Int.max
      guard value < (expected == 3 ? 1 << 8 : 1 << 16) else {
        throw NotationError(
          at: digits.lowerBound, expected: "an octal number up to \(expected == 3 ? 377 : 177_777)",
          found: "a larger one")
      }
      bytes.append(UInt8(value & 0xff))
      if expected == 6 { bytes.append(UInt8(value >> 8)) }
    case .decimalByte:
      let value = scanner.value(of: digits, radix: 10) ?? Int.max
      guard value <= (isNegative ? 128 : 255) else {
        throw NotationError(
          at: digits.lowerBound, expected: "a byte: 0 to 255, or −128 to 127",
          found: "a number out of that range")
      }
      bytes.append(UInt8(truncatingIfNeeded: isNegative ? -value : value))
    case .characterCell:
      bytes.append(try scanner.characterCell())
    case .littleEndianWord:
      let expected = wordDigits ?? digits.count
      // The last word of `xxd -e` may be short.
      let isShort = isWords && digits.count < expected && digits.count.isMultiple(of: 2)
      guard digits.count == expected || isShort, [4, 8, 16].contains(expected) else {
        throw wrongCount(digits, expected: wordDigits ?? 4)
      }
      wordDigits = expected
      let first = bytes.count
      scanner.appendBytes(of: digits, to: &bytes)
      bytes[first...].reverse()
    }
  }

  private func wrongCount(_ digits: Range<Int>, expected: Int) -> NotationError {
    let position = min(digits.upperBound, digits.lowerBound + expected)
    return NotationError(at: position, expected: "groups of \(expected) digits")
  }

  private mutating func noteHeadings() {
    if let first = headings.first {
      let shown = "“\(first.excerpt(width: 60))”"
      notes.append(
        headings.count == 1
          ? "the heading \(shown) is not data"
          : "\(headings.count) headings such as \(shown) are not data")
    }
    if let first = derivedParts.first {
      let shown = "“\(first.excerpt(width: 60))”"
      notes.append(
        derivedParts.count == 1
          ? "\(shown) was left out: it repeats other bytes"
          : "\(derivedParts.count) parts such as \(shown) were left out: they repeat other bytes")
    }
  }
}

extension DumpReader {
  /// Skips the text column, which is not data, but shows how many bytes there are.
  private mutating func readTextColumn(_ scanner: inout Scanner, row: Range<Int>)
    throws(NotationError)
  {
    scanner.skipBlanks()
    guard !scanner.isAtEnd else { return }
    let column = try textColumn(from: scanner.position, to: scanner.end)
    switch TextColumnCheck(text.string(column), against: bytes[row]) {
    case .agrees:
      return
    case .differs:
      guard !hasTextMismatch else { return }
      hasTextMismatch = true
      let line = text.line(at: column.lowerBound) + 1
      notes.append(
        "the text column of line \(line) does not agree with its bytes; the bytes are used")
    case .isFlipped:
      throw NotationError(
        at: column.lowerBound, expected: "text in the order of the bytes",
        found: "text in flipped order", hint: TextColumnCheck.wordHint)
    case .hasLength(let length):
      throw NotationError(
        at: column.lowerBound, expected: "\(row.count) characters of text, one for each byte",
        found: "\(length)", hint: TextColumnCheck.wordHint)
    }
  }

  /// The column without its fences and the blanks after them.
  private func textColumn(from start: Int, to end: Int) throws(NotationError) -> Range<Int> {
    guard case .fenced(_, let closer) = layout.textColumn else { return start..<end }
    var end = end
    while end > start, text.bytes[end - 1].isBlank { end -= 1 }
    guard end - start >= 2, text.bytes[end - 1] == closer else {
      let fence = Character(UnicodeScalar(closer))
      throw NotationError(at: end, expected: "“\(fence)” at the end of the text column")
    }
    return (start + 1)..<(end - 1)
  }
}
