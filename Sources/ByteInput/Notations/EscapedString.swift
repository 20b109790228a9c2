/// Quoted text with escapes: Wireshark's "C string" (octal) and "Escaped string" (hexadecimal),
/// and literals of C, JavaScript, Rust or Swift.
///
/// ```
/// "\201\2057\372!=\177\237MQX"
/// "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58" \
/// ```
/// Several literals are joined. Characters that are not escaped are read as their UTF-8 bytes.
struct EscapedString: Notation {
  func likeness(of text: PastedText) -> Likeness {
    text.scanner.isAt("\"") ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    var literal = StringLiteral(allowsNonASCII: true)
    repeat {
      try literal.read(&scanner)
      scanner.skipBlanks()
      if scanner.take(.backslash) { scanner.skipBlanks() }
    } while !scanner.isAtEnd && !scanner.isAt(";")
    if scanner.take(";") { try scanner.expectEnd(after: "the string") }
    var reading = Reading(bytes: literal.bytes)
    if literal.hasLongHex {
      reading.notes.append("\\x was read with two digits; a C compiler would read more")
    }
    return reading
  }
}
