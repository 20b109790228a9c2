import Testing
import TestSupport
import WebSocketInspection

@testable import WebSocketProtocol

@Suite("What is counted")
struct TallyTests {
  static let compression = "Sec-WebSocket-Extensions: permessage-deflate"
  static let steps: [Step] = [
    .client(Head.request(compression)), .server(Head.answer(compression)),
    .client(
      text("Hello", key: exampleKey), frame(.ping, [1], key: exampleKey),
      frame(.binary, [1, 2], isFinal: false, key: exampleKey),
      frame(.continuation, [3], key: exampleKey), close(1001, "bye", key: exampleKey)),
    // Two reserved opcodes, an unfinished frame; a compressed message of 5 bytes.
    .server(
      hex("83 00"), hex("8f 00"), frame(.pong, [1]), hex("c1 07 f2 48 cd c9 c9 07 00"),
      hex("82 05 01")),
  ]

  @Test("Frames, messages and bytes of each end, with and without an event for each frame")
  func counts() throws {
    for tellsEachFrame in [true, false] {
      var attention = Attention()
      attention.tellsEachFrame = tellsEachFrame
      for cut in Cut.everywhere(Self.steps) {
        let events = ConnectionInspector(attention: attention).events(cut.steps)
        let summary = try #require(events.last?.summary)
        let (client, server) = (summary[.client], summary[.server])
        #expect(client.messages == 2 && client.messageBytes == 8 && client.isMessageBytesKnown)
        // Headers of 6 bytes, and payloads of 5, 1, 2, 1 and 5.
        #expect(client.frames == 5 && client.frameBytes == 5 * 6 + 14)
        #expect(client.pings == 1 && client.pongs == 0)
        #expect(client.close == ClosePayload(code: .goingAway, reason: "bye"))
        #expect(!client.isCut && client.violations.isEmpty && !client.isIncompletelyKnown)

        #expect(server.messages == 1 && server.messageBytes == 5)
        #expect(server.frames == 5 && server.frameBytes == 2 + 2 + 3 + 9 + 3)
        #expect(server.pings == 0 && server.pongs == 1 && server.close == nil)
        #expect(server.isCut && !server.isLost)
        #expect(server.violations.map(\.rule) == [.reservedOpcode])
        #expect(server.violations.map(\.count) == [2])
        #expect(summary.violationCount == 2 && summary.hasFrames && summary.status == 101)
        let told = events.compactMap(\.frame).count
        #expect(told == (tellsEachFrame ? 10 : 6))
      }
    }
  }

  @Test("A message whose size is not known makes the sum unknown")
  func unknownSize() {
    let summary = ConnectionInspector(assuming: .singleStream(FrameContext(sender: .server)))
      .events([.client(hex("c1 07 f2 48 cd c9 c9 07 00"), text("hi"))]).last?.summary
    #expect(summary?.server.messages == 2 && summary?.server.messageBytes == 2)
    #expect(summary?.server.isMessageBytesKnown == false)
  }

  @Test("What is broken in the handshake counts, too")
  func handshake() {
    let summary = ConnectionInspector()
      .events([.client(Head.request()), .server(Head.answer(accept: "x"), hex("83 00"))])
      .last?.summary
    #expect(summary?.handshakeViolations.map(\.rule.id) == ["handshake.accept"])
    #expect(summary?.violationCount == 2 && summary?.isHandshakeCut == false)
  }

  @Test("A handshake that breaks off")
  func handshakeCut() {
    let summary = ConnectionInspector().events([.client(Array(Head.request().dropLast(2)))])
      .last?.summary
    #expect(summary?.isHandshakeCut == true)
    #expect(summary?.handshakeViolations.map(\.rule.id) == ["handshake.head-unfinished"])
  }

  // MARK: Pings

  private func pings(_ steps: [Step]) throws -> PingTally {
    let handshake: [Step] = [
      .client(Head.request(), at: 0), .server(Head.answer(), at: 0),
    ]
    return try #require(ConnectionInspector().events(handshake + steps).last?.summary).pings
  }

  private static func ping(_ byte: UInt8...) -> [UInt8] { frame(.ping, byte, key: exampleKey) }
  private static func pong(_ byte: UInt8...) -> [UInt8] { frame(.pong, byte, key: exampleKey) }

  @Test("Times from a ping to its pong")
  func times() throws {
    let tally = try pings([
      .client(Self.ping(1), at: 100), .server(frame(.pong, [1]), at: 130),
      .client(Self.ping(2), at: 200), .server(frame(.pong, [2]), at: 210),
      .client(Self.ping(3), at: 300), .server(frame(.pong, [3]), at: 320),
      .client(Self.ping(4), at: 400),  // never answered
      .server(frame(.pong, [9]), at: 500),  // answers nothing
    ])
    #expect(tally.answeredCount == 3)
    #expect(tally.shortest == 10_000_000 && tally.longest == 30_000_000)
    #expect(tally.average == 20_000_000)
  }

  @Test("A pong answers the latest ping with its payload, and all before it")
  func skipped() throws {
    let tally = try pings([
      .client(Self.ping(1), at: 100), .client(Self.ping(2), at: 200),
      .client(Self.ping(1), at: 300), .server(frame(.pong, [1]), at: 350),
      .server(frame(.pong, [2]), at: 360), .server(frame(.pong, [1]), at: 370),
    ])
    #expect(tally.answeredCount == 1 && tally.average == 50_000_000)
  }

  @Test("The pings of both ends are apart, also those with the same payload")
  func bothEnds() throws {
    let tally = try pings([
      .client(Self.ping(), at: 100), .server(frame(.ping), at: 110),
      .server(frame(.ping, [7]), at: 111),
      .client(Self.pong(7), at: 115), .server(frame(.pong), at: 140),
    ])
    #expect(tally.answeredCount == 2)
    #expect(tally.shortest == 4_000_000 && tally.longest == 40_000_000)
  }

  @Test("Without times they are counted")
  func withoutTimes() throws {
    let tally = try pings([.client(Self.ping()), .server(frame(.pong))])
    #expect(tally.answeredCount == 1 && tally.average == nil && tally.shortest == nil)
  }

  @Test("Pings that nobody answers take little memory, and the latest 64 can be answered")
  func many() throws {
    var steps = (0..<200).map { Step.client(Self.ping($0), at: Int64($0)) }
    steps += [
      .server(frame(.pong, [135]), at: 1000), .server(frame(.pong, [136]), at: 1000),
      .server(frame(.pong, [199]), at: 1000),
    ]
    let tally = try pings(steps)
    // 136 is the oldest of 64.
    #expect(tally.answeredCount == 2)
    #expect(tally.longest == 864_000_000 && tally.shortest == 801_000_000)
  }
}
