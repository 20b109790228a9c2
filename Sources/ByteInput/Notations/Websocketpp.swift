/// The frames that websocketpp logs: number, count of bytes, and the bytes.
///
/// ```
/// [0] (8) 82 FE 00 81 37 FA 21 3D
/// [0] (4) [2] 7F 9F 4D 51
/// ```
/// A line with a second bracket contains the payload of the frame with that number; the bracket
/// contains its opcode. The payload is put after its header.
struct Websocketpp: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard (try? readStart(&scanner)) != nil else { return .none }
    return .certain
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var frames: [[UInt8]] = []
    // By number, the index in `frames` of each header whose payload has not come.
    var waiting: [Int: Int] = [:]
    for line in text.lines where !text.isBlank(line) {
      var scanner = text.scanner(line: line)
      scanner.skipBlanks()
      let lineStart = scanner.position
      let start = try readStart(&scanner)
      scanner.skipSpaces()
      let isPayload = try skipOpcode(&scanner)
      let bytes = try readBytes(&scanner, count: start.count)
      if !isPayload {
        waiting[start.number] = frames.count
        frames.append(bytes)
      } else if let frame = waiting.removeValue(forKey: start.number) {
        frames[frame] += bytes
      } else {
        throw NotationError(at: lineStart, expected: "the header of frame \(start.number) first")
      }
    }
    return Reading(bytes: Array(frames.joined()))
  }

  /// Reads `[0] (8)`.
  private func readStart(
    _ scanner: inout Scanner
  ) throws(NotationError) -> (number: Int, count: Int) {
    try scanner.expect("[", "and the number of a frame")
    let number = try readNumber(&scanner)
    try scanner.expect("]")
    scanner.skipSpaces()
    try scanner.expect("(", "and the count of bytes")
    let count = try readNumber(&scanner)
    try scanner.expect(")")
    return (number, count)
  }

  private func readNumber(_ scanner: inout Scanner) throws(NotationError) -> Int {
    let digits = scanner.digits(radix: 10)
    guard !digits.isEmpty, let value = scanner.value(of: digits, radix: 10) else {
      throw scanner.error(expected: "a number")
    }
    return value
  }

  private func skipOpcode(_ scanner: inout Scanner) throws(NotationError) -> Bool {
    guard scanner.take("[") else { return false }
    _ = try readNumber(&scanner)
    try scanner.expect("]")
    scanner.skipSpaces()
    return true
  }

  private func readBytes(_ scanner: inout Scanner, count: Int) throws(NotationError) -> [UInt8] {
    var bytes: [UInt8] = []
    while !scanner.isAtEnd {
      bytes.append(try scanner.hexPair())
      guard scanner.isAtEnd || scanner.skipBlanks() > 0 else {
        throw scanner.error(expected: "a space after each byte")
      }
    }
    guard bytes.count == count else {
      throw scanner.error(
        expected: "\(count) bytes, as the line says; \(bytes.count) came before")
    }
    return bytes
  }
}
