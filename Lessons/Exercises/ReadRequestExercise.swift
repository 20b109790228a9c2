import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 6: reads the head of a request.
  package static let readRequest = Exercise(
    function: "readRequest",
    signature:
      "func readRequest(_ bytes: [UInt8]) throws -> (status: Int, key: String, subprotocols: [String], byteCount: Int)?",
    labels: [nil],
    calls: [
      [
        .bytes(
          Array(
            "GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
              .utf8))
      ]
    ],
    mistakes: KnownMistakes(ReadRequestAttempt.parts)
  ) { arguments in
    .returned([.nothing])
  }
  .with { $0.resultNames = ["status", "key", "subprotocols", "byteCount"] }
}

/// `readRequest`, as people write it.
struct ReadRequestAttempt: Attempt {
  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { .threw }
}
