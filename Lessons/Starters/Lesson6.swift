// Lesson 6: the opening handshake.   Read: swift run lesson6      Check: swift run lesson6 check

/// What the head of a client's request says, and the status with which to answer it.
///
/// The result is nil while the end of the head has not come. The status is 101 for a right opening
/// handshake, 426 where only the version is wrong, and 400 for anything else. `byteCount` is the length
/// of the head: the bytes after it are frames. RFC 6455 §4.2.1.
func readRequest(
  _ bytes: [UInt8]
) throws -> (status: Int, key: String, subprotocols: [String], byteCount: Int)? {
  throw NotYetWritten()
}

/// The head of the response: 101 with an accept value, 400, or 426 with the version that is right.
///
/// `subprotocol` is the one that the server chose, or nil. RFC 6455 §4.2.2.
func writeResponse(status: Int, accept: String, subprotocol: String?) throws -> [UInt8] {
  throw NotYetWritten()
}

// This function is given.

/// Whether this is Base64 of 16 bytes: 24 characters, of which the last two are =.
func isKey(_ key: String) -> Bool {
  let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  return key.count == 24 && key.hasSuffix("==") && key.dropLast(2).allSatisfy(alphabet.contains)
}
