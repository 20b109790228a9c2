import TrafficCapture
import Testing
import WebSocketInspection

@testable import WebSocketProtocol

/// How connections end, by whom, and what each end's application is told.
@Suite("Endings")
struct EndingTests {
  private static let handshake: [Step] = [
    .client(Head.request(), at: 1000), .server(Head.answer(), at: 1001),
  ]

  private func ending(
    _ steps: [Step], _ beginning: ConnectionInspector.Beginning = .init()
  ) throws -> Ending {
    var endings: [Ending] = []
    for cut in Cut.everywhere(steps) {
      let events = ConnectionInspector(beginning).events(cut.steps)
      endings.append(try #require(events.last?.summary?.ending, "\(cut.name)"))
    }
    #expect(Set(endings).count == 1)
    return endings[0]
  }

  // MARK: Kinds

  @Test("Both ends closed: who was first, and the codes that each reports")
  func closed() throws {
    let timed = ConnectionInspector.Beginning(moment: EventMoment(packet: 1))
    let ending = try ending(
      Self.handshake + [
        .server(close(1001, "bye"), at: 1010), .client(close(1001, key: exampleKey), at: 1011),
        .finish(.second, at: 1012), .finish(.first, at: 1013),
      ], timed)
    #expect(ending.kind == .closed && ending.isClean && ending.isOrderKnown)
    #expect(ending.closer == .server)
    #expect(
      ending.closes == [
        Ending.Close(sender: .server, payload: ClosePayload(code: .goingAway, reason: "bye")),
        Ending.Close(sender: .client, payload: ClosePayload(code: .goingAway)),
      ])
    #expect(ending.stream == .finished(by: .server))
    #expect(ending.status == 101 && ending.cause == nil && !ending.isInsideFrame)
    #expect(ending.code(reportedBy: .client) == .goingAway)
    #expect(ending.code(reportedBy: .server) == .goingAway)
  }

  @Test("Where no times are known, it is not known who closed first")
  func unknownOrder() throws {
    let ending = try ending([
      .client(Head.request(), close(1000, key: exampleKey)),
      .server(Head.answer(), close(1000)),
    ])
    #expect(ending.kind == .closed && !ending.isOrderKnown && ending.closer == nil)
  }

  @Test("One end closed: the other reports 1005 or the code, it reports 1006")
  func unanswered() throws {
    let ending = try ending(Self.handshake + [.client(frame(.close, key: exampleKey), at: 1010)])
    #expect(ending.kind == .unanswered && !ending.isClean)
    #expect(ending.closes.map(\.sender) == [.client])
    #expect(ending.code(reportedBy: .server) == .noStatusReceived)
    #expect(ending.code(reportedBy: .client) == .abnormalClosure)
    #expect(ending.stream == nil)
  }

  @Test("Only the first close frame of each end counts, and one that broke off does not")
  func manyCloses() throws {
    let ending = try ending(
      Self.handshake + [
        .server(close(1000) + close(1001)), .client(hex("88 82 00 00 00 00 03")), .finish(.first),
      ])
    #expect(ending.kind == .unanswered)
    #expect(ending.closes.map(\.payload.code) == [.normalClosure])
    #expect(ending.isInsideFrame)
  }

  @Test(
    "No end closed",
    arguments: [
      (Step.finish(.first), StreamOutcome.finished(by: .client)),
      (.finish(.second), .finished(by: .server)),
      (.reset(.first), .reset(by: .client)),
      (.reset(.second), .reset(by: .server)),
      (.end(.broken(by: .server, reason: "no route")), .broken(by: .server, reason: "no route")),
      (.end(.given(.noPong)), .given(.noPong)),
      (.end(.given(.closingTimedOut)), .given(.closingTimedOut)),
    ] as [(Step, StreamOutcome)])
  func abnormal(step: Step, outcome: StreamOutcome) throws {
    let ending = try ending(Self.handshake + [.server(text("hi")), step])
    #expect(ending.kind == .abnormal && !ending.isClean)
    #expect(ending.stream == outcome)
    #expect(ending.cause == nil)
    #expect(ending.code(reportedBy: .client) == .abnormalClosure)
    #expect(ending.code(reportedBy: .server) == .abnormalClosure)
  }

  @Test("The first FIN counts, but a reset counts more")
  func firstEnd() throws {
    let finished = try ending(Self.handshake + [.finish(.second), .finish(.first)])
    #expect(finished.stream == .finished(by: .server))
    let reset = try ending(Self.handshake + [.finish(.second), .reset(.first), .reset(.second)])
    #expect(reset.stream == .reset(by: .client))
  }

  @Test("Still open where the input ends, or where it was not followed")
  func open() throws {
    #expect(try ending(Self.handshake).kind == .open)
    let notFollowed = try ending(Self.handshake + [.server(text("hi")), .end(.notFollowed)])
    #expect(notFollowed.kind == .open && notFollowed.stream == .notFollowed)
  }

  @Test("Refused, not opened, plain")
  func beforeFrames() throws {
    let refused = try ending([
      .client(Head.request()), .server(Head.of("HTTP/1.1 503 Busy", "Content-Length: 0")),
      .finish(.second),
    ])
    #expect(refused.kind == .refused && refused.status == 503)
    #expect(try ending([.client(Head.request())]).kind == .notOpened)
    #expect(try ending([.client(Head.request()), .reset(.second)]).kind == .notOpened)

    var attention = Attention()
    attention.tellsPlainHTTP = true
    let plain = ConnectionInspector(attention: attention).events([
      .client(Head.of("GET / HTTP/1.1", "Host: a")),
      .server(Head.of("HTTP/1.1 200 OK", "Content-Length: 0")),
    ]).last?.summary?.ending
    #expect(plain?.kind == .plain && plain?.isClean == true && plain?.status == 200)
  }

  @Test("Frames of which the handshake was not seen")
  func withoutHandshake() {
    let inspector = ConnectionInspector(assuming: .singleStream(.server))
    let ending = inspector.events([.client(text("hi"))]).last?.summary?.ending
    #expect(ending?.kind == .open && ending?.status == nil)
    let nothing = ConnectionInspector(assuming: .singleStream(.server)).events([])
    #expect(nothing.isEmpty)
  }

  // MARK: Causes

  @Test("Whoever breaks the connection off after a broken rule, does so because of it")
  func broken() throws {
    for step in [Step.finish(.first), .reset(.first)] {
      let ending = try ending(Self.handshake + [.server(hex("83 00")), step])
      #expect(ending.cause == .broken(.reservedOpcode, by: .server))
    }
    // The one who broke it does not give up because of that.
    let own = try ending(Self.handshake + [.server(hex("83 00")), .finish(.second)])
    #expect(own.cause == nil)
  }

  @Test("An end that breaks off its own frame")
  func cutFrame() throws {
    let ending = try ending(Self.handshake + [.server(hex("81 05 68")), .finish(.second)])
    #expect(ending.isInsideFrame && ending.cause == .cutFrame(by: .server))
    let other = try self.ending(Self.handshake + [.server(hex("81 05 68")), .finish(.first)])
    #expect(other.isInsideFrame && other.cause == nil)
  }

  @Test("A client whose subprotocols were all left out gives up at once")
  func noSubprotocol() throws {
    let request = Head.request("Sec-WebSocket-Protocol: mqtt")
    let answered = Head.answer("Sec-WebSocket-Protocol: mqtt")
    let ending = try ending([.client(request), .server(Head.answer()), .finish(.first)])
    #expect(ending.kind == .abnormal && ending.cause == .noSubprotocol)
    #expect(try self.ending([.client(request), .server(answered), .finish(.first)]).cause == nil)
    #expect(
      try self.ending([.client(request), .server(Head.answer()), .finish(.second)]).cause == nil)
    let used = try self.ending([
      .client(request), .server(Head.answer()), .client(text("a", key: exampleKey)),
      .finish(.first),
    ])
    #expect(used.cause == nil)
  }

  @Test(
    "A silence of more than five seconds",
    arguments: [
      (5_999, nil), (6_011, .silence(5_001_000_000)), (66_010, .silence(65_000_000_000)),
    ] as [(Int64, Ending.Cause?)])
  func silence(end: Int64, cause: Ending.Cause?) throws {
    let ending = try ending(
      Self.handshake + [.server(text("hi"), at: 1010), .finish(.second, at: end)])
    #expect(ending.cause == cause)
  }

  @Test("An endpoint tells its own failure")
  func failure() {
    let inspector = ConnectionInspector()
    let limit = ConnectionFailure.messageTooLarge(limit: 10)
    for step in Self.handshake + [.server(hex("83 00"))] { inspector.take(step) }
    inspector.end(.finished(by: .client), failure: limit, isInsideFrame: true)
    let ending = inspector.allEvents().last?.summary?.ending
    #expect(ending?.cause == .failure(limit))
    #expect(ending?.isInsideFrame == true)
    #expect(ending?.stream == .finished(by: .client))
  }
}
