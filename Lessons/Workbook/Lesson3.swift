// Lesson 3: unmasking.             Read: swift run lesson3        Check: swift run lesson3 check

/// The payload as the client meant it, from the payload as it lay on the wire.
///
/// The key always has four bytes; the payload has any number, also none. RFC 6455 §5.3.
func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {
  throw NotYetWritten()
}
