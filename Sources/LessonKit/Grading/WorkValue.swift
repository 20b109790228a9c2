/// An argument or a result of a learner's function.
package enum WorkValue: Hashable, Sendable {
  case bytes([UInt8])
  case text(String)
  case number(UInt64)
  case flag(Bool)
  /// An array, or the properties of a struct; without lists in it.
  case list([WorkValue])
  /// Swift's `nil`.
  case nothing
}

extension WorkValue {
  /// The bytes, if it is bytes.
  package var asBytes: [UInt8]? {
    if case .bytes(let bytes) = self { bytes } else { nil }
  }

  /// The value as one word of the line that the harness reads: a letter, a colon, hex or digits.
  package var word: String {
    switch self {
    case .bytes(let bytes): "b:" + Hex.text(bytes)
    case .text(let text): "s:" + Hex.text(text.utf8)
    case .number(let number): "n:\(number)"
    case .flag(let flag): flag ? "f:1" : "f:0"
    case .list(let values): "l:" + values.map(\.word).joined(separator: ",")
    case .nothing: "-"
    }
  }

  /// The value that a word from the harness describes; nil for any other text.
  package init?(word: some StringProtocol) {
    let rest = word.dropFirst(2)
    switch word.prefix(2) {
    case "b:":
      guard let bytes = Hex.bytes(rest) else { return nil }
      self = .bytes(bytes)
    case "s:":
      guard let bytes = Hex.bytes(rest) else { return nil }
      self = .text(String(decoding: bytes, as: UTF8.self))
    case "n:":
      guard let number = UInt64(rest) else { return nil }
      self = .number(number)
    case "f:": self = .flag(rest == "1")
    case "l:": self = .list(rest.split(separator: ",").compactMap { WorkValue(word: $0) })
    case "-": self = .nothing
    default: return nil
    }
  }
}
