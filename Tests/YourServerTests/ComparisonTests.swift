import LessonExercises
import LessonKit
import TestSupport
import Testing
import WebSocketProtocol

@testable import lesson10

/// The server of right functions does what this package's own endpoint does, whatever comes.
@Suite struct ComparisonTests {
  /// What a server sends: the payloads of its messages and pongs, and the code of its close frame.
  private struct Sent: Equatable {
    var frames: [[UInt8]] = []
    var closeCode: Int?

    init(_ bytes: [UInt8]) {
      var rest = bytes[...]
      while !rest.isEmpty {
        guard let header = FrameRecord(firstFrameOf: Array(rest)).header else { return }
        let frame = rest.prefix(header.bytes.count + Int(header.payloadLength))
        rest = rest.dropFirst(frame.count)
        if header.opcode == .close {
          let payload = Array(frame.dropFirst(2).prefix(2))
          closeCode = payload.count == 2 ? Int(payload[0]) << 8 | Int(payload[1]) : 1005
        } else {
          frames.append(Array(frame))
        }
      }
    }
  }

  /// Frames as a client might send them, right ones and broken ones.
  private func randomBytes(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    let opcodes: [Opcode] = [.text, .text, .binary, .continuation, .continuation, .ping, .pong]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let opcode = opcodes.randomElement(using: &random) ?? .text
      let count = Int.random(in: 0...4, using: &random) * (Bool.random(using: &random) ? 1 : 40)
      let payload =
        Bool.random(using: &random)
        ? Array(String(repeating: "é👋a", count: count).utf8.prefix(count))
        : (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      bytes += Rehearsal.frame(opcode, payload, isFinal: Int.random(in: 0...3, using: &random) > 0)
    }
    if Int.random(in: 0...3, using: &random) == 0 {
      let code = UInt16.random(in: 900...5100, using: &random)
      bytes += Rehearsal.frame(.close, [UInt8(code >> 8), UInt8(code & 255)])
    }
    if Int.random(in: 0...2, using: &random) == 0,
      let place = bytes.indices.randomElement(using: &random)
    {
      bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    }
    return bytes
  }

  @Test func randomFramesInRandomPieces() throws {
    var random = SeededGenerator()
    for round in 0..<400 {
      let bytes = randomBytes(&random)
      var endpoint = Connection(role: .server, randomness: SystemRandomNumberGenerator())
      var ours: [UInt8] = []
      let conversation = Conversation(rightFunctions) {
        if case .sends(.frame, let bytes) = $0 { ours += bytes }
      }
      let key = try SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ==")
      conversation.receive(try Rehearsal.request.bytes(key: key))
      var theirs: [UInt8] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(Int.random(in: 1...200, using: &random)))
        rest = rest.dropFirst(piece.count)
        conversation.receive(piece)
        endpoint.receive(piece)
        while let event = endpoint.nextEvent() {
          if case .message(let message) = event {
            try? endpoint.send(message.payload.span, as: message.opcode)
          }
        }
        theirs += endpoint.takeBytesToSend()
      }
      let hex = bytes.map { String($0, radix: 16) }.joined(separator: " ")
      let (sent, wanted) = (Sent(ours), Sent(theirs))
      // The endpoint may refuse a frame while it is coming, the lesson's server when it is whole.
      if sent.frames == wanted.frames, !conversation.isOver, !conversation.unread.isEmpty {
        continue
      }
      #expect(sent == wanted, "seed \(random.seed), round \(round): \(hex)")
    }
  }

  /// Whatever the functions return, and whatever comes, the server goes on or ends the connection.
  @Test func nonsenseDoesNotStopTheServer() throws {
    var random = SeededGenerator()
    for _ in 0..<300 {
      var source = random
      let functions = ServerFunctions { exercise, arguments in
        if Int.random(in: 0...2, using: &source) > 0 { return exercise.right(arguments) }
        return Self.nonsense(&source)
      }
      let conversation = Conversation(functions) { _ in }
      let key = try SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ==")
      conversation.receive(try Rehearsal.request.bytes(key: key))
      for _ in 0..<5 { conversation.receive(randomBytes(&random)) }
    }
  }

  private static func nonsense(_ random: inout SeededGenerator) -> Outcome {
    func value(_ random: inout SeededGenerator) -> WorkValue {
      switch Int.random(in: 0...5, using: &random) {
      case 0: .bytes(Array(repeating: 0x41, count: Int.random(in: 0...5, using: &random)))
      case 1: .text("text")
      case 2: .number([0, 1, 8, 126, 300, .max].randomElement(using: &random) ?? 0)
      case 3: .flag(Bool.random(using: &random))
      case 4: .list([.text("a"), .number(1)])
      default: .nothing
      }
    }
    switch Int.random(in: 0...5, using: &random) {
    case 0: return .threw("x")
    case 1: return .crashed(.index)
    case 2: return .timedOut
    default:
      return .returned((0..<Int.random(in: 0...5, using: &random)).map { _ in value(&random) })
    }
  }
}
