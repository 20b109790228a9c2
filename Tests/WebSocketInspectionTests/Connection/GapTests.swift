import Testing
import WebSocketInspection
import WebSocketProtocol

/// Bytes that are missing, and connections that are joined late.
@Suite("Gaps")
struct GapTests {
  private static let opened = [
    "opened", "client GET /chat", "server 101", "exchange accepted none",
  ]
  private static let handshake: [Step] = [.client(Head.request()), .server(Head.answer())]
  private static let late = ConnectionInspector.Beginning(isFromStart: false)

  @Test("Between frames: those after the gap cannot be found, those of the other end can")
  func betweenFrames() {
    expect(
      Self.opened + [
        "server text 2 = text 2 \"hi\"", "server gap 100", "server lost",
        "client text 5 = text 5 \"Hello\"", "ended open",
      ],
      of: Self.handshake + [
        .server(text("hi")), .gap(100, .second), .server(text("never read")),
        .client(text("Hello", key: exampleKey)),
      ])
  }

  @Test("In a frame: what was there of it is told")
  func inFrame() {
    expect(
      Self.opened + ["server text 2 of 5", "server gap 3", "server lost", "ended open"],
      of: Self.handshake + [.server(hex("81 05 68 69")), .gap(3, .second)])
    expect(
      Self.opened + ["server binary 0 of ?", "server gap 3", "server lost", "ended open"],
      of: Self.handshake + [.server(hex("82 7e 01")), .gap(3, .second)])
  }

  @Test("A frame that a gap cut did not end with the stream")
  func cutByGap() {
    for end in [[Step.finish(.second)], [.finish(.first), .finish(.second)]] {
      let summary = ConnectionInspector()
        .events(Self.handshake + [.server(hex("81 05 68 69")), .gap(3, .second)] + end)
        .last?.summary
      #expect(summary?.ending?.kind == .abnormal)
      #expect(summary?.ending?.isInsideFrame == false)
      #expect(summary?.ending?.cause == nil)
      #expect(summary?.server.isCut == true && summary?.server.isLost == true)
      #expect(summary?.server.gaps == 1 && summary?.server.isIncompletelyKnown == true)
      #expect(summary?.client.isIncompletelyKnown == false)
    }
  }

  @Test("In a head: the next one that begins with a segment is read")
  func inHead() {
    let request = Head.request()
    expect(
      Self.opened + ["ended open"],
      of: [
        .client(Array(request[..<40])), .gap(10, .first), .client(Array(request[50...])),
        .client(Head.request()), .server(Head.answer()),
      ], isCut: false)
  }

  @Test("In what waits for an answer: it is read as far as it goes")
  func inHeld() {
    expect(
      [
        "opened", "client GET /chat", "client text 5 = text 5 \"Hello\"", "client gap 7",
        "client lost", "server 101", "exchange accepted none", "server ping 0", "ended open",
      ],
      of: [
        .client(Head.request()), .client(text("Hello", key: exampleKey)), .gap(7, .first),
        .client(frame(.ping, key: exampleKey)), .server(Head.answer(), frame(.ping)),
      ])
  }

  @Test("A gap in a body is skipped with it, up to the next head")
  func inBody() {
    expect(
      ["opened", "client GET /chat", "server 101", "exchange accepted none", "ended open"],
      of: [
        .client(Head.of("GET / HTTP/1.1", "Host: a")),
        .server(Head.of("HTTP/1.1 200 OK", "Content-Length: 1000", body: "abc")),
        .gap(900, .second), .server(Array("def".utf8)),
        .client(Head.request()), .server(Head.answer()),
      ], isCut: false)
  }

  @Test("The start of a direction that is joined late is a gap of unknown size")
  func joinedLate() {
    let inspector = ConnectionInspector()
    #expect(!inspector.isJoinedLate)
    inspector.receiveGap(nil, from: .second)
    #expect(inspector.allEvents().isEmpty)
    #expect(inspector.isJoinedLate)
  }

  @Test("Frames alone are nothing that is known, unless somebody says that they are frames")
  func framesAlone() {
    let steps: [Step] = [.client(text("a", key: exampleKey)), .server(text("b"))]
    expect([], of: steps, Self.late)
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    assumptions.client = .first
    assumptions.extensionBits = []
    expect(
      [
        "opened joined late", "client text 1 = text 1 \"a\"", "server text 1 = text 1 \"b\"",
        "ended open",
      ], of: steps, Self.late, assuming: assumptions)
    // A connection that is seen from its start, in packets, begins with a head.
    let first = ConnectionInspector(assuming: assumptions)
    first.receive(text("a", key: exampleKey), from: .first, at: EventMoment(packet: 1))
    #expect(first.allEvents().isEmpty)
    #expect(first.foreign == .other)
  }

  @Test("A head is read as a head, whatever is said")
  func headAnyway() {
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    expect(
      [
        "opened joined late", "client GET /chat", "server 101", "exchange accepted none",
        "server ping 0", "ended open",
      ], of: Self.handshake + [.server(frame(.ping))], Self.late, assuming: assumptions)
  }

  // MARK: Alignment

  @Test("A packet at which a frame is said to begin is read from there")
  func aligned() {
    var assumptions = Assumptions()
    assumptions.framePackets = [4]
    let inspector = ConnectionInspector(assuming: assumptions)
    let lines = Account(
      inspector.events([
        .client(Head.request(), packet: 1), .server(Head.answer(), packet: 2),
        .server(hex("81 05 68 69"), packet: 3), .gap(3, .second),
        .server(text("again"), packet: 4), .server(text("more"), packet: 5),
      ])
    ).lines
    #expect(
      lines == Self.opened + [
        "server text 2 of 5", "server gap 3", "server lost",
        "server text 5 = text 5 \"again\"", "server text 4 = text 4 \"more\"", "ended open",
      ])
    #expect(inspector.alignedPackets == [4])
  }

  @Test("A packet that is read as frames anyway needs no alignment")
  func alignedAnyway() {
    var assumptions = Assumptions()
    assumptions.framePackets = [3]
    let inspector = ConnectionInspector(assuming: assumptions)
    let lines = Account(
      inspector.events([
        .client(Head.request(), packet: 1), .server(Head.answer(), packet: 2),
        .server(text("hi"), packet: 3),
      ])
    ).lines
    #expect(lines == Self.opened + ["server text 2 = text 2 \"hi\"", "ended open"])
    #expect(inspector.alignedPackets.isEmpty)
  }

  @Test("Without a handshake, what is said of the extensions holds from there")
  func alignedCompressed() {
    var assumptions = Assumptions()
    assumptions.framePackets = [7]
    assumptions.client = .first
    assumptions.extensionBits = .rsv1
    let inspector = ConnectionInspector(Self.late, assuming: assumptions)
    let lines = Account(
      inspector.events([
        .server(hex("77 77 77"), packet: 6), .server(hex("c1 07 f2 48 cd c9 c9 07 00"), packet: 7),
      ])
    ).lines
    #expect(
      lines == [
        "opened joined late", "server text 7 = text 5 from 7 \"Hello\"", "ended open",
      ])
  }

  @Test("After an alignment, references to what was missed are not the sender's fault")
  func alignedContext() {
    var assumptions = Assumptions()
    assumptions.framePackets = [4]
    let extensions = "Sec-WebSocket-Extensions: permessage-deflate"
    let inspector = ConnectionInspector(assuming: assumptions)
    let lines = Account(
      inspector.events([
        .client(Head.request(extensions), packet: 1), .server(Head.answer(extensions), packet: 2),
        .gap(9, .second), .server(hex("c1 05 f2 00 11 00 00"), packet: 4),
      ])
    ).lines
    #expect(
      lines.suffix(2) == [
        "server text 5 = text ? from 5 not text (message.inflate-failed)", "ended open",
      ])
  }
}
