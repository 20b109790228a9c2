/// Numbers one after the other, parted by blanks or commas.
struct DecimalList {
  private(set) var bytes: [UInt8] = []
  private var hasNegative = false
  private var hasLarge = false

  /// Reads up to and over `closer`, or to the end of the text where there is none.
  mutating func read(_ scanner: inout Scanner, until closer: String?) throws(Misfit) {
    scanner.skipBlanks()
    while true {
      if let closer, scanner.take(closer) { return }
      if closer == nil, scanner.isAtEnd { return }
      try readNumber(&scanner, closer: closer)
      let blanks = scanner.skipBlanks()
      let comma = scanner.take(.comma)
      scanner.skipBlanks()
      let isParted = blanks > 0 || comma || scanner.isAtEnd || closer.map(scanner.isAt) ?? false
      guard isParted else { throw scanner.misfit(expected: expectation(closer, "a comma")) }
    }
  }

  private mutating func readNumber(_ scanner: inout Scanner, closer: String?) throws(Misfit) {
    let start = scanner.position
    let isNegative = scanner.take(.minus)
    let digits = scanner.digits(radix: 10)
    guard !digits.isEmpty else {
      throw scanner.misfit(expected: expectation(closer, "a decimal number"))
    }
    let magnitude = scanner.value(of: digits, radix: 10) ?? Int.max
    let largest = isNegative ? 128 : 255
    guard magnitude <= largest, digits.count <= 3 else {
      throw Misfit(
        at: start, expected: "a byte: 0 to 255, or −128 to 127",
        found: "a number out of that range")
    }
    if isNegative { hasNegative = true } else if magnitude > 127 { hasLarge = true }
    guard !(hasNegative && hasLarge) else {
      throw Misfit(
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
