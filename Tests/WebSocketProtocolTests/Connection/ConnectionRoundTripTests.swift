import TestSupport
import Testing

@testable import WebSocketProtocol

@Suite("Connection, round trip")
struct ConnectionRoundTripTests {
  @Test("random messages go both ways over random cuts")
  func random() throws {
    var generator = SeededGenerator()
    let seed = generator.seed
    for round in 0..<200 {
      var sender = Connection(role: .client, randomness: SeededGenerator(seed: generator.next()))
      var receiver = Connection(role: .server, randomness: SeededGenerator(seed: 0))
      if Bool.random(using: &generator) { swap(&sender, &receiver) }

      let expected = try sendRandomly(&sender, &generator)
      let bytes = sender.takeBytesToSend()
      var events: [ConnectionEvent] = []
      var position = 0
      while position < bytes.count {
        let size = Int.random(
          in: 1...(Bool.random(using: &generator) ? 10 : 5000), using: &generator)
        let end = min(bytes.count, position + size)
        receiver.receive(bytes.span.extracting(position..<end))
        position = end
        // Sometimes several pieces arrive before anyone asks for events.
        if Bool.random(using: &generator) { events += receiver.allEvents() }
      }
      events += receiver.allEvents()
      #expect(events == expected, "seed \(seed), round \(round)")

      // The pongs find their way back, and the close frame's answer.
      let answers = sender.events(receiving: receiver.takeBytesToSend())
      let pings = expected.compactMap { if case .ping(let payload) = $0 { payload } else { nil } }
      #expect(
        answers == pings.map { .pong($0) } + [.closeReceived(ClosePayload(code: .normalClosure))],
        "seed \(seed), round \(round)")
    }
  }

  /// Sends up to 20 random things and a close frame; tells the events that must come of them.
  private func sendRandomly(
    _ sender: inout Connection, _ generator: inout SeededGenerator
  ) throws -> [ConnectionEvent] {
    var expected: [ConnectionEvent] = []
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      switch Int.random(in: 0..<5, using: &generator) {
      case 0:
        let text = randomText(&generator)
        try sender.send(text: text)
        expected.append(.message(.text(text)))
      case 1:
        let payload = randomBytes(&generator)
        try sender.send(binary: payload)
        expected.append(.message(.binary(payload)))
      case 2:
        let payload = Array(randomBytes(&generator).prefix(125))
        try sender.ping(payload)
        expected.append(.ping(payload))
      case 3:
        let payload = Array(randomBytes(&generator).prefix(125))
        try sender.pong(payload)
        expected.append(.pong(payload))
      default:
        let text = randomText(&generator)
        try sendInFragments(Array(text.utf8), &sender, &generator, &expected)
        expected.append(.message(.text(text)))
      }
    }
    try sender.close()
    return expected + [.closeReceived(ClosePayload(code: .normalClosure))]
  }

  private func sendInFragments(
    _ payload: [UInt8], _ sender: inout Connection, _ generator: inout SeededGenerator,
    _ expected: inout [ConnectionEvent]
  ) throws {
    var rest = payload[...]
    while !rest.isEmpty, Int.random(in: 0..<5, using: &generator) > 0 {
      let count = Int.random(in: 0...rest.count, using: &generator)
      try sender.sendFragment(Array(rest.prefix(count)), of: .text, isFinal: false)
      rest = rest.dropFirst(count)
      if Bool.random(using: &generator) {
        try sender.ping([1, 2, 3])
        expected.append(.ping([1, 2, 3]))
      }
    }
    try sender.sendFragment(Array(rest), of: .text, isFinal: true)
  }

  private func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
    let limits = [3, 130, 130, 70_000]
    let limit = limits[Int.random(in: 0..<4, using: &generator)]
    return (0..<Int.random(in: 0...limit, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
  }

  private func randomText(_ generator: inout SeededGenerator) -> String {
    let characters: [Character] = [
      "a", "é", "你", "😀", "\u{0}", "\u{7FF}", "\u{FFFF}", "\u{10FFFF}",
    ]
    return String(
      (0..<Int.random(in: 0...100, using: &generator)).map { _ in
        characters[Int.random(in: characters.indices, using: &generator)]
      })
  }
}
