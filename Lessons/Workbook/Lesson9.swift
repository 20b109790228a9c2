// Lesson 9: text is UTF-8.         Read: swift run lesson9        Check: swift run lesson9 check

/// The error for bytes that are not UTF-8.
struct NotUTF8: Error {}

/// How many bytes at the end belong to a character that is not complete: 0 to 3.
///
/// It throws as soon as the bytes cannot become UTF-8, whatever follows; and, if they are the last of a
/// message, where a character is not complete. RFC 6455 §8.1, RFC 3629.
func checkUTF8(_ bytes: [UInt8], isLast: Bool) throws -> Int {
  throw NotYetWritten()
}
