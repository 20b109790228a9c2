/// What goes into a learner's function, or comes out of it.
package enum WorkValue: Hashable, Sendable {
  case bytes([UInt8])
  case text(String)
  case number(UInt64)
  case flag(Bool)
  /// Swift's `nil`.
  case nothing
}

extension WorkValue {
  /// The value as one word of the line that the harness reads: a letter, a colon, hex or digits.
  package var word: String {
    switch self {
    case .bytes(let bytes): "b:" + hex(bytes)
    case .text(let text): "s:" + hex(Array(text.utf8))
    case .number(let number): "n:\(number)"
    case .flag(let flag): flag ? "f:1" : "f:0"
    case .nothing: "-"
    }
  }

  /// The value that a word of the harness stands for; nil where it is no such word.
  package init?(word: some StringProtocol) {
    let rest = word.dropFirst(2)
    switch word.prefix(2) {
    case "b:":
      guard let bytes = bytes(hex: rest) else { return nil }
      self = .bytes(bytes)
    case "s:":
      guard let bytes = bytes(hex: rest) else { return nil }
      self = .text(String(decoding: bytes, as: UTF8.self))
    case "n:":
      guard let number = UInt64(rest) else { return nil }
      self = .number(number)
    case "f:": self = .flag(rest == "1")
    case "-": self = .nothing
    default: return nil
    }
  }
}

/// Bytes as hex digits, two a byte, with or without a space between bytes.
package func hex(_ bytes: some Sequence<UInt8>, separator: String = "") -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: separator)
}

/// The bytes that hex digits stand for; spaces, colons and commas may part them.
package func bytes(hex text: some StringProtocol) -> [UInt8]? {
  let digits = text.filter { !" :,-".contains($0) }
  guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0.isASCII }) else { return nil }
  var bytes: [UInt8] = []
  var rest = digits[...]
  while !rest.isEmpty {
    guard let byte = UInt8(rest.prefix(2), radix: 16), rest.first != "+" else { return nil }
    bytes.append(byte)
    rest = rest.dropFirst(2)
  }
  return bytes
}
