// Lesson 2: frame encoding, finished.

/// The error for a text of more than 125 bytes; lesson 4 is about longer frames.
struct TooLong: Error {}

/// A whole frame with a text, from a server: final, unmasked, with a payload of at most 125 bytes.
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
