/// An array of numbers in source code: `xxd -i`, Wireshark's "C array", or bare `{0x81, 0x85}`.
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
    let isBracket = scanner.isAt("[")
    scanner.position += 1
    scanner.skipBlanks()
    if scanner.isAt("0x") || scanner.isAt("0X") { return .certain }
    return isBracket ? .none : .likely
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    guard scanner.skipDeclaration() else {
      throw scanner.misfit(expected: "a declaration such as “unsigned char f[] = {”")
    }
    let closer = scanner.take("[") ? "]" : "}"
    if closer == "}" { try scanner.expect("{") }
    var list = NumberList()
    try list.read(&scanner, until: closer)
    var reading = Reading(bytes: list.bytes)
    if list.hasComments { reading.notes.append("comments between the numbers were left out") }
    scanner.skipBlanks()
    if scanner.take(";") { scanner.skipBlanks() }
    if !scanner.isAtEnd { try readLength(&scanner, count: list.bytes.count) }
    try scanner.expectEnd(after: "the array")
    return reading
  }

  /// `unsigned int f_len = 11;` is no data, but it knows how many bytes there are.
  private func readLength(_ scanner: inout Scanner, count: Int) throws(Misfit) {
    guard scanner.isAt("unsigned int ") || scanner.isAt("size_t ") || scanner.isAt("const ") else {
      throw scanner.misfit(
        expected: "nothing more after the array", hint: "paste one array at a time")
    }
    scanner.skip { $0.isNameCharacter || $0.isBlank }
    try scanner.expect("=")
    scanner.skipBlanks()
    let digits = scanner.digits(radix: 10)
    guard scanner.value(of: digits, radix: 10) == count else {
      throw Misfit(
        at: digits.lowerBound, expected: "\(count), for so many bytes were read",
        found: digits.isEmpty ? nil : "another length",
        hint: "numbers are missing: paste the whole array")
    }
    scanner.skipBlanks()
    try scanner.expect(";")
  }
}

/// `[]byte{0x81, 0x5}`, as Go's `%#v` and Wireshark's "Go literal" print it.
struct GoLiteral: Notation {
  private static let openers = ["[]byte{", "[]uint8{", "[]byte {", "[]uint8 {"]

  func likeness(of text: PastedText) -> Likeness {
    text.scanner.isAt("[]") ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    let isOpen = Self.openers.contains { scanner.take($0) }
    guard isOpen else { throw scanner.misfit(expected: "“[]byte{”") }
    var list = NumberList()
    try list.read(&scanner, until: "}")
    try scanner.expectEnd(after: "the slice")
    return Reading(bytes: list.bytes)
  }
}

/// Numbers in source code, 0 to 255, hexadecimal with `0x` or decimal, with commas between.
struct NumberList {
  private(set) var bytes: [UInt8] = []
  private(set) var hasComments = false

  /// Reads up to and over `closer`.
  mutating func read(_ scanner: inout Scanner, until closer: String) throws(Misfit) {
    try skipBlanksAndComments(&scanner)
    while !scanner.take(closer) {
      let start = scanner.position
      let isHex = scanner.take("0x") || scanner.take("0X")
      let radix: UInt8 = isHex ? 16 : 10
      let digits = scanner.digits(radix: radix)
      guard !digits.isEmpty else {
        throw scanner.misfit(expected: isHex ? "a hex digit" : "a number or “\(closer)”")
      }
      guard let value = scanner.value(of: digits, radix: radix), value <= 255 else {
        throw Misfit(
          at: start, expected: "a byte: 0 to 255, or 0x00 to 0xff",
          found: "a number out of that range")
      }
      bytes.append(UInt8(value))
      try skipBlanksAndComments(&scanner)
      if scanner.take(.comma) {
        try skipBlanksAndComments(&scanner)
      } else if !scanner.isAt(closer) {
        throw scanner.misfit(expected: "a comma or “\(closer)”")
      }
    }
  }

  private mutating func skipBlanksAndComments(_ scanner: inout Scanner) throws(Misfit) {
    scanner.skipBlanks()
    while true {
      if scanner.take("//") {
        scanner.skip { $0 != .lineFeed && $0 != .carriageReturn }
      } else if scanner.take("/*") {
        while !scanner.take("*/") {
          guard !scanner.isAtEnd else { throw scanner.misfit(expected: "the comment's “*/”") }
          scanner.position += 1
        }
      } else {
        return
      }
      hasComments = true
      scanner.skipBlanks()
    }
  }
}

extension Scanner {
  /// Steps up to the bracket that opens the numbers, over `const unsigned char f[11] =`.
  ///
  /// Only what a declaration is made of may stand there; `false` if anything else does.
  mutating func skipDeclaration() -> Bool {
    // Go's slices have a reader of their own.
    guard !isAt("[]") else { return false }
    while let byte = current {
      if byte == UInt8(ascii: "{") { return true }
      if byte == UInt8(ascii: "[") {
        // `f[11]` names a length; `[0x81,` opens the numbers.
        var ahead = self
        ahead.position += 1
        ahead.skip { $0.isBlank || $0.isNameCharacter }
        guard ahead.take("]") else { return true }
        position = ahead.position
        continue
      }
      guard byte.isNameCharacter || byte.isBlank || byte == UInt8(ascii: "=") else { return false }
      position += 1
    }
    return false
  }
}
