import TerminalText

/// Writes JSON: objects and arrays with their members in the order in which they are added.
package struct JSONText {
  // Collected as bytes: appending to a string takes several times as long, and every frame has about
  // twenty members.
  private var utf8: [UInt8] = []
  private var isFirst: Bool

  /// What was written so far.
  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// How many bytes were written so far and not taken.
  package var byteCount: Int { utf8.count }

  /// Takes what was written so far; the text continues after it.
  package mutating func takeBytes() -> [UInt8] {
    defer { utf8 = [] }
    return utf8
  }

  /// Begins with `text`; a comma goes before the next member unless it `isFirst`.
  package init(_ text: String = "", isFirst: Bool = true) {
    utf8.reserveCapacity(512)
    utf8 += text.utf8
    self.isFirst = isFirst
  }

  package mutating func member(_ name: String, raw: String) {
    begin(name)
    utf8 += raw.utf8
  }

  /// A string of digits, or of other ASCII that needs no escape.
  package mutating func member(_ name: String, digits: [UInt8]) {
    beginString(name)
    append(digits)
    endString()
  }

  /// Begins a member whose value is a string; `append` adds to it.
  package mutating func beginString(_ name: String) {
    begin(name)
    utf8.append(UInt8(ascii: "\""))
  }

  /// Adds bytes as they are: a part of a string that needs no escape, or is escaped already.
  package mutating func append(_ bytes: [UInt8]) {
    utf8 += bytes
  }

  /// Ends a member whose value is a string.
  package mutating func endString() {
    utf8.append(UInt8(ascii: "\""))
  }

  private mutating func begin(_ name: String) {
    utf8 += (isFirst ? "\"" : ",\"").utf8
    isFirst = false
    utf8 += name.utf8
    utf8 += "\":".utf8
  }

  package mutating func member(_ name: String, _ value: (some BinaryInteger)?) {
    member(name, raw: value.map { String($0) } ?? "null")
  }

  package mutating func member(_ name: String, _ value: Bool?) {
    member(name, raw: value.map { $0 ? "true" : "false" } ?? "null")
  }

  package mutating func member(_ name: String, _ value: String?) {
    member(name, raw: value.map(Self.quoted) ?? "null")
  }

  /// An object of the members that `add` adds.
  package static func object(_ add: (inout JSONText) -> Void) -> String {
    var members = JSONText()
    add(&members)
    return "{\(members.text)}"
  }

  package static func array(_ elements: [String]) -> String {
    "[\(elements.joined(separator: ","))]"
  }

  /// A string literal, RFC 8259 §7.
  ///
  /// More is escaped than JSON requires: also DEL, C1 and everything invisible, because JSON is read
  /// in terminals too.
  package static func quoted(_ string: String) -> String { "\"" + escaped(string) + "\"" }

  /// The characters between the quotation marks of a string literal.
  private static func escaped(_ string: String) -> String {
    if string.utf8.allSatisfy(isPlain) { return string }
    return String(decoding: escaped(utf8: Array(string.utf8)), as: UTF8.self)
  }

  /// A part of a string literal from valid UTF-8, cut between characters: for texts of any size.
  package static func escaped(utf8 text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let start = index
      while index < text.count, isPlain(text[index]) { index += 1 }
      result += text[start..<index]
      guard index < text.count else { break }
      let length = text[index] < 0xC0 ? 1 : text[index] < 0xE0 ? 2 : text[index] < 0xF0 ? 3 : 4
      let end = min(index + length, text.count)
      for scalar in String(decoding: text[index..<end], as: UTF8.self).unicodeScalars {
        append(scalar, to: &result)
      }
      index = end
    }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
    switch scalar {
    case "\"": result += "\\\"".utf8
    case "\\": result += "\\\\".utf8
    case "\n": result += "\\n".utf8
    case "\r": result += "\\r".utf8
    case "\t": result += "\\t".utf8
    default:
      if scalar.isSafeToShow {
        result += String(scalar).utf8
      } else {
        for unit in String(scalar).utf16 {
          result += "\\u\(fourDigits(unit))".utf8
        }
      }
    }
  }

  /// Whether a byte needs no escape in a string literal: visible ASCII, without the two signs that
  /// JSON escapes.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func fourDigits(_ unit: UInt16) -> String {
    UInt8(unit >> 8).hex + UInt8(truncatingIfNeeded: unit).hex
  }
}
