// Lesson 5: the closing handshake, finished.

/// The error for what a close frame must not say.
struct ForbiddenClose: Error {}

/// The error for a reason that is not UTF-8.
struct NotUTF8: Error {}

/// Whether a close frame may carry this code; others are only reported, or not used.
func mayBeSent(_ code: UInt16) -> Bool {
  switch code {
  case 1000...1003, 1007...1014, 3000...4999: true
  default: false
  }
}

/// The payload of a close frame: two bytes of code, then the reason; empty without a code.
///
/// The codes 1000 to 1003, 1007 to 1014 and 3000 to 4999 may be sent. It throws for other codes and
/// for a reason without a code. For a reason of more than 123 bytes it throws, or cuts the reason
/// between two characters. RFC 6455 §5.5.1, §7.4.
func closePayload(code: UInt16?, reason: String) throws -> [UInt8] {
  guard let code else {
    guard reason.isEmpty else { throw ForbiddenClose() }
    return []
  }
  guard mayBeSent(code), reason.utf8.count <= 123 else { throw ForbiddenClose() }
  return [UInt8(code >> 8), UInt8(code & 0xff)] + Array(reason.utf8)
}

/// The code and the reason in the payload of a close frame; an empty payload has no code, nil.
///
/// It throws for a payload of one byte, for a code that must not be sent, and for a reason that is not
/// UTF-8. RFC 6455 §5.5.1, §7.4.
func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String) {
  guard !payload.isEmpty else { return (nil, "") }
  guard payload.count >= 2 else { throw ForbiddenClose() }
  let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
  guard mayBeSent(code) else { throw ForbiddenClose() }
  guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw NotUTF8() }
  return (code, reason)
}

/// The payload of the close frame that answers a close frame with this payload.
///
/// It repeats the code, with any reason or none. The answer to an empty payload is empty. The answer to
/// a payload that breaks the rules is 1002, and to a reason that is not UTF-8 it is 1007.
/// RFC 6455 §5.5.1, §7.1.7.
func closeReply(to payload: [UInt8]) throws -> [UInt8] {
  do {
    let parsed = try parseClose(payload)
    return try closePayload(code: parsed.code, reason: "")
  } catch is NotUTF8 {
    return try closePayload(code: 1007, reason: "the reason is not UTF-8")
  } catch {
    return try closePayload(code: 1002, reason: "")
  }
}
