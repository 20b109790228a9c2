import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 8: reads the first frame.
  package static let decodeFrame = Exercise(
    function: "decodeFrame",
    signature:
      "func decodeFrame(_ bytes: [UInt8]) throws -> (fin: Bool, opcode: UInt8, key: [UInt8], payload: [UInt8], byteCount: Int)?",
    labels: [nil],
    calls: [
      [.bytes([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58])]
    ],
    mistakes: KnownMistakes(DecodeFrameAttempt.parts)
  ) { arguments in
    .returned([.nothing])
  }
  .with { $0.resultNames = ["fin", "opcode", "key", "payload", "byteCount"] }
}

/// `decodeFrame`, as people write it.
struct DecodeFrameAttempt: Attempt {
  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { .threw }
}
