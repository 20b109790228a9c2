/// What Node prints for a `Buffer`: `<Buffer 81 85 37 fa>`.
struct NodeBuffer: Notation {
  func likeness(of text: PastedText) -> Likeness {
    text.scanner.isAt("<Buffer") ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var reading = Reading()
    var scanner = text.scanner
    try scanner.expect("<Buffer")
    while !scanner.take(">") {
      guard scanner.skipBlanks() > 0 else { throw scanner.error(expected: "a space or “>”") }
      try refuseShortened(scanner)
      if scanner.take(">") { break }
      reading.bytes.append(try scanner.hexPair())
    }
    try scanner.expectEnd(after: "the Buffer")
    return reading
  }

  /// Refuses a longer `Buffer`, of which Node prints the first 50 bytes and how many it left out.
  private func refuseShortened(_ scanner: Scanner) throws(NotationError) {
    guard scanner.isAt("...") || scanner.isAt("…") else { return }
    var rest = scanner
    rest.skip { $0 != UInt8(ascii: ">") && $0 != .lineFeed && $0 != .carriageReturn }
    let words = String(decoding: scanner.bytes[scanner.position..<rest.position], as: UTF8.self)
    throw NotationError(
      at: scanner.position, expected: "the other bytes of the Buffer",
      found: "“\(words.excerpt(width: 40))”",
      hint: "Node left bytes out: print buffer.toString('hex') and paste that")
  }
}
