// Lesson 2: frame encoding.        Read: swift run lesson2        Check: swift run lesson2 check

/// Thrown for a text that takes more than 125 bytes; longer frames are lesson 4's.
struct TooLong: Error {}

/// The whole frame that carries a text from a server: final, unmasked, up to 125 bytes of payload.
///
/// RFC 6455 §5.2.
func encodeTextFrame(_ text: String) throws -> [UInt8] {
  throw NotYetWritten()
}
