// Lesson 4: extended lengths.      Read: swift run lesson4        Check: swift run lesson4 check

/// Thrown for a length that RFC 6455 forbids.
struct ForbiddenLength: Error {}

/// A frame's bytes from the MASK bit through the end of the length: 1, 3 or 9 of them.
///
/// The shortest form that holds the length. No length above 2^63 − 1 may be written: for such a one
/// it throws. RFC 6455 §5.2.
func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8] {
  throw NotYetWritten()
}

/// The length that such bytes hold, and how many of them (1, 3 or 9) it took.
///
/// `bytes` begins with the byte that holds MASK and may go on behind the length. The result is nil
/// while more bytes are needed; a length that is not in its shortest form, or is above 2^63 − 1,
/// throws. RFC 6455 §5.2.
func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  throw NotYetWritten()
}
