// Lesson 3: unmasking.             Read: swift run lesson3        Check: swift run lesson3 check

/// The payload as it was before the client masked it.
///
/// The key always has four bytes. The payload may have any number, or none. RFC 6455 §5.3.
func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {
  throw NotYetWritten()
}
