/// Python's `bytes` and `bytearray`: `b'\x81\x857\xfa!='`, also in several lines, as by `pprint`.
///
/// Several in a list or tuple, such as the chunks that were received, are joined.
struct PythonBytes: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    return skipOpening(&scanner) != nil && scanner.isAtBytesLiteral ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    guard let closer = skipOpening(&scanner) else {
      throw scanner.error(expected: "b'…' or bytearray(b'…')")
    }
    var literal = StringLiteral(allowsNonASCII: false)
    var hasCommas = false
    repeat {
      guard scanner.isAtBytesLiteral else { throw scanner.error(expected: "b'…'") }
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
    if hasCommas { reading.notes.append("the parts of the list were joined") }
    return reading
  }

  /// Skips `bytearray(`, `bytes(`, `(` or `[`, and returns what closes it; empty if none is there.
  private func skipOpening(_ scanner: inout Scanner) -> String? {
    let isOpen = scanner.take("bytearray(") || scanner.take("bytes(") || scanner.take("(")
    let closer = isOpen ? ")" : scanner.take("[") ? "]" : ""
    scanner.skipBlanks()
    return !closer.isEmpty || scanner.isAtBytesLiteral ? closer : nil
  }
}

extension Scanner {
  /// Whether `b'` or `b"` is here.
  fileprivate var isAtBytesLiteral: Bool {
    isAt("b'") || isAt("b\"") || isAt("B'") || isAt("B\"")
  }
}
