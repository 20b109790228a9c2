import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// A server under test and its loop.
struct ServerUnderTest {
  let loop: EventLoop
  let server: WebSocketServer

  init(
    _ backend: EventLoop.Backend, policy: ServerPolicy = ServerPolicy(),
    _ change: (inout TransportLimits) -> Void = { _ in }
  ) throws {
    loop = try EventLoop(backend: backend)
    var limits = TransportLimits()
    change(&limits)
    server = try WebSocketServer(
      on: loop, host: "127.0.0.1", port: 0, policy: policy, limits: limits)
    server.handlers.payload = { connection, opcode, payload in
      connection.send(payload, as: opcode)
    }
  }

  func peer() throws -> TestPeer { try TestPeer(port: server.port, on: loop) }

  func openPeer() throws -> TestPeer {
    let peer = try peer()
    try peer.open()
    return peer
  }
}

@Suite struct ServerTests {
  @Test(arguments: EventLoop.Backend.allCases, [0, 1, 125, 126, 65_535, 65_536, 300_000])
  func echoesAMessageOfAnySize(_ backend: EventLoop.Backend, _ size: Int) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 31 + 7) }
    try peer.send(clientFrame(0x82, payload))
    let expected = serverFrame(0x82, payload)
    #expect(try peer.receive(expected.count) == expected)
  }

  @Test(arguments: EventLoop.Backend.allCases, [1, 2, 3, 7, 64, nil])
  func echoesWhateverTheCut(_ backend: EventLoop.Backend, _ pieces: Int?) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    var bytes: [UInt8] = []
    var expected: [UInt8] = []
    for size in [0, 5, 125, 126, 200, 0, 1000] {
      let payload = (0..<size).map { UInt8(0x20 + $0 % 64) }
      bytes += clientFrame(0x81, payload) + clientFrame(0x82, payload)
      expected += serverFrame(0x81, payload) + serverFrame(0x82, payload)
      // A message in two fragments, with a ping between; its pong overtakes the echo.
      bytes += clientFrame(0x01, payload) + clientFrame(0x89, [1, 2]) + clientFrame(0x80, payload)
      expected += serverFrame(0x8a, [1, 2]) + serverFrame(0x81, payload + payload)
    }
    try peer.send(bytes, pieces: pieces)
    #expect(try peer.receive(expected.count) == expected)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aWholeConversationMayComeByteByByte(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    var end: WebSocketEnd?
    test.server.handlers.closed = { end = $1 }
    let peer = try test.peer()
    let frames = clientFrame(0x81, [0x48]) + clientFrame(0x88, [0x03, 0xe8])
    try peer.send(Array(TestPeer.request().utf8) + frames, pieces: 1)
    #expect(try peer.receiveHead().hasPrefix("HTTP/1.1 101 "))
    #expect(try peer.receiveToEnd() == [0x81, 1, 0x48, 0x88, 2, 0x03, 0xe8])
    peer.close()
    try test.loop.turn(until: "the connection is over") { end != nil }
    #expect(end?.code == .normalClosure)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func framesBehindTheRequestAreNotLost(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.peer()
    try peer.send(Array(TestPeer.request().utf8) + clientFrame(0x81, [0x48]))
    _ = try peer.receiveHead()
    #expect(try peer.receive(3) == [0x81, 1, 0x48])
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func answersTheClosingHandshakeAndEndsTheStreamFirst(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    var ends: [WebSocketEnd] = []
    test.server.handlers.closed = { ends.append($1) }
    let peer = try test.openPeer()
    try peer.send(clientFrame(0x88, [0x03, 0xe8]))
    #expect(try peer.receiveToEnd() == [0x88, 2, 0x03, 0xe8])
    peer.close()
    try test.loop.turn(until: "the connection is over") { !ends.isEmpty }
    #expect(ends.first?.code == .normalClosure)
    #expect(ends.first?.connection?.cause == .closingHandshake(startedHere: false))
    #expect(ends.first?.stream == .closedHere)
    #expect(test.server.connections.isEmpty)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aViolationIsAnsweredWithItsCode(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    // Unmasked, §5.1; and more after it, which must not turn the answer into a reset.
    try peer.send([0x81, 1, 0x48] + [UInt8](repeating: 0, count: 100_000))
    let answer = try peer.receiveToEnd()
    #expect(answer.starts(with: [0x88]))
    #expect(answer.dropFirst(2).starts(with: [0x03, 0xea]))
    #expect(!peer.isBroken)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func shutDownClosesWith1001AndWaitsForTheAnswer(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peers = try (0..<3).map { _ in try test.openPeer() }
    let half = try test.peer()
    try half.send("GET / HTTP/1.1\r\n")
    try test.loop.turn(until: "all are there") { test.server.connections.count == 4 }
    var isDown = false
    test.server.shutDown { isDown = true }
    for peer in peers {
      #expect(try peer.receive(4).dropFirst(2) == [0x03, 0xe9])
      #expect(!isDown)
      try peer.send(clientFrame(0x88, [0x03, 0xe9]))
      _ = try peer.receiveToEnd()
      peer.close()
    }
    #expect(try half.receiveToEnd() == [])
    try test.loop.turn(until: "the server is down") { isDown }
    #expect(!test.loop.hasWork)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func shutDownGivesUpWhoDoesNotAnswer(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    var isDown = false
    test.server.shutDown(within: .milliseconds(50)) { isDown = true }
    try test.loop.turn(until: "the server is down") { isDown }
    #expect(try peer.receiveToEnd().starts(with: [0x88]))
    #expect(!test.loop.hasWork)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aPlainRequestGetsItsPageAndAnyOtherIsToldToUpgrade(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    test.server.plainAnswer = { head in
      head.resourceName == "/" ? PlainAnswer(body: Array("<p>Hello".utf8)) : nil
    }
    var ends: [StreamEnd] = []
    test.server.handlers.closed = { ends.append($1.stream) }
    let peer = try test.peer()
    try peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let page = String(decoding: try peer.receiveToEnd(), as: UTF8.self)
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(page.contains("Content-Length: 8\r\n"))
    #expect(page.hasSuffix("\r\n\r\n<p>Hello"))

    let other = try test.peer()
    try other.send("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let refusal = String(decoding: try other.receiveToEnd(), as: UTF8.self)
    #expect(refusal.hasPrefix("HTTP/1.1 426 "))
    #expect(refusal.contains("Sec-WebSocket-Version: 13\r\n"))
    peer.close()
    try test.loop.turn(until: "the first is over") { ends.count == 1 }
    other.close()
    try test.loop.turn(until: "both are over") { ends.count == 2 }
    #expect(ends.first == .requestAnswered(status: 200))
    guard case .requestRefused(status: 426, _) = ends.last else {
      Issue.record("ended with \(ends)")
      return
    }
  }

  @Test func originsAreChecked() throws {
    var policy = ServerPolicy()
    policy.allowsOrigin = { $0 == nil || $0 == "https://example.com" }
    let test = try ServerUnderTest(.best, policy: policy)
    for (origin, status) in [("https://example.com", 101), ("https://example.org", 403)] {
      let peer = try test.peer()
      try peer.send(TestPeer.request(headers: "Origin: \(origin)\r\n"))
      #expect(try peer.receiveHead().hasPrefix("HTTP/1.1 \(status) "))
    }
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func keepAlivePingsAndMeasures(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.pingInterval = .milliseconds(5) }
    var times: [Duration] = []
    test.server.handlers.pong = { _, _, time in
      if let time { times.append(time) }
    }
    let peer = try test.openPeer()
    for _ in 0..<3 {
      let ping = try peer.receive(2)
      #expect(ping[0] == 0x89)
      try peer.send(clientFrame(0x8a, try peer.receive(Int(ping[1]))))
    }
    try test.loop.turn(until: "three pongs are measured") { times.count == 3 }
    #expect(times.allSatisfy { $0 > .zero })
  }

  @Test func framesAndHeadsAreObservedInOrder() throws {
    let test = try ServerUnderTest(.best)
    var seen: [String] = []
    test.server.handlers.head = { _, direction, bytes in
      seen.append("\(direction) \(String(decoding: bytes.prefix(12), as: UTF8.self))")
    }
    test.server.handlers.frame = { _, direction, frame in
      let record = frame.record
      seen.append("\(direction) \(record.header?.opcode.name ?? "?") \(record.payload.byteCount)")
    }
    let peer = try test.openPeer()
    try peer.send(clientFrame(0x81, [0x48]) + clientFrame(0x88, []))
    _ = try peer.receiveToEnd()
    try test.loop.turn(until: "all is observed") { seen.count >= 6 }
    #expect(
      seen == [
        "received GET / HTTP/1", "sent HTTP/1.1 101", "received text 1", "sent text 1",
        "received close 0", "sent close 0",
      ])
  }
}
