/// `[]byte{0x81, 0x5}`, as Go's `%#v` and Wireshark's "Go literal" print it.
struct GoLiteral: Notation {
  private static let openers = ["[]byte{", "[]uint8{", "[]byte {", "[]uint8 {"]

  func likeness(of text: PastedText) -> Likeness {
    text.scanner.isAt("[]") ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    let isOpen = Self.openers.contains { scanner.take($0) }
    guard isOpen else { throw scanner.error(expected: "“[]byte{”") }
    var list = NumberList()
    try list.read(&scanner, until: "}")
    try scanner.expectEnd(after: "the slice")
    return Reading(bytes: list.bytes)
  }
}
