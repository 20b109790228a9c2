/// What Node prints for a `Buffer`: `<Buffer 81 85 37 fa>`.
struct NodeBuffer: Notation {
  func likeness(of text: PastedText) -> Likeness {
    text.scanner.isAt("<Buffer") ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var reading = Reading()
    var scanner = text.scanner
    try scanner.expect("<Buffer")
    while !scanner.take(">") {
      guard scanner.skipBlanks() > 0 else { throw scanner.misfit(expected: "a space or “>”") }
      try refuseShortened(scanner)
      if scanner.take(">") { break }
      reading.bytes.append(try scanner.hexPair())
    }
    try scanner.expectEnd(after: "the Buffer")
    return reading
  }

  /// Node shows the first 50 bytes of a longer `Buffer`, and says how many it left out.
  private func refuseShortened(_ scanner: Scanner) throws(Misfit) {
    guard scanner.isAt("...") || scanner.isAt("…") else { return }
    var rest = scanner
    rest.skip { $0 != UInt8(ascii: ">") && $0 != .lineFeed && $0 != .carriageReturn }
    let words = String(decoding: scanner.bytes[scanner.position..<rest.position], as: UTF8.self)
    throw Misfit(
      at: scanner.position, expected: "all bytes of the Buffer",
      found: "“\(words.excerpt(width: 40))”",
      hint: "Node left bytes out: print buffer.toString('hex') and paste that")
  }
}

/// A Node `Buffer` as JSON, or as Node prints that object.
///
/// `{"type":"Buffer","data":[129,133]}`, `{ type: 'Buffer', data: [ 129, 133 ] }`
struct NodeJSON: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    guard scanner.take("{") else { return .none }
    scanner.skipBlanks()
    return takeName("type", &scanner) || takeName("data", &scanner) ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    var list = DecimalList()
    var hasData = false
    try scanner.expect("{")
    repeat {
      scanner.skipBlanks()
      if takeName("type", &scanner) {
        try readColon(&scanner)
        guard takeQuoted("Buffer", &scanner) else {
          throw scanner.misfit(expected: "\"Buffer\"")
        }
      } else if !hasData, takeName("data", &scanner) {
        try readColon(&scanner)
        try scanner.expect("[")
        try list.read(&scanner, until: "]")
        hasData = true
      } else {
        throw scanner.misfit(expected: "\"type\" or \"data\"")
      }
      scanner.skipBlanks()
    } while scanner.take(.comma)
    guard hasData else { throw scanner.misfit(expected: "\"data\"") }
    try scanner.expect("}")
    try scanner.expectEnd(after: "the Buffer")
    return Reading(bytes: list.bytes)
  }

  private func readColon(_ scanner: inout Scanner) throws(Misfit) {
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

/// What Node prints for a typed array of bytes: `Uint8Array(11) [ 129, 133, … ]`.
struct TypedArray: Notation {
  private static let names = ["Uint8ClampedArray", "Uint8Array", "Int8Array"]

  func likeness(of text: PastedText) -> Likeness {
    let scanner = text.scanner
    return Self.names.contains { scanner.isAt($0) } ? .certain : .none
  }

  func read(_ text: PastedText) throws(Misfit) -> Reading {
    var scanner = text.scanner
    guard Self.names.contains(where: { scanner.take($0) }) else {
      throw scanner.misfit(expected: "“Uint8Array”")
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
      throw Misfit(
        at: count.position, expected: "\(list.bytes.count), for so many numbers follow",
        found: "another length", hint: "numbers are missing: paste the whole array")
    }
    try scanner.expectEnd(after: "the array")
    return Reading(bytes: list.bytes)
  }
}
