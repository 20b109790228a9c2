// Lesson 5: the closing handshake, finished.

/// Thrown for what no close frame may say.
struct ForbiddenClose: Error {}

/// Thrown for a reason that is not text.
struct NotUTF8: Error {}

/// Whether a close frame may carry this code: some numbers only ever name what happened.
func mayTravel(_ code: UInt16) -> Bool {
  switch code {
  case 1000...1003, 1007...1014, 3000...4999: true
  default: false
  }
}

/// The payload of a close frame: two bytes of code, then the reason; no bytes at all without a code.
///
/// It throws for a code that never goes on the wire and for a reason without a code. A reason of more
/// than 123 bytes either throws or is cut between two characters. RFC 6455 §5.5.1, §7.4.
func closePayload(code: UInt16?, reason: String) throws -> [UInt8] {
  guard let code else {
    guard reason.isEmpty else { throw ForbiddenClose() }
    return []
  }
  guard mayTravel(code), reason.utf8.count <= 123 else { throw ForbiddenClose() }
  return [UInt8(code >> 8), UInt8(code & 0xff)] + Array(reason.utf8)
}

/// What the payload of a close frame says; a code of nil where it says nothing.
///
/// It throws for one byte alone, for a code that never goes on the wire, and for a reason that is not
/// UTF-8. RFC 6455 §5.5.1, §7.4.
func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String) {
  guard !payload.isEmpty else { return (nil, "") }
  guard payload.count >= 2 else { throw ForbiddenClose() }
  let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
  guard mayTravel(code) else { throw ForbiddenClose() }
  guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw NotUTF8() }
  return (code, reason)
}

/// The payload of the close frame that answers one with this payload.
///
/// It repeats the code, with whatever reason you like, or none; nothing is answered with nothing.
/// A payload that breaks the rules is answered with 1002, a reason that is not UTF-8 with 1007.
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
