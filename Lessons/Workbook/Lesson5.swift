// Lesson 5: the closing handshake.   Read: swift run lesson5      Check: swift run lesson5 check

/// The error for what a close frame must not say.
struct ForbiddenClose: Error {}

/// The payload of a close frame: two bytes of code, then the reason; empty without a code.
///
/// The codes 1000 to 1003, 1007 to 1014 and 3000 to 4999 may be sent. It throws for other codes and
/// for a reason without a code. For a reason of more than 123 bytes it throws, or cuts the reason
/// between two characters. RFC 6455 §5.5.1, §7.4.
func closePayload(code: UInt16?, reason: String) throws -> [UInt8] {
  throw NotYetWritten()
}

/// The code and the reason in the payload of a close frame; an empty payload has no code, nil.
///
/// It throws for a payload of one byte, for a code that must not be sent, and for a reason that is not
/// UTF-8. RFC 6455 §5.5.1, §7.4.
func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String) {
  throw NotYetWritten()
}

/// The payload of the close frame that answers a close frame with this payload.
///
/// It repeats the code, with any reason or none. The answer to an empty payload is empty. The answer to
/// a payload that breaks the rules is 1002, and to a reason that is not UTF-8 it is 1007.
/// RFC 6455 §5.5.1, §7.1.7.
func closeReply(to payload: [UInt8]) throws -> [UInt8] {
  throw NotYetWritten()
}
