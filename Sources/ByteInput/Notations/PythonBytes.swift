/// Python's `bytes` and `bytearray`: `b'\x81\x857\xfa!='`, also over lines, as `pprint` prints it.
///
/// Those of a list or tuple, such as the chunks that were received, are put together.
struct PythonBytes: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    return skipOpening(&scanner) != nil && scanner.isAtBytesLiteral ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    guard let closer = skipOpening(&scanner) else {
      throw scanner.misfit(expected: "b'…' or bytearray(b'…')")
    }
    var literal = StringLiteral(allowsNonASCII: false)
    var hasCommas = false
    repeat {
      guard scanner.isAtBytesLiteral else { throw scanner.misfit(expected: "b'…'") }
      scanner.position += 1
      try literal.read(&scanner)
      scanner.skipBlanks()
      if !closer.isEmpty, scanner.take(.comma) {
        hasCommas = true
        scanner.skipBlanks()
      }
    } while scanner.isAtBytesLiteral
    if !closer.isEmpty { try scanner.expect(closer) }
    try scanner.expectEnd(after: "the bytes")
    var reading = Reading(bytes: literal.bytes)
    if hasCommas { reading.notes.append("the parts of the list were put together") }
    return reading
  }

  /// Steps over `bytearray(`, `bytes(`, `(` or `[`; says what closes it, nothing where nothing is open.
  private func skipOpening(_ scanner: inout Scanner) -> String? {
    let isOpen = scanner.take("bytearray(") || scanner.take("bytes(") || scanner.take("(")
    let closer = isOpen ? ")" : scanner.take("[") ? "]" : ""
    scanner.skipBlanks()
    return !closer.isEmpty || scanner.isAtBytesLiteral ? closer : nil
  }
}

extension Scanner {
  /// `b'` or `b"`.
  fileprivate var isAtBytesLiteral: Bool {
    isAt("b'") || isAt("b\"") || isAt("B'") || isAt("B\"")
  }
}
