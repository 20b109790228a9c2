// Lesson 3: unmasking, finished.

/// The payload as it was before the client masked it.
///
/// The key always has four bytes. The payload may have any number, or none. RFC 6455 §5.3.
func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {
  var result: [UInt8] = []
  for (index, byte) in payload.enumerated() {
    result.append(byte ^ key[index % 4])
  }
  return result
}
