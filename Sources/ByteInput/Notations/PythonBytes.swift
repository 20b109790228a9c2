/// Python's `bytes` and `bytearray`: `b'\x81\x857\xfa!='`, also over lines, as `pprint` prints it.
struct PythonBytes: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    return skipOpening(&scanner) != nil && scanner.isAtBytesLiteral ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    guard let depth = skipOpening(&scanner) else {
      throw scanner.misfit(expected: "b'…' or bytearray(b'…')")
    }
    var literal = StringLiteral(allowsNonASCII: false)
    repeat {
      guard scanner.isAtBytesLiteral else { throw scanner.misfit(expected: "b'…'") }
      scanner.position += 1
      try literal.read(&scanner)
      scanner.skipBlanks()
    } while scanner.isAtBytesLiteral
    if depth > 0 { try scanner.expect(")") }
    try scanner.expectEnd(after: "the bytes")
    return Reading(bytes: literal.bytes)
  }

  /// Steps over `bytearray(`, `bytes(` or `(`; says how many parentheses are open.
  private func skipOpening(_ scanner: inout Scanner) -> Int? {
    let isOpen = scanner.take("bytearray(") || scanner.take("bytes(") || scanner.take("(")
    scanner.skipBlanks()
    return isOpen ? 1 : (scanner.isAtBytesLiteral ? 0 : nil)
  }
}

extension Scanner {
  /// `b'` or `b"`.
  fileprivate var isAtBytesLiteral: Bool {
    isAt("b'") || isAt("b\"") || isAt("B'") || isAt("B\"")
  }
}
