/// Names for the ASCII characters of the notations.
extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")

  /// Whether this is a space, a tab or part of a line end.
  var isBlank: Bool {
    self == .space || self == .tab || self == .lineFeed || self == .carriageReturn
  }

  /// Whether this is a visible ASCII character or the space.
  var isPrintable: Bool { self >= 0x20 && self < 0x7F }

  /// Whether this is a letter, a digit or the underscore, as in names in source code.
  var isNameCharacter: Bool {
    digitValue(radix: 36) != nil || self == UInt8(ascii: "_")
  }

  /// Whether this is a hex digit, in upper or lower case.
  var isHexDigit: Bool { digitValue(radix: 16) != nil }

  /// The value of this character as a digit in base `radix` (2–36), in upper or lower case.
  func digitValue(radix: UInt8) -> UInt8? {
    let value: UInt8
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): value = self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = self - UInt8(ascii: "A") + 10
    default: return nil
    }
    return value < radix ? value : nil
  }

  /// The control character that this letter means after a backslash, as in C.
  var escapedControl: UInt8? {
    switch self {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    default: nil
    }
  }
}
