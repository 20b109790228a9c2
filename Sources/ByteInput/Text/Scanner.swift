/// A position in the text, and the small steps that every notation is read with.
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

  /// The byte here; nil at the end.
  var current: UInt8? { position < end ? bytes[position] : nil }

  /// Whether `literal` is here.
  func isAt(_ literal: String) -> Bool {
    let literal = literal.utf8
    guard let first = literal.first else { return true }
    // The first character rules out most literals, millions of times in a long text.
    guard current == first, literal.count <= end - position else { return false }
    return bytes[position..<(position + literal.count)].elementsEqual(literal)
  }

  /// Whether `literal` is here or further on.
  func holds(_ literal: String) -> Bool {
    var ahead = self
    while !ahead.isAtEnd, !ahead.isAt(literal) { ahead.position += 1 }
    return !ahead.isAtEnd
  }

  /// Skips `literal` if it is here.
  mutating func take(_ literal: String) -> Bool {
    guard isAt(literal) else { return false }
    position += literal.utf8.count
    return true
  }

  /// Skips `byte` if it is here.
  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  /// Skips `literal`, which must be here.
  mutating func expect(_ literal: String, _ purpose: String = "") throws(NotationError) {
    guard take(literal) else {
      throw error(expected: "“\(literal)”" + (purpose.isEmpty ? "" : " " + purpose))
    }
  }

  /// Skips spaces, tabs and line ends, and returns how many there were.
  @discardableResult
  mutating func skipBlanks() -> Int {
    skip(while: \.isBlank)
  }

  /// Skips spaces only, and returns how many there were.
  @discardableResult
  mutating func skipSpaces() -> Int {
    skip { $0 == .space }
  }

  /// Skips bytes as long as they satisfy `condition`, and returns how many there were.
  @discardableResult
  mutating func skip(while condition: (UInt8) -> Bool) -> Int {
    let start = position
    while position < end, condition(bytes[position]) { position += 1 }
    return position - start
  }

  /// Skips the digits in base `radix` that are here, and returns their range, perhaps empty.
  mutating func digits(radix: UInt8 = 16) -> Range<Int> {
    let start = position
    skip { $0.digitValue(radix: radix) != nil }
    return start..<position
  }

  /// The value of the digits in `range`; nil where it is larger than any offset or length.
  func value(of range: Range<Int>, radix: UInt8) -> Int? {
    var value = 0
    for index in range {
      guard let digit = bytes[index].digitValue(radix: radix), value < 1 << 56 else { return nil }
      value = value * Int(radix) + Int(digit)
    }
    return value
  }

  /// The error that the character here does not fit.
  func error(expected: String, hint: String? = nil) -> NotationError {
    NotationError(at: position, expected: expected, hint: hint)
  }

  /// Skips the rest of the text, which must be blank.
  mutating func expectEnd(after what: String) throws(NotationError) {
    skipBlanks()
    guard isAtEnd else { throw error(expected: "nothing more after \(what)") }
  }
}
