/// The inside of a string literal.
struct StringLiteral {
  /// The bytes that were read.
  private(set) var bytes: [UInt8] = []
  /// Whether a third hex digit follows `\x81`, which C reads as part of the escape.
  private(set) var hasLongHex = false
  /// Whether characters outside ASCII stand for their UTF-8 bytes, or are errors.
  let allowsNonASCII: Bool

  init(allowsNonASCII: Bool) { self.allowsNonASCII = allowsNonASCII }

  /// Reads one literal, from its quote to the same quote.
  mutating func read(_ scanner: inout Scanner) throws(NotationError) {
    guard let quote = scanner.current, quote == .quote || quote == .apostrophe else {
      throw scanner.error(expected: "a quotation mark")
    }
    scanner.position += 1
    while !scanner.take(quote) {
      guard let byte = scanner.current, byte != .lineFeed, byte != .carriageReturn else {
        throw scanner.error(expected: "the closing \(Character(UnicodeScalar(quote)))")
      }
      if byte == .backslash {
        try readEscape(&scanner)
      } else {
        guard byte < 0x80 || allowsNonASCII else {
          throw scanner.error(expected: "an ASCII character or an escape")
        }
        bytes.append(byte)
        scanner.position += 1
      }
    }
  }

  private mutating func readEscape(_ scanner: inout Scanner) throws(NotationError) {
    let start = scanner.position
    scanner.position += 1
    guard let letter = scanner.current else {
      throw scanner.error(expected: "the rest of an escape")
    }
    if scanner.take("x") {
      bytes.append(try scanner.hexPair())
      if scanner.current?.isHexDigit == true { hasLongHex = true }
      return
    }
    if letter.digitValue(radix: 8) != nil {
      try readOctal(&scanner, start: start)
      return
    }
    guard let byte = Self.byte(ofEscape: letter) else {
      throw NotationError(
        at: start, expected: "an escape such as \\x81, \\201 or \\n",
        hint: "\\u and \\U name characters, not bytes")
    }
    bytes.append(byte)
    scanner.position += 1
  }

  private mutating func readOctal(_ scanner: inout Scanner, start: Int) throws(NotationError) {
    var value = 0
    for _ in 0..<3 {
      guard let digit = scanner.current?.digitValue(radix: 8) else { break }
      value = value * 8 + Int(digit)
      scanner.position += 1
    }
    guard value <= 255 else {
      throw NotationError(at: start, expected: "an octal escape up to \\377")
    }
    bytes.append(UInt8(value))
  }

  private static func byte(ofEscape letter: UInt8) -> UInt8? {
    switch letter {
    case .backslash, .quote, .apostrophe, UInt8(ascii: "?"): letter
    default: letter.escapedControl
    }
  }
}
