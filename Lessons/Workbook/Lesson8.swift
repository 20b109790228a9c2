// Lesson 8: a stream of bytes.     Read: swift run lesson8        Check: swift run lesson8 check

/// The error for bytes that no frame may have.
struct BadFrame: Error {}

/// The first frame in these bytes from a client, its payload still masked.
///
/// The result is nil while bytes of the frame are missing. `byteCount` is the length of the frame:
/// other frames may follow it. It throws as soon as the bytes that are there break a rule: reserved
/// bits, an unknown opcode, no mask, a control frame in fragments or of more than 125 bytes, or a length
/// that `decodeLength` refuses. RFC 6455 §5.2.
func decodeFrame(
  _ bytes: [UInt8]
) throws -> (fin: Bool, opcode: UInt8, key: [UInt8], payload: [UInt8], byteCount: Int)? {
  throw NotYetWritten()
}

// This function is given: lesson 4, finished. Put yours in its place.

/// The length that such bytes hold, and how many bytes (1, 3 or 9) it takes; nil while some are missing.
func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  guard let first = bytes.first else { return nil }
  let sevenBits = first & 0b0111_1111  // without MASK
  let extendedCount = sevenBits == 126 ? 2 : sevenBits == 127 ? 8 : 0
  guard extendedCount > 0 else { return (UInt64(sevenBits), 1) }

  guard bytes.count >= 1 + extendedCount else { return nil }
  let length = bytes[1...extendedCount].reduce(0) { $0 << 8 | UInt64($1) }
  let shortest: UInt64 = extendedCount == 2 ? 126 : 65_536
  guard length >= shortest, length <= UInt64(Int64.max) else { throw BadFrame() }
  return (length, 1 + extendedCount)
}
