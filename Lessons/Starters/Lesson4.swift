// Lesson 4: extended lengths.      Read: swift run lesson4        Check: swift run lesson4 check

/// The error for a length that RFC 6455 does not allow.
struct ForbiddenLength: Error {}

/// The bytes of a frame from the MASK bit to the end of the length: 1, 3 or 9 bytes.
///
/// They are the shortest form that can hold the length. It throws for a length above 2^63 − 1.
/// RFC 6455 §5.2.
func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8] {
  throw NotYetWritten()
}

/// The length that such bytes hold, and how many bytes (1, 3 or 9) it takes.
///
/// `bytes` begins with the byte that has the MASK bit, and may go on after the length. The result is
/// nil while bytes of the length are missing. It throws for a length that is not in its shortest form
/// or is above 2^63 − 1. RFC 6455 §5.2.
func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  throw NotYetWritten()
}
