/// The course as a whole: which lessons there are, in which order.
package struct CourseLesson: Sendable {
  /// The lesson's number, from 1.
  package var number: Int
  /// Its title, as its text has it.
  package var title: String
  /// What is learnt, in a few words.
  package var subject: String
  /// The functions that the learner writes; progress is keyed by them.
  package var functions: [String]

  /// The command that opens the lesson.
  package var command: String { "swift run lesson\(number)" }

  /// All lessons in order.
  package static let all = [
    CourseLesson(
      number: 1, title: "The accept key", subject: "how a server proves that it speaks WebSocket",
      functions: ["acceptValue"]),
    CourseLesson(
      number: 2, title: "Frame encoding", subject: "the two bytes in front of a message",
      functions: ["encodeTextFrame"]),
    CourseLesson(
      number: 3, title: "Unmasking", subject: "XOR, and why clients mask what they send",
      functions: ["unmask"]),
    CourseLesson(
      number: 4, title: "Extended lengths", subject: "7, 16 or 64 bits, and where each begins",
      functions: ["encodeLength", "decodeLength"]),
    CourseLesson(
      number: 5, title: "The closing handshake", subject: "how two ends agree that all is said",
      functions: ["closePayload", "parseClose", "closeReply"]),
  ]
}
