import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 7: answers a ping.
  package static let pong = Exercise(
    function: "pong",
    signature: "func pong(answering payload: [UInt8]) throws -> [UInt8]",
    labels: ["answering"],
    calls: [
      [.bytes(Array("Hello".utf8))]
    ],
    mistakes: KnownMistakes(PongAttempt.parts)
  ) { arguments in
    .returned([.nothing])
  }
  .with { $0.resultNames = [] }
}

/// `pong`, as people write it.
struct PongAttempt: Attempt {
  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { .threw }
}
