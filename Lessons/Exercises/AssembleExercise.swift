import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 7: adds a frame to a message.
  package static let assemble = Exercise(
    function: "assemble",
    signature:
      "func assemble(_ message: Message?, fin: Bool, opcode: UInt8, payload: [UInt8]) throws -> Message?",
    labels: [nil, "fin", "opcode", "payload"],
    calls: [
      [.nothing, .flag(true), .number(1), .bytes(Array("Hello".utf8))]
    ],
    mistakes: KnownMistakes(AssembleAttempt.parts)
  ) { arguments in
    .returned([.nothing])
  }
  .with { $0.resultNames = ["opcode", "payload", "isComplete"] }
}

/// `assemble`, as people write it.
struct AssembleAttempt: Attempt {
  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { .threw }
}
