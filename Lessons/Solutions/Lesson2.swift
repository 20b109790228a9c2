// Lesson 2: frame encoding, finished.

/// Thrown for a text that takes more than 125 bytes; longer frames are lesson 4's.
struct TooLong: Error {}

/// The whole frame that carries a text from a server: final, unmasked, up to 125 bytes of payload.
///
/// RFC 6455 §5.2.
func encodeTextFrame(_ text: String) throws -> [UInt8] {
  let payload = Array(text.utf8)
  guard payload.count <= 125 else { throw TooLong() }
  let fin: UInt8 = 0b1000_0000
  let opcode: UInt8 = 0b0000_0001  // text
  let length = UInt8(payload.count)  // and the MASK bit above it stays 0
  return [fin | opcode, length] + payload
}
