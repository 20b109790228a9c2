/// An array of numbers in source code: `xxd -i`, Wireshark's "C array", or bare `{0x81, 0x85}`.
///
/// Also Swift's `let f: [UInt8] = [0x81, 0x85]`, Python's `f = bytes([0x81, 0x85])`, Java's
/// `new byte[] {(byte) 0x81, 5}`, Rust's `vec![0x81, 0x85]`, and lists of Python's `hex(…)`.
///
/// ```
/// unsigned char hello_bin[] = {
///   0x81, 0x85, 0x37
/// };
/// unsigned int hello_bin_len = 3;
/// ```
struct CArray: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard scanner.skipDeclaration() else { return .none }
    let isBrace = scanner.isAt("{")
    scanner.position += 1
    scanner.skipBlanks()
    let quote = [UInt8.apostrophe, .quote].first { scanner.take($0) }
    if ["0x", "0X", "0b", "0B"].contains(where: scanner.isAt) { return .certain }
    return isBrace && quote == nil ? .likely : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    guard scanner.skipDeclaration() else {
      throw scanner.error(expected: "a declaration such as “unsigned char f[] = {”")
    }
    let closer = scanner.take("[") ? "]" : scanner.take("(") ? ")" : "}"
    if closer == "}" { try scanner.expect("{") }
    var list = NumberList()
    try list.read(&scanner, until: closer)
    var reading = Reading(bytes: list.bytes)
    if list.hasComments { reading.notes.append("comments between the numbers were left out") }
    scanner.skipBlanks()
    if closer == "]" { _ = scanner.take(")") }
    scanner.skipBlanks()
    if scanner.take(";") { scanner.skipBlanks() }
    if !scanner.isAtEnd { try readLength(&scanner, count: list.bytes.count) }
    try scanner.expectEnd(after: "the array")
    return reading
  }

  /// Checks `unsigned int f_len = 11;`, which is not data, but says how many bytes there are.
  private func readLength(_ scanner: inout Scanner, count: Int) throws(NotationError) {
    guard scanner.isAt("unsigned int ") || scanner.isAt("size_t ") || scanner.isAt("const ") else {
      throw scanner.error(
        expected: "nothing more after the array", hint: "paste one array at a time")
    }
    scanner.skip { $0.isNameCharacter || $0.isBlank }
    try scanner.expect("=")
    scanner.skipBlanks()
    let digits = scanner.digits(radix: 10)
    guard scanner.value(of: digits, radix: 10) == count else {
      throw NotationError(
        at: digits.lowerBound, expected: "\(count), the number of bytes in the array",
        found: digits.isEmpty ? nil : "another length",
        hint: "numbers are missing: paste the whole array")
    }
    scanner.skipBlanks()
    try scanner.expect(";")
  }
}

extension Scanner {
  /// Skips `const unsigned char f[11] =` up to the bracket that opens the numbers.
  ///
  /// Returns false if anything but a declaration is there.
  mutating func skipDeclaration() -> Bool {
    // `GoLiteral` reads Go's slices.
    guard !isAt("[]") else { return false }
    if isAt("('0x") || isAt("('0b") { return true }
    while let byte = current {
      if byte == UInt8(ascii: "{") { return true }
      if byte == UInt8(ascii: "[") {
        // `f[11]` has a length in brackets; `[0x81,` opens the numbers.
        var ahead = self
        ahead.position += 1
        ahead.skip { $0.isBlank || $0.isNameCharacter }
        guard ahead.take("]") else { return true }
        position = ahead.position
        continue
      }
      guard byte.isNameCharacter || byte.isBlank || "=:(!&".utf8.contains(byte) else {
        return false
      }
      position += 1
    }
    return false
  }
}
