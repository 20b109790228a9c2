// Lesson 8: a stream of bytes, finished.

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
  guard let first = bytes.first else { return nil }
  let fin = first & 0b1000_0000 != 0
  let opcode = first & 0b0000_1111
  let isControl = opcode >= 8
  guard first & 0b0111_0000 == 0 else { throw BadFrame() }
  guard [0, 1, 2, 8, 9, 10].contains(opcode) else { throw BadFrame() }
  guard fin || !isControl else { throw BadFrame() }

  guard bytes.count >= 2 else { return nil }
  guard bytes[1] & 0b1000_0000 != 0 else { throw BadFrame() }
  guard !isControl || bytes[1] & 0b0111_1111 <= 125 else { throw BadFrame() }
  guard let (length, lengthByteCount) = try decodeLength(Array(bytes[1...].prefix(9))) else {
    return nil
  }
  let keyStart = 1 + lengthByteCount
  let payloadStart = keyStart + 4
  // Compare what is there with what is declared: the sum could be too large for an Int.
  guard bytes.count >= payloadStart, bytes.count - payloadStart >= length else { return nil }
  let end = payloadStart + Int(length)
  return (
    fin, opcode, Array(bytes[keyStart..<payloadStart]), Array(bytes[payloadStart..<end]), end
  )
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
