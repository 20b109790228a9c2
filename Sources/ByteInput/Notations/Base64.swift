/// Base64 (RFC 4648): the standard or the URL-safe alphabet, padded or not, in any number of lines.
struct Base64: Notation {
  func likeness(of text: PastedText) -> Likeness {
    var scanner = text.scanner
    let start = scanner.position
    var tally = Tally()
    scanner.skip { byte in
      guard sextet(of: byte) != nil else { return false }
      tally.count(byte)
      return true
    }
    // A first word of another length, with more text after it, is prose.
    let isWord =
      scanner.current == .space && scanner.position < text.end
      && !(scanner.position - start).isMultiple(of: 4)
    return scanner.position > start && !tally.isSurelyHex && !isWord ? .possible : .none
  }

  /// Counts what distinguishes hex from Base64, of whose 64 characters 22 are hex digits.
  private struct Tally {
    private var hexDigits = 0
    private var others = 0
    private var lowercase = 0
    private var uppercase = 0

    mutating func count(_ byte: UInt8) {
      if byte.isHexDigit || byte == .minus { hexDigits += 1 } else { others += 1 }
      if byte >= UInt8(ascii: "a") {
        lowercase += 1
      } else if byte >= UInt8(ascii: "A") {
        uppercase += 1
      }
    }

    /// Whether this is hex, perhaps with a mistyped digit: Base64 looks like this by chance less
    /// than once in 10^12 times.
    var isSurelyHex: Bool {
      let isLong = hexDigits + others >= (others == 0 ? 32 : 12)
      let isOneCase = lowercase == 0 || uppercase == 0
      return isLong && isOneCase && others * 8 <= hexDigits
    }
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    var reading = Reading()
    var scanner = text.scanner
    var group: UInt32 = 0
    var inGroup = 0
    var alphabet: Alphabet?

    while let byte = scanner.current, byte != UInt8(ascii: "="), byte != .space {
      if byte.isBlank {
        scanner.position += 1
        continue
      }
      guard let value = sextet(of: byte) else {
        throw scanner.error(expected: "a Base64 character")
      }
      if value >= 62 {
        let own: Alphabet =
          byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") ? .standard : .url
        if let alphabet, alphabet != own {
          throw scanner.error(expected: "one alphabet everywhere: + and /, or - and _")
        }
        alphabet = own
      }
      group = group << 6 | UInt32(value)
      inGroup += 1
      if inGroup == 4 {
        reading.bytes.append(UInt8(truncatingIfNeeded: group >> 16))
        reading.bytes.append(UInt8(truncatingIfNeeded: group >> 8))
        reading.bytes.append(UInt8(truncatingIfNeeded: group))
        (group, inGroup) = (0, 0)
      }
      scanner.position += 1
    }
    try finish(&scanner, group: group, inGroup: inGroup, into: &reading.bytes)
    try scanner.expectEnd(after: "the Base64 text")
    return reading
  }

  private enum Alphabet { case standard, url }

  /// Reads the last two or three characters, whose spare bits must be zero, and the padding.
  private func finish(
    _ scanner: inout Scanner, group: UInt32, inGroup: Int, into bytes: inout [UInt8]
  ) throws(NotationError) {
    guard inGroup > 0 else { return }
    guard inGroup > 1 else { throw scanner.error(expected: "another Base64 character") }
    let spareBits: UInt32 = inGroup == 2 ? 4 : 2
    guard group & (1 << spareBits - 1) == 0 else {
      throw NotationError(
        at: scanner.position - 1, expected: "a last character whose \(spareBits) spare bits are 0")
    }
    if inGroup == 2 {
      bytes.append(UInt8(truncatingIfNeeded: group >> 4))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: group >> 10))
      bytes.append(UInt8(truncatingIfNeeded: group >> 2))
    }
    guard scanner.take("=") else { return }
    if inGroup == 2 { try scanner.expect("=", "as the second of two") }
  }

  private func sextet(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
