/// Decimal numbers, one a byte: alone, or as in lists of Python, Go, Java, JavaScript and JSON.
///
/// For example `129 133 55`, `[129, 133, 55]`, `(129, 133)`, `array('B', [129])`,
/// `[-127, -123, 55]`. Java's bytes are signed: if one number is negative, all are between −128
/// and 127.
struct Decimal: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard skipOpening(&scanner) != nil else { return .possible }
    scanner.skipBlanks()
    _ = scanner.take(.minus)
    let digits = scanner.digits(radix: 10)
    let isOtherRadix = scanner.current?.isNameCharacter ?? false
    return digits.isEmpty || isOtherRadix ? .possible : .certain
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    var list = DecimalList()
    try list.read(&scanner, until: skipOpening(&scanner))
    try scanner.expectEnd(after: "the list")
    return Reading(bytes: list.bytes)
  }

  /// Skips what opens a list, and returns what closes it; nil if there is no list.
  private func skipOpening(_ scanner: inout Scanner) -> String? {
    let arrays = ["array('B', [", "array('b', ["]
    if arrays.contains(where: { scanner.take($0) }) { return "])" }
    return scanner.take("[") ? "]" : scanner.take("(") ? ")" : nil
  }
}
