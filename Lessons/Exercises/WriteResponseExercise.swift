import LessonKit

extension Exercise {
  /// Lesson 6: writes the head of a response.
  package static let writeResponse = Exercise(
    function: "writeResponse",
    signature:
      "func writeResponse(status: Int, accept: String, subprotocol: String?) throws -> [UInt8]",
    labels: ["status", "accept", "subprotocol"],
    calls: [
      [.number(101), .text("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), .nothing],
      [.number(101), .text("HSmrc0sMlYUkAGmm5OPpG2HaGWk="), .nothing],
      [.number(101), .text("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), .text("chat")],
      [.number(101), .text("HSmrc0sMlYUkAGmm5OPpG2HaGWk="), .text("Chat.V2")],
      [.number(400), .text(""), .nothing],
      [.number(426), .text(""), .nothing],
    ],
    mistakes: KnownMistakes(WriteResponseAttempt.parts)
  ) { arguments in
    guard let wanted = WantedResponse(arguments) else { return .threw }
    return .bytes(wanted.example)
  }
  .with {
    $0.hasHeads = true
    $0.accepts = { arguments, outcome in
      guard let bytes = outcome.bytes else { return false }
      return WantedResponse(arguments)?.isRight(bytes) ?? false
    }
    $0.wanted = { WantedResponse($0)?.words }
  }
}
