/// Numbers in source code, 0 to 255, with commas between them.
///
/// They are hexadecimal with `0x`, binary with `0b`, or decimal. They may follow a cast and be
/// negative, as in Java, and be in quotes, as Python's `hex` and `bin` make them.
struct NumberList {
  /// The bytes that were read.
  private(set) var bytes: [UInt8] = []
  /// Whether there were comments between the numbers.
  private(set) var hasComments = false

  /// Reads up to the end of `closer`.
  mutating func read(_ scanner: inout Scanner, until closer: String) throws(NotationError) {
    try skipBlanksAndComments(&scanner)
    while !scanner.take(closer) {
      if scanner.take("(byte)") { scanner.skipBlanks() }
      let quote = [UInt8.apostrophe, .quote].first { scanner.take($0) }
      try readNumber(&scanner, closer: closer, isQuoted: quote != nil)
      if let quote { try scanner.expect(String(UnicodeScalar(quote))) }
      try skipBlanksAndComments(&scanner)
      if scanner.take(.comma) {
        try skipBlanksAndComments(&scanner)
      } else if !scanner.isAt(closer) {
        throw scanner.error(expected: "a comma or “\(closer)”")
      }
    }
  }

  private mutating func readNumber(
    _ scanner: inout Scanner, closer: String, isQuoted: Bool
  ) throws(NotationError) {
    let start = scanner.position
    let isHex = scanner.take("0x") || scanner.take("0X")
    let isBinary = !isHex && (scanner.take("0b") || scanner.take("0B"))
    guard isHex || isBinary || !isQuoted else {
      throw scanner.error(expected: "“0x” or “0b” before a number in quotes")
    }
    let isNegative = !isHex && !isBinary && scanner.take(.minus)
    let radix: UInt8 = isHex ? 16 : isBinary ? 2 : 10
    let digits = scanner.digits(radix: radix)
    guard !digits.isEmpty else {
      throw scanner.error(
        expected: isHex ? "a hex digit" : isBinary ? "a binary digit" : "a number or “\(closer)”")
    }
    guard let value = scanner.value(of: digits, radix: radix), value <= (isNegative ? 128 : 255)
    else {
      throw NotationError(
        at: start, expected: "a byte: 0 to 255, or 0x00 to 0xff",
        found: "a number out of that range")
    }
    bytes.append(UInt8(truncatingIfNeeded: isNegative ? -value : value))
  }

  private mutating func skipBlanksAndComments(_ scanner: inout Scanner) throws(NotationError) {
    scanner.skipBlanks()
    while true {
      if scanner.take("//") {
        scanner.skip { $0 != .lineFeed && $0 != .carriageReturn }
      } else if scanner.take("/*") {
        while !scanner.take("*/") {
          guard !scanner.isAtEnd else { throw scanner.error(expected: "the comment's “*/”") }
          scanner.position += 1
        }
      } else {
        return
      }
      hasComments = true
      scanner.skipBlanks()
    }
  }
}
