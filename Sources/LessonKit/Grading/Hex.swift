/// Bytes as hexadecimal digits, and back.
package enum Hex {
  /// Two lower-case digits a byte.
  package static func text(_ bytes: some Sequence<UInt8>, separator: String = "") -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: separator)
  }

  /// The bytes that hexadecimal digits describe; spaces, colons, commas and hyphens may separate them.
  ///
  /// Nil if there is any other character, or an odd number of digits.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    let digits = text.hasPrefix("0x") ? text.dropFirst(2)[...] : text.dropFirst(0)
    for character in digits where !" :,-".contains(character) {
      guard character.isASCII, let digit = character.hexDigitValue.map(UInt8.init) else {
        return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? bytes : nil
  }
}
