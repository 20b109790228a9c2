import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// The fast way through a connection gives the same results as the slow way, however the bytes are
/// cut.
@Suite struct PiecesInPlaceTests {
  @Test(arguments: 0..<60)
  func theShortWayAgreesWithTheLongWay(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let role: Role = seed % 2 == 0 ? .server : .client
    let bytes = frames(for: role, using: &random)
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = 400
    settings.maximumFragmentCount = 4
    var long = Connection(role: role, settings: settings, randomness: SeededGenerator(seed: 1))
    var short = Connection(role: role, settings: settings, randomness: SeededGenerator(seed: 1))

    var longEvents: [ConnectionEvent] = []
    var shortEvents: [ConnectionEvent] = []
    var kept: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let end = min(bytes.count, position + Int.random(in: 1...300, using: &random))
      long.receive(bytes.span.extracting(position..<end))
      while let event = long.nextEvent() { longEvents.append(event) }

      var buffer = kept + bytes[position..<end]
      kept = take(&buffer, &short, &shortEvents)
      position = end
    }
    short.receive(kept)
    while let event = short.nextEvent() { shortEvents.append(event) }
    #expect(longEvents == shortEvents, "seed \(seed)")
    #expect(long.takeBytesToSend() == short.takeBytesToSend(), "seed \(seed)")
    #expect(long.state == short.state, "seed \(seed)")
  }

  private func take(
    _ buffer: inout [UInt8], _ connection: inout Connection, _ events: inout [ConnectionEvent]
  ) -> [UInt8] {
    var at = 0
    while at < buffer.count {
      switch connection.nextPiece(in: &buffer, from: at, to: buffer.count) {
      case .message(let opcode, let payload):
        events.append(.message(Message(opcode: opcode, payload: Array(buffer[payload]))))
        at = payload.upperBound
      case .incomplete:
        return Array(buffer[at...])
      case .other:
        connection.receive(buffer.span.extracting(at..<buffer.count))
        while let event = connection.nextEvent() { events.append(event) }
        return []
      }
    }
    return []
  }

  /// Frames that are mostly right, so that the wrong ones come after others.
  private func frames(for role: Role, using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<40 {
      let size = [0, 1, 5, 125, 126, 300].randomElement(using: &random) ?? 0
      var payload = [UInt8](repeating: 0x41, count: size)
      var first: UInt8 = Bool.random(using: &random) ? 0x81 : 0x82
      switch Int.random(in: 0..<60, using: &random) {
      case 0: first = 0xc2
      case 1: first = 0x83
      case 2: payload = [0xc3, 0x28]
      case 3: payload = [UInt8](repeating: 1, count: 500)
      case 4: first = 0x88
      case 5...20:
        bytes += frame(first & 0x7f, payload, role) + frame(0x89, [9], role)
        first = 0x80
      default: break
      }
      if first == 0x88 { payload = [0x03, 0xe8] }
      bytes += frame(first, payload, Int.random(in: 0..<80, using: &random) == 0 ? role.peer : role)
    }
    return bytes
  }

  private func frame(_ first: UInt8, _ payload: [UInt8], _ receiver: Role) -> [UInt8] {
    receiver == .server ? clientFrame(first, payload) : serverFrame(first, payload)
  }
}
