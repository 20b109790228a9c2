// The small vocabulary of HTTP's grammar: bytes, blanks, tokens, case. RFC 9110 §5.6.

extension UInt8 {
  static let cr = UInt8(ascii: "\r")
  static let lf = UInt8(ascii: "\n")

  /// A space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  /// The value of a decimal digit.
  var digitValue: Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
  }

  /// Whether a token may hold the byte: printable ASCII without blanks and separators.
  var isTokenByte: Bool {
    (0x21...0x7e).contains(self) && !"()<>@,;:\\\"/[]?={}".utf8.contains(self)
  }

  /// A letter in lower case; any other byte as it is.
  var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}

extension Collection<UInt8> {
  /// Whether the bytes are a token, the plainest word of HTTP: not empty, token bytes alone.
  package var isToken: Bool { !isEmpty && allSatisfy(\.isTokenByte) }
}

extension [UInt8] {
  /// The part of a range that is left without the blanks at both its ends.
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}

extension String {
  /// Whether two texts are the same but for the case of ASCII letters.
  func equalsIgnoringCase(_ other: String) -> Bool {
    utf8.lazy.map(\.asciiLowercased).elementsEqual(other.utf8.lazy.map(\.asciiLowercased))
  }

  /// The text in quotation marks, safe to show: long text cut, bytes other than ASCII escaped.
  package var quoted: String {
    var shown = ""
    for byte in utf8.prefix(72) {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        shown += "\\" + String(Character(Unicode.Scalar(byte)))
      case 0x20...0x7e: shown += String(Character(Unicode.Scalar(byte)))
      case .cr: shown += "\\r"
      case .lf: shown += "\\n"
      case 0x09: shown += "\\t"
      default: shown += "\\x" + String(byte >> 4, radix: 16) + String(byte & 0xf, radix: 16)
      }
    }
    return "\"" + shown + (utf8.count > 72 ? "…\"" : "\"")
  }
}
