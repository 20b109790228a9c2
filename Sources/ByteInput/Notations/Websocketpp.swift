/// The frames that websocketpp logs: number, count of bytes, and the bytes.
///
/// ```
/// [0] (8) 82 FE 00 81 37 FA 21 3D
/// [0] (4) [2] 7F 9F 4D 51
/// ```
/// A line with a second bracket holds the payload of the frame of that number; the bracket, its
/// opcode. Payload joins its header.
struct Websocketpp: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard (try? readStart(&scanner)) != nil else { return .none }
    return .certain
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var frames: [[UInt8]] = []
    // Where in `frames` the header of each number stands that still waits for its payload.
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
        throw Misfit(at: lineStart, expected: "the header of frame \(start.number) first")
      }
    }
    return Reading(bytes: Array(frames.joined()))
  }

  /// `[0] (8)`.
  private func readStart(_ scanner: inout Scanner) throws(Misfit) -> (number: Int, count: Int) {
    try scanner.expect("[", "and the number of a frame")
    let number = try readNumber(&scanner)
    try scanner.expect("]")
    scanner.skipSpaces()
    try scanner.expect("(", "and the count of bytes")
    let count = try readNumber(&scanner)
    try scanner.expect(")")
    return (number, count)
  }

  private func readNumber(_ scanner: inout Scanner) throws(Misfit) -> Int {
    let digits = scanner.digits(radix: 10)
    guard !digits.isEmpty, let value = scanner.value(of: digits, radix: 10) else {
      throw scanner.misfit(expected: "a number")
    }
    return value
  }

  private func skipOpcode(_ scanner: inout Scanner) throws(Misfit) -> Bool {
    guard scanner.take("[") else { return false }
    _ = try readNumber(&scanner)
    try scanner.expect("]")
    scanner.skipSpaces()
    return true
  }

  private func readBytes(_ scanner: inout Scanner, count: Int) throws(Misfit) -> [UInt8] {
    var bytes: [UInt8] = []
    while !scanner.isAtEnd {
      bytes.append(try scanner.hexPair())
      guard scanner.isAtEnd || scanner.skipBlanks() > 0 else {
        throw scanner.misfit(expected: "a space after each byte")
      }
    }
    guard bytes.count == count else {
      throw scanner.misfit(expected: "\(count) bytes, as the line says, after \(bytes.count)")
    }
    return bytes
  }
}
