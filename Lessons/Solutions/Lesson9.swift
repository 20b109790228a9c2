// Lesson 9: text is UTF-8, finished.

/// The error for bytes that are not UTF-8.
struct NotUTF8: Error {}

/// How many bytes at the end belong to a character that is not complete: 0 to 3.
///
/// It throws as soon as the bytes cannot become UTF-8, whatever follows; and, if they are the last of a
/// message, where a character is not complete. RFC 6455 §8.1, RFC 3629.
func checkUTF8(_ bytes: [UInt8], isLast: Bool) throws -> Int {
  var rest = bytes[...]
  while let first = rest.first {
    // How many bytes the character has, and which second bytes may follow its first.
    let (count, second): (Int, ClosedRange<UInt8>)
    switch first {
    case 0x00...0x7f: (count, second) = (1, 0...0)
    case 0xc2...0xdf: (count, second) = (2, 0x80...0xbf)
    case 0xe0: (count, second) = (3, 0xa0...0xbf)  // below: overlong
    case 0xed: (count, second) = (3, 0x80...0x9f)  // above: surrogates
    case 0xe1...0xef: (count, second) = (3, 0x80...0xbf)
    case 0xf0: (count, second) = (4, 0x90...0xbf)  // below: overlong
    case 0xf1...0xf3: (count, second) = (4, 0x80...0xbf)
    case 0xf4: (count, second) = (4, 0x80...0x8f)  // above: more than U+10FFFF
    default: throw NotUTF8()
    }
    for (index, byte) in rest.prefix(count).dropFirst().enumerated() {
      let allowed: ClosedRange<UInt8> = index == 0 ? second : 0x80...0xbf
      guard allowed.contains(byte) else { throw NotUTF8() }
    }
    guard rest.count >= count else {
      guard !isLast else { throw NotUTF8() }
      return rest.count
    }
    rest = rest.dropFirst(count)
  }
  return 0
}
