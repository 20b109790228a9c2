/// Hex digits, two a byte: in one run, in groups, with prefixes, in any number of lines.
///
/// Groups may be separated by blanks, `,`, `;`, `:` or `-`; a group may begin with `0x`, and a pair
/// of digits with `\x` or `%`.
struct Hex: Notation {
  func likeness(of text: PastedText) -> Likeness { .possible }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var reading = Reading()
    var scanner = text.scanner
    while !scanner.isAtEnd {
      try readGroup(&scanner, into: &reading.bytes)
      try skipSeparator(&scanner)
    }
    return reading
  }

  private func readGroup(_ scanner: inout Scanner, into bytes: inout [UInt8]) throws(NotationError)
  {
    if scanner.take("\\x") || scanner.take("%") {
      bytes.append(try scanner.hexPair())
      return
    }
    let hasPrefix = scanner.take("0x") || scanner.take("0X")
    var digits = scanner.digits()
    // In `0x810x85`, the digit before `x` belongs to the next group.
    if hasPrefix, digits.count > 1, scanner.isAt("x") || scanner.isAt("X"),
      scanner.bytes[digits.upperBound - 1] == UInt8(ascii: "0")
    {
      digits = digits.dropLast()
      scanner.position -= 1
    }
    guard !digits.isEmpty else { throw scanner.error(expected: "a hex digit") }
    // C and Go write a small byte as `0x5`; `5` alone may be half of a byte.
    if hasPrefix, digits.count == 1, let value = scanner.value(of: digits, radix: 16) {
      bytes.append(UInt8(value))
      return
    }
    guard digits.count.isMultiple(of: 2) else {
      throw scanner.error(expected: "another hex digit, because a byte has two")
    }
    scanner.appendBytes(of: digits, to: &bytes)
  }

  private func skipSeparator(_ scanner: inout Scanner) throws(NotationError) {
    if scanner.take(":") || scanner.take(.minus) {
      // "0000: 81 85" is an offset and two bytes. Only a line end may follow a colon.
      let isLineEnd = scanner.current == .lineFeed || scanner.current == .carriageReturn
      if isLineEnd { scanner.skipBlanks() }
      guard scanner.current?.isHexDigit == true else {
        throw scanner.error(expected: "a hex digit")
      }
      return
    }
    scanner.skipBlanks()
    if scanner.take(.comma) || scanner.take(";") { scanner.skipBlanks() }
  }
}

extension Scanner {
  /// Reads exactly two hex digits as one byte.
  mutating func hexPair() throws(NotationError) -> UInt8 {
    var value: UInt8 = 0
    for _ in 0..<2 {
      guard let digit = current?.digitValue(radix: 16) else {
        throw error(expected: "a hex digit")
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  /// Appends the bytes of an even number of hex digits.
  func appendBytes(of digits: Range<Int>, to output: inout [UInt8]) {
    var high: UInt8?
    for index in digits {
      let digit = bytes[index].digitValue(radix: 16) ?? 0
      if let first = high {
        output.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
  }
}
