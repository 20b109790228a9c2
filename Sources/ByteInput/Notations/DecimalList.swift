/// Decimal numbers with blanks or commas between them.
struct DecimalList {
  /// The bytes that were read.
  private(set) var bytes: [UInt8] = []
  private var hasNegative = false
  private var hasLarge = false

  /// Reads up to the end of `closer`, or to the end of the text if `closer` is nil.
  mutating func read(_ scanner: inout Scanner, until closer: String?) throws(NotationError) {
    scanner.skipBlanks()
    while true {
      if let closer, scanner.take(closer) { return }
      if closer == nil, scanner.isAtEnd { return }
      try readNumber(&scanner, closer: closer)
      let blanks = scanner.skipBlanks()
      let comma = scanner.take(.comma)
      scanner.skipBlanks()
      let isSeparated = blanks > 0 || comma || scanner.isAtEnd || closer.map(scanner.isAt) ?? false
      guard isSeparated else { throw scanner.error(expected: expectation(closer, "a comma")) }
    }
  }

  private mutating func readNumber(_ scanner: inout Scanner, closer: String?) throws(NotationError)
  {
    let start = scanner.position
    let isNegative = scanner.take(.minus)
    let digits = scanner.digits(radix: 10)
    guard !digits.isEmpty else {
      throw scanner.error(expected: expectation(closer, "a decimal number"))
    }
    let magnitude = scanner.value(of: digits, radix: 10) ?? Int.max
    let largest = isNegative ? 128 : 255
    guard magnitude <= largest, digits.count <= 3 else {
      throw NotationError(
        at: start, expected: "a byte: 0 to 255, or −128 to 127",
        found: "a number out of that range")
    }
    if isNegative { hasNegative = true } else if magnitude > 127 { hasLarge = true }
    guard !(hasNegative && hasLarge) else {
      throw NotationError(
        at: start, expected: "bytes that are all signed or all unsigned",
        found: isNegative
          ? "a negative number after one above 127" : "\(magnitude) after a negative number")
    }
    bytes.append(UInt8(truncatingIfNeeded: isNegative ? -magnitude : magnitude))
  }

  private func expectation(_ closer: String?, _ what: String) -> String {
    closer.map { "\(what) or “\($0)”" } ?? what
  }
}
