/// What websocat's log prints: direction, count of bytes, and the bytes as a string.
///
/// ```
/// WRITE 11 "\x81\x857\xfa!=\x7f\x9fMQX"
/// ```
/// Lines of one direction are joined; two directions are two streams.
struct Websocat: Notation {
  private static let directions = ["WRITE", "READ"]

  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    let hasDirection = Self.directions.contains { scanner.take($0 + " ") }
    return hasDirection && !scanner.digits(radix: 10).isEmpty ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var reading = Reading()
    var streamDirection: String?
    for line in text.lines where !text.isBlank(line) {
      var scanner = text.scanner(line: line)
      scanner.skipBlanks()
      let lineStart = scanner.position
      guard let direction = Self.directions.first(where: { scanner.take($0 + " ") }) else {
        throw scanner.error(expected: "“WRITE ” or “READ ”")
      }
      if let streamDirection, streamDirection != direction {
        throw NotationError(
          at: lineStart, expected: "\(streamDirection), like the lines above",
          found: direction, hint: "these are both directions: paste one of them at a time")
      }
      streamDirection = direction
      reading.bytes += try readBytes(&scanner)
    }
    return reading
  }

  private func readBytes(_ scanner: inout Scanner) throws(NotationError) -> [UInt8] {
    let digits = scanner.digits(radix: 10)
    guard let count = scanner.value(of: digits, radix: 10), !digits.isEmpty else {
      throw scanner.error(expected: "a count of bytes")
    }
    try scanner.expect(" ")
    var literal = StringLiteral(allowsNonASCII: false)
    try literal.read(&scanner)
    try scanner.expectEnd(after: "the string")
    guard literal.bytes.count == count else {
      throw NotationError(
        at: digits.lowerBound, expected: "\(literal.bytes.count), the number of bytes that follow",
        found: "\(count)")
    }
    return literal.bytes
  }
}
