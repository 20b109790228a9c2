/// What Node prints for a typed array of bytes: `Uint8Array(11) [ 129, 133, … ]`.
struct TypedArray: Notation {
  private static let names = ["Uint8ClampedArray", "Uint8Array", "Int8Array"]

  func likeness(of text: PastedText) -> Likeness {
    let scanner = text.scanner
    return Self.names.contains { scanner.isAt($0) } ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    guard Self.names.contains(where: { scanner.take($0) }) else {
      throw scanner.error(expected: "“Uint8Array”")
    }
    var count: (value: Int?, position: Int)?
    if scanner.take("(") {
      let digits = scanner.digits(radix: 10)
      count = (scanner.value(of: digits, radix: 10), digits.lowerBound)
      try scanner.expect(")")
    }
    scanner.skipBlanks()
    try scanner.expect("[")
    var list = DecimalList()
    try list.read(&scanner, until: "]")
    if let count, count.value != list.bytes.count {
      throw NotationError(
        at: count.position, expected: "\(list.bytes.count), the number of bytes that follow",
        found: "another length", hint: "numbers are missing: paste the whole array")
    }
    try scanner.expectEnd(after: "the array")
    return Reading(bytes: list.bytes)
  }
}
