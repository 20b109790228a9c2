import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// Mistakes and failures of peers; after each the server keeps nothing of the connection.
@Suite(.serialized) struct FaultTests {
  /// Waits until the server has forgotten everybody, and checks that it serves the next one.
  private func expectRecovered(_ test: ServerUnderTest) throws {
    try test.loop.turn(until: "all connections are over") { test.server.connections.isEmpty }
    let peer = try test.openPeer()
    try peer.send(clientFrame(0x81, [0x48]))
    #expect(try peer.receive(3) == [0x81, 1, 0x48])
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aHeadThatNeverEndsRunsOutOfTime(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.handshakeTime = .milliseconds(100) }
    var ends: [StreamEnd] = []
    test.server.handlers.closed = { ends.append($1.stream) }
    let peer = try test.peer()
    var count = 0
    // A byte now and then must not make the server wait longer.
    try test.loop.turn(until: "the server gives up") {
      count += 1
      if count % 8 == 0 {
        _ = Descriptor.send(peer.descriptor, Array("G".utf8), from: 0)
      }
      peer.takeArrivals()
      return peer.hasEnded
    }
    #expect(ends == [.handshakeTimedOut])
    try expectRecovered(test)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aHeadTooLongIsRefused(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.headByteCount = 1000 }
    let peer = try test.peer()
    try peer.send("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 2000))
    #expect(String(decoding: try peer.receiveToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 431 "))
    peer.close()
    try expectRecovered(test)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aPeerThatNeverReadsIsNotReadEither(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    let frame = clientFrame(0x82, [UInt8](repeating: 1, count: 60_000))
    var sent = 0
    var position = 0
    var quietTurns = 0
    // Until nothing moves any more: both ends' buffers are full, and the server has stopped reading.
    try test.loop.turn(until: "the server stops reading") {
      quietTurns += 1
      while case .bytes(let count) = Descriptor.send(peer.descriptor, frame, from: position) {
        sent += count
        position = (position + count) % frame.count
        quietTurns = 0
      }
      return quietTurns > 50
    }
    let connection = try #require(test.server.connections.values.first)
    let limits = test.server.limits
    #expect(connection.isReadingPaused)
    #expect(
      connection.bufferedAmount <= limits.highWaterByteCount + EventLoop.receiveBufferByteCount)
    // Once it reads, everything comes: nothing was dropped.
    let whole = sent / frame.count
    let expected = whole * (frame.count - 4)
    var arrived = 0
    try test.loop.turn(until: "all echoes have come") {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case .bytes(let count) = Descriptor.receive(peer.descriptor, into: &buffer, from: 0) {
        arrived += count
      }
      return arrived >= expected
    }
    #expect(arrived == expected)
    #expect(!connection.isReadingPaused)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aPeerThatNeverReadsABroadcastIsDropped(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.queueByteCount = 1 << 20 }
    var ends: [StreamEnd] = []
    test.server.handlers.closed = { ends.append($1.stream) }
    let peer = try test.openPeer()
    let connection = try #require(test.server.connections.values.first)
    let message = Message.binary([UInt8](repeating: 7, count: 100_000))
    try test.loop.turn(until: "the queue overflows") {
      connection.send(message)
      return !ends.isEmpty
    }
    guard case .queueOverflow(let count) = ends.first else {
      Issue.record("ended with \(ends)")
      return
    }
    #expect(count > 1 << 20 && count < 2 << 20)
    peer.close()
    try expectRecovered(test)
  }

  /// Every state in which a connection can be reset, named after what the peer has sent until then.
  enum ResetAt: CaseIterable {
    case beforeAnyByte, insideHead, open, insideHeader, insidePayload, insideMessage
    case closeSent, closeReceived, refused
  }

  @Test(arguments: EventLoop.Backend.allCases, ResetAt.allCases)
  func aResetEndsTheConnectionInEveryState(
    _ backend: EventLoop.Backend, _ state: ResetAt
  ) throws {
    // No time-out must do what the reset should.
    let test = try ServerUnderTest(backend) {
      $0.handshakeTime = .seconds(3600)
      $0.closingTime = .seconds(3600)
    }
    var ends: [WebSocketEnd] = []
    test.server.handlers.closed = { ends.append($1) }
    let peer = try test.peer()
    switch state {
    case .beforeAnyByte: break
    case .insideHead: try peer.send("GET / HT")
    case .refused:
      try peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try peer.receiveHead()
    default: try peer.open()
    }
    try test.loop.turn(until: "it is there") { !test.server.connections.isEmpty }
    let connection = try #require(test.server.connections.values.first)
    let frame = clientFrame(0x82, [1, 2, 3])
    switch state {
    case .insideHeader: try peer.send(Array(frame.prefix(3)))
    case .insidePayload: try peer.send(Array(frame.prefix(7)))
    case .insideMessage: try peer.send(clientFrame(0x02, [1]))
    case .closeSent:
      connection.close()
      _ = try peer.receive(4)
    case .closeReceived:
      try peer.send(clientFrame(0x88, []))
      _ = try peer.receive(2)
    default: break
    }
    peer.reset()
    try test.loop.turn(until: "the end is told") { !ends.isEmpty }
    #expect(ends.count == 1)
    #expect(connection.isClosed)
    try expectRecovered(test)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aDeclaredLengthReservesNoMemory(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    // 2^62 bytes are declared, ten are sent.
    try peer.send(
      [0x82, 0xff, 0x40] + [UInt8](repeating: 0, count: 7) + [UInt8](repeating: 1, count: 10))
    let answer = try peer.receiveToEnd()
    #expect(answer.prefix(1) == [0x88])
    #expect(answer.dropFirst(2).prefix(2) == [0x03, 0xf1])  // 1009
    peer.close()
    try expectRecovered(test)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aFrameWithinTheLimitReservesOnlyWhatArrives(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.messageByteCount = 1 << 40 }
    let peer = try test.openPeer()
    try peer.send([0x82, 0xff, 0, 0, 0, 0xff, 0, 0, 0, 0] + [0, 0, 0, 0])
    try peer.send([UInt8](repeating: 1, count: 100_000))
    let connection = try #require(test.server.connections.values.first)
    try test.loop.turn(until: "all is read") { connection.traffic.bytesReceived > 100_000 }
    #expect(connection.unread.capacity < 1 << 20)
    #expect((connection.endpoint?.connection.receiver.reservedByteCount ?? 0) < 1 << 20)
    peer.reset()
    try expectRecovered(test)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func silenceEndsAConnectionWhereThatIsAsked(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.idleTime = .milliseconds(50) }
    let peer = try test.openPeer()
    let close = try peer.receive(4)
    #expect(close.prefix(1) == [0x88])
    #expect(close.dropFirst(2) == [0x03, 0xe9])
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aPingWithoutPongEndsTheConnection(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) {
      $0.pingInterval = .milliseconds(10)
      $0.pongTime = .milliseconds(30)
    }
    var ends: [StreamEnd] = []
    test.server.handlers.closed = { ends.append($1.stream) }
    let peer = try test.openPeer()
    _ = try peer.receiveToEnd()
    #expect(ends == [.noPong])
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func whoComesAboveTheLimitWaits(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend) { $0.connectionCount = 2 }
    let first = try test.openPeer()
    let second = try test.openPeer()
    let third = try test.peer()
    try third.send(TestPeer.request())
    for _ in 0..<20 { test.loop.turn(atMost: .milliseconds(1)) }
    #expect(test.server.connections.count == 2)
    first.reset()
    #expect(try third.receiveHead().hasPrefix("HTTP/1.1 101 "))
    second.close()
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aPortInUseSaysSo(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let error = #expect(throws: TransportError.self) {
      try WebSocketServer(on: test.loop, host: "127.0.0.1", port: test.server.port)
    }
    #expect(error == .addressInUse(test.server.addresses[0]))
    #expect(error?.description.contains("or 0 for any free one") == true)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func nothingLeaks(_ backend: EventLoop.Backend) throws {
    guard openDescriptorCount() != nil else { return }
    weak var connection: WebSocketConnection?
    weak var server: WebSocketServer?
    weak var loop: EventLoop?
    do {
      let test = try ServerUnderTest(backend)
      server = test.server
      loop = test.loop
      for index in 0..<20 {
        let peer = try test.openPeer()
        connection = connection ?? test.server.connections.values.first
        if index % 2 == 0 { peer.reset() } else { try peer.send(clientFrame(0x88, [])) }
      }
      try test.loop.turn(until: "all are over") { test.server.connections.isEmpty }
      test.server.shutDown()
      #expect(!test.loop.hasWork)
    }
    #expect(connection == nil)
    #expect(server == nil)
    #expect(loop == nil)
  }
}

@Suite struct EndingFaultTests {
  /// A peer that answers the close frame and then neither reads nor ends the stream, but goes on
  /// sending, gets no more time than was set.
  @Test(arguments: EventLoop.Backend.allCases)
  func aPeerCannotPutTheEndOff(_ backend: EventLoop.Backend) throws {
    let test = try ServerUnderTest(backend)
    let peer = try test.openPeer()
    var isDown = false
    let begin = Moment.now
    test.server.shutDown(within: .milliseconds(200)) { isDown = true }
    try peer.send(clientFrame(0x88, [0x03, 0xe9]))
    try test.loop.turn(until: "the server is down") {
      _ = Descriptor.send(peer.descriptor, clientFrame(0x88, [0x03, 0xe9]), from: 0)
      return isDown
    }
    // Not `closingTime`, which is 5 seconds.
    #expect(Moment.now.since(begin) < .seconds(4))
  }
}
