/// Bytes as hexadecimal digits, and back.
///
/// Lesson 10 sends every byte of a connection through here, in a debug build.
package enum Hex {
  /// Two lower-case digits a byte.
  package static func text(_ bytes: some Sequence<UInt8>, separator: String = "") -> String {
    let separator = Array(separator.utf8)
    var text: [UInt8] = []
    for byte in bytes {
      if !separator.isEmpty, !text.isEmpty { text += separator }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// The bytes that hexadecimal digits describe; spaces, colons, commas and hyphens may separate them.
  ///
  /// Nil if there is any other character, or an odd number of digits.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8.dropFirst(text.hasPrefix("0x") ? 2 : 0) {
      let digit = values[Int(character)]
      if digit == separator { continue }
      guard digit != unknown else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? bytes : nil
  }

  private static let unknown: UInt8 = 255
  private static let separator: UInt8 = 254

  /// The value of each character that is a digit, or one of the two above.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: unknown, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    for (value, digit) in "0123456789ABCDEF".utf8.enumerated() { values[Int(digit)] = UInt8(value) }
    for character in " :,-".utf8 { values[Int(character)] = separator }
    return values
  }()
}
