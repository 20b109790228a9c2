// Lesson 5: the closing handshake.   Read: swift run lesson5      Check: swift run lesson5 check

/// Thrown for what no close frame may say.
struct ForbiddenClose: Error {}

/// The payload of a close frame: two bytes of code, then the reason; no bytes at all without a code.
///
/// It throws for a code that never goes on the wire and for a reason without a code. A reason of more
/// than 123 bytes either throws or is cut between two characters. RFC 6455 §5.5.1, §7.4.
func closePayload(code: UInt16?, reason: String) throws -> [UInt8] {
  throw NotYetWritten()
}

/// What the payload of a close frame says; a code of nil where it says nothing.
///
/// It throws for one byte alone, for a code that never goes on the wire, and for a reason that is not
/// UTF-8. RFC 6455 §5.5.1, §7.4.
func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String) {
  throw NotYetWritten()
}

/// The payload of the close frame that answers one with this payload.
///
/// It repeats the code, with whatever reason you like, or none; nothing is answered with nothing.
/// A payload that breaks the rules is answered with 1002, a reason that is not UTF-8 with 1007.
/// RFC 6455 §5.5.1, §7.1.7.
func closeReply(to payload: [UInt8]) throws -> [UInt8] {
  throw NotYetWritten()
}
