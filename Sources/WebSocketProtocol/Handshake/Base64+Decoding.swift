extension Base64 {
  /// Why a text is not canonical Base64, and where.
  package enum DecodingError: Error, Hashable, Sendable {
    /// A character outside the alphabet.
    case foreignByte(UInt8, offset: Int)
    /// An `=` that is not one of the last two characters, or has others behind it.
    case misplacedPadding(offset: Int)
    /// The text ends inside a group of four characters.
    case incompleteGroup(byteCount: Int)
    /// Bits behind the last byte that are not zero: another text stands for the same bytes.
    case unusedBitsSet(offset: Int, canonical: UInt8)
  }

  /// The bytes that a text stands for.
  ///
  /// Strict: exactly one text stands for any bytes (RFC 4648 §3.2–3.5).
  package static func decode(_ text: some Collection<UInt8>) throws(DecodingError) -> [UInt8] {
    let characters = Array(text)
    let values = try sixBitValues(of: characters)
    guard characters.count.isMultiple(of: 4) else {
      throw .incompleteGroup(byteCount: characters.count)
    }

    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for value in values {
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
        bits &= (1 << bitCount) - 1
      }
    }
    if bits != 0, let last = values.last {
      let canonical = alphabet[Int(last & ~UInt8(truncatingIfNeeded: bits))]
      throw .unusedBitsSet(offset: values.count - 1, canonical: canonical)
    }
    return bytes
  }

  /// The six bits of each character before the padding.
  private static func sixBitValues(of characters: [UInt8]) throws(DecodingError) -> [UInt8] {
    var values: [UInt8] = []
    for (offset, character) in characters.enumerated() {
      if character == padding {
        try checkPadding(characters, from: offset)
        break
      }
      guard let value = value(of: character) else {
        throw .foreignByte(character, offset: offset)
      }
      values.append(value)
    }
    return values
  }

  /// One or two `=`, at the end, behind at least two characters of their group.
  private static func checkPadding(
    _ characters: [UInt8], from start: Int
  ) throws(DecodingError) {
    if let other = characters[start...].firstIndex(where: { $0 != padding }) {
      throw value(of: characters[other]) == nil
        ? .foreignByte(characters[other], offset: other) : .misplacedPadding(offset: start)
    }
    guard start % 4 >= 2 else { throw .misplacedPadding(offset: start) }
    let end = start - start % 4 + 4
    guard characters.count <= end else { throw .misplacedPadding(offset: end) }
  }

  /// The six bits that a character stands for; nil outside the alphabet.
  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

extension Base64.DecodingError {
  /// The place of the first character that is wrong, counted from 0.
  package var offset: Int {
    switch self {
    case .foreignByte(_, let offset), .misplacedPadding(let offset), .unusedBitsSet(let offset, _):
      offset
    case .incompleteGroup(let byteCount): byteCount
    }
  }

  /// What is wrong, where, and what would be right.
  package var message: String {
    switch self {
    case .foreignByte(let byte, let offset):
      let hint: String =
        switch byte {
        case UInt8(ascii: "-"): " In this alphabet, value 62 is written \"+\"."
        case UInt8(ascii: "_"): " In this alphabet, value 63 is written \"/\"."
        default: ""
        }
      return "character \(offset + 1), \(byte.nameInProse), is not in the Base64 alphabet "
        + "(A–Z, a–z, 0–9, +, /).\(hint)"
    case .misplacedPadding(let offset):
      return
        "character \(offset + 1) is an \"=\" out of place. One or two of them may fill the last "
        + "group of four characters, and nothing follows them."
    case .incompleteGroup(let byteCount):
      let lacking = 4 - byteCount % 4
      return lacking == 3
        ? "the text has \(byteCount) character\(byteCount == 1 ? "" : "s"). Base64 comes in groups of four; one is left over."
        : "the text has \(byteCount) characters. Base64 comes in groups of four; "
          + "\(lacking) more \(lacking == 1 ? "is" : "are") expected (\"=\" fills the last group)."
    case .unusedBitsSet(let offset, let canonical):
      return "character \(offset + 1) has bits set that belong to no byte. They must be 0, "
        + "which makes it \(canonical.nameInProse)."
    }
  }
}

extension UInt8 {
  /// The byte as a sentence can show it: `"x"` where it is printable ASCII, else `byte 0x0d (CR)`.
  package var nameInProse: String {
    switch self {
    case 0x21...0x7e: return "\"\(Character(Unicode.Scalar(self)))\""
    case 0x00: return "byte 0x00 (NUL)"
    case 0x09: return "byte 0x09 (tab)"
    case 0x0a: return "byte 0x0a (LF)"
    case 0x0d: return "byte 0x0d (CR)"
    case 0x20: return "a space"
    default:
      let digits = String(self, radix: 16)
      return "byte 0x" + (digits.count == 1 ? "0" : "") + digits
    }
  }
}
