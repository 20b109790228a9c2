/// A Node `Buffer` as JSON, or as Node prints that object.
///
/// For example `{"type":"Buffer","data":[129,133]}` or `{ type: 'Buffer', data: [ 129, 133 ] }`.
struct NodeJSON: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard scanner.take("{") else { return .none }
    scanner.skipBlanks()
    return takeName("type", &scanner) || takeName("data", &scanner) ? .certain : .none
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var scanner = text.scanner
    var list = DecimalList()
    var hasData = false
    try scanner.expect("{")
    repeat {
      scanner.skipBlanks()
      if takeName("type", &scanner) {
        try readColon(&scanner)
        guard takeQuoted("Buffer", &scanner) else {
          throw scanner.error(expected: "\"Buffer\"")
        }
      } else if !hasData, takeName("data", &scanner) {
        try readColon(&scanner)
        try scanner.expect("[")
        try list.read(&scanner, until: "]")
        hasData = true
      } else {
        throw scanner.error(expected: "\"type\" or \"data\"")
      }
      scanner.skipBlanks()
    } while scanner.take(.comma)
    guard hasData else { throw scanner.error(expected: "\"data\"") }
    try scanner.expect("}")
    try scanner.expectEnd(after: "the Buffer")
    return Reading(bytes: list.bytes)
  }

  private func readColon(_ scanner: inout Scanner) throws(NotationError) {
    scanner.skipBlanks()
    try scanner.expect(":")
    scanner.skipBlanks()
  }

  private func takeName(_ name: String, _ scanner: inout Scanner) -> Bool {
    takeQuoted(name, &scanner) || scanner.take(name)
  }

  private func takeQuoted(_ name: String, _ scanner: inout Scanner) -> Bool {
    scanner.take("\"\(name)\"") || scanner.take("'\(name)'")
  }
}
