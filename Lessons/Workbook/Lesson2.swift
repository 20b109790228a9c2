// Lesson 2: frame encoding.        Read: swift run lesson2        Check: swift run lesson2 check

/// The error for a text of more than 125 bytes; lesson 4 is about longer frames.
struct TooLong: Error {}

/// A whole frame with a text, from a server: final, unmasked, with a payload of at most 125 bytes.
///
/// RFC 6455 §5.2.
func encodeTextFrame(_ text: String) throws -> [UInt8] {
  throw NotYetWritten()
}
