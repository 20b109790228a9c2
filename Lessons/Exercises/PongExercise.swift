import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 7: answers a ping.
  package static let pong = Exercise(
    function: "pong",
    signature: "func pong(answering payload: [UInt8]) throws -> [UInt8]",
    labels: ["answering"],
    calls: [
      Array("Hello".utf8), [], [0x3f], [0x00], [0xff, 0x00, 0x80, 0x0a], Array("é".utf8),
      Array(repeating: 0x78, count: 124), Array(0..<125),
    ].map { [.bytes($0)] },
    mistakes: KnownMistakes(PongAttempt.parts)
  ) { arguments in
    guard let payload = arguments.first?.asBytes else { return .threw }
    return .bytes(
      FrameHeader(opcode: .pong, payloadLength: UInt64(payload.count)).bytes + payload)
  }
  .with {
    $0.field = { _, bit in
      switch bit {
      case 0: "FIN"
      case 1..<4: "a reserved bit"
      case 4..<8: "the opcode"
      case 8: "MASK"
      case 9..<16: "the payload length"
      default: "the payload"
      }
    }
  }
}
