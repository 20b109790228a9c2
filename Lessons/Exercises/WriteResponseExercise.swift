import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 6: writes the head of a response.
  package static let writeResponse = Exercise(
    function: "writeResponse",
    signature:
      "func writeResponse(status: Int, accept: String, subprotocol: String?) throws -> [UInt8]",
    labels: ["status", "accept", "subprotocol"],
    calls: [
      [.number(101), .text("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), .nothing]
    ],
    mistakes: KnownMistakes(WriteResponseAttempt.parts)
  ) { arguments in
    .returned([.nothing])
  }
  .with { $0.resultNames = [] }
}

/// `writeResponse`, as people write it.
struct WriteResponseAttempt: Attempt {
  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { .threw }
}
