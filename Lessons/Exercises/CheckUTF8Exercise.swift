import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 9: checks that bytes are UTF-8.
  package static let checkUTF8 = Exercise(
    function: "checkUTF8",
    signature: "func checkUTF8(_ bytes: [UInt8], isLast: Bool) throws -> Int",
    labels: [nil, "isLast"],
    calls: [
      [.bytes(Array("Hello".utf8)), .flag(true)]
    ],
    mistakes: KnownMistakes(CheckUTF8Attempt.parts)
  ) { arguments in
    .returned([.number(0)])
  }
  .with { $0.resultNames = [] }
}

/// `checkUTF8`, as people write it.
struct CheckUTF8Attempt: Attempt {
  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { .threw }
}
