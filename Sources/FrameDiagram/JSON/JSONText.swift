import TerminalText

/// JSON written by hand, for the few shapes that a frame needs, in the order they are added.
package struct JSONText {
  package private(set) var text: String
  private var isFirst: Bool

  /// Begins with `text`; a comma goes before the next member unless it `isFirst`.
  package init(_ text: String = "", isFirst: Bool = true) {
    self.text = text
    self.isFirst = isFirst
  }

  package mutating func member(_ name: String, raw: String) {
    if !isFirst { text += "," }
    isFirst = false
    text += "\"\(name)\":"
    text += raw
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
  /// More is escaped than JSON asks for: also DEL, C1 and all that is invisible, because JSON is
  /// read in terminals too.
  package static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        if scalar.isSafeToShow {
          result.unicodeScalars.append(scalar)
        } else {
          for unit in String(scalar).utf16 { result += "\\u" + fourDigits(unit) }
        }
      }
    }
    return result + "\""
  }

  private static func fourDigits(_ unit: UInt16) -> String {
    UInt8(unit >> 8).hex + UInt8(truncatingIfNeeded: unit).hex
  }
}
