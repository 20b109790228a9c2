/// An Erlang or Elixir binary: `<<129,133,55,250>>`.
struct Erlang: Notation {
  func likeness(of text: PastedText) -> Likeness {
    text.scanner.isAt("<<") ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    try scanner.expect("<<")
    var list = DecimalList()
    try list.read(&scanner, until: ">>")
    scanner.skipBlanks()
    _ = scanner.take(".")
    try scanner.expectEnd(after: "the binary")
    return Reading(bytes: list.bytes)
  }
}
