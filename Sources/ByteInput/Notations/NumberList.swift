/// Numbers in source code, 0 to 255, hexadecimal with `0x` or decimal, with commas between.
struct NumberList {
  private(set) var bytes: [UInt8] = []
  private(set) var hasComments = false

  /// Reads up to and over `closer`.
  mutating func read(_ scanner: inout Scanner, until closer: String) throws(Misfit) {
    try skipBlanksAndComments(&scanner)
    while !scanner.take(closer) {
      let start = scanner.position
      let isHex = scanner.take("0x") || scanner.take("0X")
      let radix: UInt8 = isHex ? 16 : 10
      let digits = scanner.digits(radix: radix)
      guard !digits.isEmpty else {
        throw scanner.misfit(expected: isHex ? "a hex digit" : "a number or “\(closer)”")
      }
      guard let value = scanner.value(of: digits, radix: radix), value <= 255 else {
        throw Misfit(
          at: start, expected: "a byte: 0 to 255, or 0x00 to 0xff",
          found: "a number out of that range")
      }
      bytes.append(UInt8(value))
      try skipBlanksAndComments(&scanner)
      if scanner.take(.comma) {
        try skipBlanksAndComments(&scanner)
      } else if !scanner.isAt(closer) {
        throw scanner.misfit(expected: "a comma or “\(closer)”")
      }
    }
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
