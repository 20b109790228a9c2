/// One token of JSON text.
package enum JSONToken: Equatable {
  case beginObject
  case endObject
  case beginArray
  case endArray
  /// The name of a member.
  case name([UInt8])
  /// A string as UTF-8, cut off at `JSONTokenizer.stringLimit`.
  case string([UInt8], isWhole: Bool)
  /// A number as it was written.
  case number([UInt8])
  /// `true`, `false` or, as nil, `null`.
  case literal(Bool?)
}

/// Reads JSON (RFC 8259) byte by byte, strictly, in bounded memory.
///
/// A HAR file contains whole web pages in its strings, so it is not read into one tree.
package struct JSONTokenizer {
  private enum State {
    /// Before a value, or, if `mayEnd`, the end of an array that has just begun.
    case value(mayEnd: Bool)
    case afterValue
    /// Before a member's name.
    case name(mayEnd: Bool)
    case colon
    case string(isName: Bool)
    case escape(isName: Bool)
    case hex(isName: Bool, left: Int, value: UInt32)
    case number
    case literal([UInt8], index: Int, value: Bool?)
    case done
  }

  private var state = State.value(mayEnd: false)
  /// The open containers, the innermost last: true for an object.
  private var containers: [Bool] = []
  private var text: [UInt8] = []
  private var isWhole = true
  /// The first half of a character beyond U+FFFF.
  private var highSurrogate: UInt32?
  /// The offset of the next byte in the text.
  package private(set) var offset: UInt64 = 0

  /// A tokenizer before the first byte.
  package init() {}

  /// The largest size of a string that is kept; that of names and numbers is `shortLimit`.
  static let stringLimit = 1 << 24
  private static let shortLimit = 4096
  private static let depthLimit = 512

  /// Whether the text is complete: one value, with only blanks after it.
  package var isDone: Bool {
    if case .done = state { true } else { false }
  }

  /// Takes the next byte, and calls `body` with the tokens that it ends.
  ///
  /// There are at most two: a number and a bracket.
  package mutating func receive(
    _ byte: UInt8, _ body: (JSONToken) throws(CaptureError) -> Void
  ) throws(CaptureError) {
    defer { offset += 1 }
    switch state {
    case .string(let isName): try receiveInString(byte, isName: isName, body)
    case .escape(let isName): try receiveEscape(byte, isName: isName)
    case .hex(let isName, let left, let value): try receiveHex(byte, isName, left, value)
    case .number:
      if Self.isNumberByte(byte) {
        guard text.count < Self.shortLimit else { throw wrong("a number this long") }
        text.append(byte)
      } else {
        guard JSONNumber.isValid(text) else { throw wrong("this number") }
        try body(.number(text))
        state = .afterValue
        try receiveBetween(byte, body)
      }
    case .literal(let word, let index, let value):
      guard byte == word[index] else { throw unexpected(byte) }
      if index + 1 == word.count {
        state = .afterValue
        try body(.literal(value))
        endValue()
      } else {
        state = .literal(word, index: index + 1, value: value)
      }
    default: try receiveBetween(byte, body)
    }
  }

  // MARK: - Between strings

  private mutating func receiveBetween(
    _ byte: UInt8, _ body: (JSONToken) throws(CaptureError) -> Void
  ) throws(CaptureError) {
    if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      if case .afterValue = state { endValue() }
      return
    }
    switch (state, byte) {
    case (.value, UInt8(ascii: "{")), (.value, UInt8(ascii: "[")):
      let isObject = byte == UInt8(ascii: "{")
      guard containers.count < Self.depthLimit else { throw wrong("nesting this deep") }
      containers.append(isObject)
      state = isObject ? .name(mayEnd: true) : .value(mayEnd: true)
      try body(isObject ? .beginObject : .beginArray)
    case (.value, UInt8(ascii: "\"")): begin(isName: false)
    case (.value, UInt8(ascii: "t")): state = .literal(Array("true".utf8), index: 1, value: true)
    case (.value, UInt8(ascii: "f")): state = .literal(Array("false".utf8), index: 1, value: false)
    case (.value, UInt8(ascii: "n")): state = .literal(Array("null".utf8), index: 1, value: nil)
    case (.value(let mayEnd), UInt8(ascii: "]")) where mayEnd && containers.last == false:
      try end(body)
    case (.value, _) where byte == UInt8(ascii: "-") || Self.isDigit(byte):
      text = [byte]
      state = .number
    case (.name, UInt8(ascii: "\"")): begin(isName: true)
    case (.name(let mayEnd), UInt8(ascii: "}")) where mayEnd: try end(body)
    case (.colon, UInt8(ascii: ":")): state = .value(mayEnd: false)
    case (.afterValue, UInt8(ascii: ",")):
      guard let isObject = containers.last else { throw unexpected(byte) }
      state = isObject ? .name(mayEnd: false) : .value(mayEnd: false)
    case (.afterValue, UInt8(ascii: "}")) where containers.last == true,
      (.afterValue, UInt8(ascii: "]")) where containers.last == false:
      try end(body)
    default: throw unexpected(byte)
    }
  }

  private mutating func end(
    _ body: (JSONToken) throws(CaptureError) -> Void
  ) throws(CaptureError) {
    let isObject = containers.removeLast()
    try body(isObject ? .endObject : .endArray)
    state = .afterValue
    endValue()
  }

  private mutating func endValue() {
    if containers.isEmpty { state = .done }
  }

  // MARK: - In strings

  /// Takes the plain characters of a string at once, because most of a HAR file are these.
  ///
  /// Returns the index of the first other byte.
  mutating func receivePlainText(_ bytes: [UInt8], from start: Int) -> Int {
    guard case .string(let isName) = state, highSurrogate == nil else { return start }
    var end = start
    while end < bytes.count, bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\""),
      bytes[end] != UInt8(ascii: "\\")
    {
      end += 1
    }
    guard end > start else { return start }
    append(bytes[start..<end], isName: isName)
    offset += UInt64(end - start)
    return end
  }

  private mutating func begin(isName: Bool) {
    text = []
    isWhole = true
    highSurrogate = nil
    state = .string(isName: isName)
  }

  private mutating func receiveInString(
    _ byte: UInt8, isName: Bool, _ body: (JSONToken) throws(CaptureError) -> Void
  ) throws(CaptureError) {
    switch byte {
    case UInt8(ascii: "\""):
      endSurrogate()
      if isName {
        state = .colon
        try body(.name(text))
      } else {
        state = .afterValue
        try body(.string(text, isWhole: isWhole))
        endValue()
      }
      text = []
    case UInt8(ascii: "\\"): state = .escape(isName: isName)
    case 0..<0x20: throw unexpected(byte)
    default:
      endSurrogate()
      append([byte], isName: isName)
    }
  }

  private mutating func receiveEscape(_ byte: UInt8, isName: Bool) throws(CaptureError) {
    let escapes: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    if byte == UInt8(ascii: "u") {
      state = .hex(isName: isName, left: 4, value: 0)
      return
    }
    guard let character = escapes[byte] else { throw unexpected(byte) }
    endSurrogate()
    append([character], isName: isName)
    state = .string(isName: isName)
  }

  private mutating func receiveHex(
    _ byte: UInt8, _ isName: Bool, _ left: Int, _ value: UInt32
  ) throws(CaptureError) {
    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unexpected(byte) }
    let value = value << 4 | UInt32(digit)
    guard left == 1 else {
      state = .hex(isName: isName, left: left - 1, value: value)
      return
    }
    state = .string(isName: isName)
    switch value {
    case 0xD800...0xDBFF:
      endSurrogate()
      highSurrogate = value
    case 0xDC00...0xDFFF:
      guard let high = highSurrogate else {
        append(Self.utf8(0xFFFD), isName: isName)
        return
      }
      highSurrogate = nil
      append(
        Self.utf8(0x10000 + (high - 0xD800) << 10 + (value - 0xDC00)), isName: isName)
    default:
      endSurrogate()
      append(Self.utf8(value), isName: isName)
    }
  }

  /// Replaces half a surrogate pair without the other half by U+FFFD.
  private mutating func endSurrogate() {
    guard highSurrogate != nil else { return }
    highSurrogate = nil
    append(Self.utf8(0xFFFD), isName: false)
  }

  private mutating func append(_ bytes: some Collection<UInt8>, isName: Bool) {
    let room = max(0, (isName ? Self.shortLimit : Self.stringLimit) - text.count)
    if bytes.count > room { isWhole = false }
    text += bytes.prefix(room)
  }

  private static func utf8(_ value: UInt32) -> [UInt8] {
    Array(String(Unicode.Scalar(value) ?? "\u{fffd}").utf8)
  }

  // MARK: - Errors

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || "+-.eE".utf8.contains(byte)
  }

  private func unexpected(_ byte: UInt8) -> CaptureError {
    let scalar = Unicode.Scalar(byte)
    let name = (0x21...0x7E).contains(byte) ? "\"\(scalar)\"" : "byte \(byte)"
    return CaptureError(.damaged, at: offset, "The JSON may not continue with \(name) here.")
  }

  private func wrong(_ what: String) -> CaptureError {
    CaptureError(.damaged, at: offset, "The JSON contains \(what), which is not supported.")
  }
}

/// The grammar of numbers in JSON.
enum JSONNumber {
  /// Whether `text` is a number by RFC 8259 §6.
  static func isValid(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    func digits() -> Int {
      let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(run)
      return run
    }
    func take(_ signs: String) -> Bool {
      guard let first = rest.first, signs.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = take("-")
    let hasZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !hasZero || whole == 1 else { return false }
    if take("."), digits() == 0 { return false }
    if take("eE") {
      _ = take("+-")
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}
