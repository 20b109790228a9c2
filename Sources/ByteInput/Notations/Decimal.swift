/// Decimal numbers, one a byte: bare, or as lists of Python, Go, Java, JavaScript and JSON.
///
/// `129 133 55`, `[129, 133, 55]`, `[-127, -123, 55]`. Java's bytes are signed: where a number is
/// negative, all lie between −128 and 127.
struct Decimal: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard scanner.take("[") else { return .possible }
    scanner.skipBlanks()
    _ = scanner.take(.minus)
    let digits = scanner.digits(radix: 10)
    let isOtherRadix = scanner.current?.isNameCharacter ?? false
    return digits.isEmpty || isOtherRadix ? .possible : .certain
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    var list = DecimalList()
    if scanner.take("[") {
      try list.read(&scanner, until: "]")
    } else {
      try list.read(&scanner, until: nil)
    }
    try scanner.expectEnd(after: "the list")
    return Reading(bytes: list.bytes)
  }
}
