/// A place in the text, and the small steps that every notation is read with.
struct Scanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position >= end }

  /// The byte here; `nil` at the end.
  var current: UInt8? { position < end ? bytes[position] : nil }

  /// Whether `literal` stands here.
  func isAt(_ literal: String) -> Bool {
    let literal = literal.utf8
    guard let first = literal.first else { return true }
    // Most literals are ruled out by their first character, millions of times in a long paste.
    guard current == first, literal.count <= end - position else { return false }
    return bytes[position..<(position + literal.count)].elementsEqual(literal)
  }

  /// Whether `literal` stands here or further on.
  func holds(_ literal: String) -> Bool {
    var ahead = self
    while !ahead.isAtEnd, !ahead.isAt(literal) { ahead.position += 1 }
    return !ahead.isAtEnd
  }

  /// Steps over `literal` if it stands here.
  mutating func take(_ literal: String) -> Bool {
    guard isAt(literal) else { return false }
    position += literal.utf8.count
    return true
  }

  /// Steps over `byte` if it stands here.
  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  /// Steps over `literal`, which must stand here.
  mutating func expect(_ literal: String, _ purpose: String = "") throws(Misfit) {
    guard take(literal) else {
      throw misfit(expected: "“\(literal)”" + (purpose.isEmpty ? "" : " " + purpose))
    }
  }

  /// Steps over spaces, tabs and line ends; says how many there were.
  @discardableResult
  mutating func skipBlanks() -> Int {
    skip(while: \.isBlank)
  }

  /// Steps over spaces only; says how many there were.
  @discardableResult
  mutating func skipSpaces() -> Int {
    skip { $0 == .space }
  }

  /// Steps over every byte that satisfies `condition`; says how many there were.
  @discardableResult
  mutating func skip(while condition: (UInt8) -> Bool) -> Int {
    let start = position
    while position < end, condition(bytes[position]) { position += 1 }
    return position - start
  }

  /// The digits of `radix` that stand here, stepped over; perhaps none.
  mutating func digits(radix: UInt8 = 16) -> Range<Int> {
    let start = position
    skip { $0.digitValue(radix: radix) != nil }
    return start..<position
  }

  /// The value of the digits in `range`; `nil` beyond 2^62, which no offset or length reaches.
  func value(of range: Range<Int>, radix: UInt8) -> Int? {
    var value = 0
    for index in range {
      guard let digit = bytes[index].digitValue(radix: radix), value < 1 << 56 else { return nil }
      value = value * Int(radix) + Int(digit)
    }
    return value
  }

  /// What does not fit is the character here.
  func misfit(expected: String, hint: String? = nil) -> Misfit {
    Misfit(at: position, expected: expected, hint: hint)
  }

  /// The rest of the text must be blank.
  mutating func expectEnd(after what: String) throws(Misfit) {
    skipBlanks()
    guard isAtEnd else { throw misfit(expected: "nothing more after \(what)") }
  }
}
