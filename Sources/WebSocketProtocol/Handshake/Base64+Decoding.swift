extension Base64 {
  /// Why a text is not canonical Base64, and where.
  package enum DecodingError: Error, Hashable, Sendable {
    /// A character outside the alphabet.
    case foreignByte(UInt8, offset: Int)
    /// An `=` that is not one of the last two characters, or that other characters follow.
    case misplacedPadding(offset: Int)
    /// The text ends inside a group of four characters.
    case incompleteGroup(byteCount: Int)
    /// Bits after the last byte that are not zero: another text encodes the same bytes.
    case unusedBitsSet(offset: Int, canonical: UInt8)
  }

  /// The bytes that a text encodes.
  ///
  /// Strict: for any bytes exactly one text is accepted (RFC 4648 §3.2–3.5).
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

  /// One or two `=`, at the end, after at least two characters of their group.
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

  /// The six bits that a character encodes; nil outside the alphabet.
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
  package var statement: Statement {
    switch self {
    case .foreignByte(let byte, let offset):
      let variant =
        switch byte {
        case UInt8(ascii: "-"): "base64/url-minus"
        case UInt8(ascii: "_"): "base64/url-underscore"
        default: "base64/foreign-byte"
        }
      return Statement(
        variant, ["position": .count(offset + 1), "byte": .statement(byte.statement)])
    case .misplacedPadding(let offset):
      return Statement("base64/misplaced-padding", ["position": .count(offset + 1)])
    case .incompleteGroup(let byteCount):
      let lacking = 4 - byteCount % 4
      return lacking == 3
        ? Statement("base64/one-left-over", ["count": .count(byteCount)])
        : Statement(
          "base64/incomplete-group", ["count": .count(byteCount), "lacking": .count(lacking)])
    case .unusedBitsSet(let offset, let canonical):
      return Statement(
        "base64/unused-bits",
        ["position": .count(offset + 1), "canonical": .statement(canonical.statement)])
    }
  }
}
