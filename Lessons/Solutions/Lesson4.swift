// Lesson 4: extended lengths, finished.

/// The error for a length that RFC 6455 does not allow.
struct ForbiddenLength: Error {}

/// The bytes of a frame from the MASK bit to the end of the length: 1, 3 or 9 bytes.
///
/// They are the shortest form that can hold the length. It throws for a length above 2^63 − 1.
/// RFC 6455 §5.2.
func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8] {
  let mask: UInt8 = masked ? 0b1000_0000 : 0
  switch length {
  case 0...125:
    return [mask | UInt8(length)]
  case 126...65_535:
    return [mask | 126] + bigEndian(length, byteCount: 2)
  case 65_536...UInt64(Int64.max):
    return [mask | 127] + bigEndian(length, byteCount: 8)
  default:
    throw ForbiddenLength()
  }
}

/// The length that such bytes hold, and how many bytes (1, 3 or 9) it takes.
///
/// `bytes` begins with the byte that has the MASK bit, and may go on after the length. The result is
/// nil while bytes of the length are missing. It throws for a length that is not in its shortest form
/// or is above 2^63 − 1. RFC 6455 §5.2.
func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  guard let first = bytes.first else { return nil }
  let sevenBits = first & 0b0111_1111  // without MASK
  let extendedCount = sevenBits == 126 ? 2 : sevenBits == 127 ? 8 : 0
  guard extendedCount > 0 else { return (UInt64(sevenBits), 1) }

  guard bytes.count >= 1 + extendedCount else { return nil }
  let length = bytes[1...extendedCount].reduce(0) { $0 << 8 | UInt64($1) }
  let shortest: UInt64 = extendedCount == 2 ? 126 : 65_536
  guard length >= shortest, length <= UInt64(Int64.max) else { throw ForbiddenLength() }
  return (length, 1 + extendedCount)
}

/// A number in network byte order: the most significant byte first.
func bigEndian(_ number: UInt64, byteCount: Int) -> [UInt8] {
  (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
}
