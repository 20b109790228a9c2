/// Numbers in source code, 0 to 255, with commas between: hexadecimal with `0x`, binary with `0b`, or
/// decimal.
///
/// Java's casts may stand in front of them, and its negative bytes; quotes around them, where they
/// are what Python's `hex` or `bin` made.
struct NumberList {
  private(set) var bytes: [UInt8] = []
  private(set) var hasComments = false

  /// Reads up to and over `closer`.
  mutating func read(_ scanner: inout Scanner, until closer: String) throws(Misfit) {
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
        throw scanner.misfit(expected: "a comma or “\(closer)”")
      }
    }
  }

  private mutating func readNumber(
    _ scanner: inout Scanner, closer: String, isQuoted: Bool
  ) throws(Misfit) {
    let start = scanner.position
    let isHex = scanner.take("0x") || scanner.take("0X")
    let isBinary = !isHex && (scanner.take("0b") || scanner.take("0B"))
    guard isHex || isBinary || !isQuoted else {
      throw scanner.misfit(expected: "“0x” or “0b” in front of a number in quotes")
    }
    let isNegative = !isHex && !isBinary && scanner.take(.minus)
    let radix: UInt8 = isHex ? 16 : isBinary ? 2 : 10
    let digits = scanner.digits(radix: radix)
    guard !digits.isEmpty else {
      throw scanner.misfit(
        expected: isHex ? "a hex digit" : isBinary ? "a binary digit" : "a number or “\(closer)”")
    }
    guard let value = scanner.value(of: digits, radix: radix), value <= (isNegative ? 128 : 255)
    else {
      throw Misfit(
        at: start, expected: "a byte: 0 to 255, or 0x00 to 0xff",
        found: "a number out of that range")
    }
    bytes.append(UInt8(truncatingIfNeeded: isNegative ? -value : value))
  }

  private mutating func skipBlanksAndComments(_ scanner: inout Scanner) throws(Misfit) {
    scanner.skipBlanks()
    while true {
      if scanner.take("//") {
        scanner.skip { $0 != .lineFeed && $0 != .carriageReturn }
      } else if scanner.take("/*") {
        while !scanner.take("*/") {
          guard !scanner.isAtEnd else { throw scanner.misfit(expected: "the comment's “*/”") }
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
