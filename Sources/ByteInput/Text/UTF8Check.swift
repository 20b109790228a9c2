/// Finds the first byte that is not UTF-8.
enum UTF8Check {
  /// The index of the first byte that is not UTF-8; nil if there is none.
  ///
  /// `isCutOff` accepts an incomplete character at the very end, because more bytes follow.
  static func firstInvalidByte(in bytes: [UInt8], isCutOff: Bool = false) -> Int? {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let shape = shape(of: lead) else { return index }
      for distance in 1...shape.continuations {
        guard index + distance < bytes.count else { return isCutOff ? nil : index }
        let allowed = distance == 1 ? shape.second : 0x80...0xBF
        guard allowed.contains(bytes[index + distance]) else { return index }
      }
      index += 1 + shape.continuations
    }
    return nil
  }

  /// How many bytes follow `lead`, and which bytes may be second (RFC 3629 §4).
  ///
  /// The bounds exclude overlong forms, surrogates and code points above U+10FFFF.
  private static func shape(of lead: UInt8) -> (continuations: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (1, 0x80...0xBF)
    case 0xE0: (2, 0xA0...0xBF)
    case 0xED: (2, 0x80...0x9F)
    case 0xE1...0xEF: (2, 0x80...0xBF)
    case 0xF0: (3, 0x90...0xBF)
    case 0xF1...0xF3: (3, 0x80...0xBF)
    case 0xF4: (3, 0x80...0x8F)
    default: nil
    }
  }
}
