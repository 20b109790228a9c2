import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// Connections over a stream in memory: what they do with streams that are slow, late or broken.
@Suite struct ByteStreamTests {
  static let hello = Array("Hello".utf8)
  static let reset = StreamError.system(SystemError(call: "recv", code: 104))

  /// A request, a message in one frame, one in two with a ping between, and a close frame.
  static let conversation =
    Array(TestPeer.request().utf8) + clientFrame(0x81, hello) + clientFrame(0x02, [1, 2])
    + clientFrame(0x89, [9]) + clientFrame(0x80, [UInt8](repeating: 3, count: 200))
    + clientFrame(0x88, [0x03, 0xe8])

  /// What a server that echoes answers after its head.
  static let answers =
    serverFrame(0x81, hello) + serverFrame(0x8a, [9])
    + serverFrame(0x82, [1, 2] + [UInt8](repeating: 3, count: 200))
    + serverFrame(0x88, [0x03, 0xe8])

  private func expectConversation(_ test: FakeConnection) {
    let head = "HTTP/1.1 101 Switching Protocols\r\n"
    let sent = test.stream.takeSent()
    #expect(sent.starts(with: Array(head.utf8)))
    #expect(sent.suffix(Self.answers.count) == Self.answers[...])
    #expect(test.openedCount == 1)
    #expect(test.messages.map(\.payload.count) == [5, 202])
    #expect(test.connection.traffic.bytesSent == UInt64(sent.count))
    #expect(test.connection.traffic.bytesReceived == UInt64(Self.conversation.count))
  }

  @Test("any number of bytes a read and a write", arguments: [1, 2, 3, 7, 1000], [1, 2, 5, 1000])
  func pieces(read: Int, write: Int) throws {
    let test = try FakeConnection()
    test.stream.largestRead = read
    test.stream.largestWrite = write
    test.stream.toReceive = Self.conversation
    test.stream.open(for: test.connection)
    test.settle()
    expectConversation(test)
    // The server ends its stream once all is sent, then waits for the peer's end.
    #expect(test.stream.calls == [.open, .endSending])
    #expect(test.connection.phase.step == .awaitingEnd)
    #expect(test.connection.phase.knownEnd == .closedHere)
    test.stream.peerHasEnded = true
    test.settle()
    #expect(test.stream.calls == [.open, .endSending, .close])
    #expect(test.ends.map(\.stream) == [.closedHere])
    #expect(test.ends.first?.connection?.isClean == true)
  }

  @Test("a stream that takes nothing for a while loses nothing")
  func choked() throws {
    let test = try FakeConnection()
    test.stream.largestWrite = 0
    test.stream.toReceive = Self.conversation
    test.stream.open(for: test.connection)
    test.settle()
    #expect(test.stream.sent.isEmpty)
    #expect(test.stream.calls == [.open])
    #expect(test.connection.phase.step == .ending)
    #expect(test.connection.bufferedAmount > Self.answers.count)
    #expect(test.stream.interest == [.readable, .writable])
    test.stream.pendingByteCount = 5
    let waiting = test.connection.bufferedAmount
    test.stream.largestWrite = 3
    test.settle()
    expectConversation(test)
    #expect(waiting - test.connection.bufferedAmount == waiting - 5)
    #expect(test.stream.calls == [.open, .endSending])
  }

  @Test("a peer that does not read is not read from, and is again once it reads")
  func backpressure() throws {
    let test = try FakeConnection {
      $0.highWaterByteCount = 1000
      $0.lowWaterByteCount = 100
    }
    test.open()
    test.stream.largestWrite = 0
    test.stream.largestRead = 400
    for _ in 0..<20 {
      test.stream.toReceive += clientFrame(0x82, [UInt8](repeating: 1, count: 300))
    }
    test.settle()
    #expect(test.stream.interest == .writable)
    #expect(!test.stream.toReceive.isEmpty)
    test.stream.largestWrite = 50
    test.settle()
    #expect(test.stream.toReceive.isEmpty)
    #expect(test.messages.count == 20)
    #expect(test.stream.interest == .readable)
  }

  @Test("a reset after each byte of a conversation ends the connection once")
  func resets() throws {
    for count in 0...Self.conversation.count {
      let test = try FakeConnection()
      test.stream.toReceive = Array(Self.conversation.prefix(count))
      test.stream.open(for: test.connection)
      test.settle()
      let wasOpen = test.openedCount == 1
      let isClosing = test.connection.phase.knownEnd != nil
      test.stream.error = Self.reset
      test.settle()
      #expect(test.connection.isClosed)
      #expect(test.ends.map(\.stream) == [isClosing ? .closedHere : .broken(Self.reset)])
      #expect((test.ends.first?.connection != nil) == wasOpen)
      #expect(test.stream.calls.last == .close)
      #expect(test.stream.user == nil)
      #expect(!test.loop.hasWork, "no timer is left")
    }
  }

  @Test("the end of the stream after each byte of a conversation ends the connection once")
  func ends() throws {
    for count in 0...Self.conversation.count {
      let test = try FakeConnection()
      test.stream.largestRead = 3
      test.stream.toReceive = Array(Self.conversation.prefix(count))
      test.stream.peerHasEnded = true
      test.stream.open(for: test.connection)
      test.settle()
      #expect(test.connection.isClosed)
      #expect(test.ends.count == 1)
      let isWhole = count == Self.conversation.count
      #expect(test.ends.first?.stream == (isWhole ? .closedHere : .closedByPeer))
      #expect(!test.loop.hasWork, "no timer is left")
    }
  }

  @Test("an error while the answer is sent ends the connection")
  func errorInSending() throws {
    let test = try FakeConnection()
    test.open()
    test.connection.send("lost")
    test.stream.error = Self.reset
    test.loop.turn(atMost: .zero)
    #expect(test.ends.map(\.stream) == [.broken(Self.reset)])
  }

  @Test("giving up resets the stream")
  func abandoning() throws {
    let test = try FakeConnection()
    test.open()
    test.connection.abandon()
    #expect(test.stream.calls == [.open, .reset])
    #expect(test.ends.map(\.stream) == [.abandoned])
  }

  // MARK: A stream with a handshake of its own

  @Test("nothing is read or sent before the stream is open")
  func opensLater() throws {
    let test = try FakeConnection()
    test.stream.opensLater = true
    test.stream.toReceive = Self.conversation
    test.stream.open(for: test.connection)
    test.settle()
    #expect(test.connection.phase.step == .openingStream)
    #expect(test.stream.toReceive == Self.conversation)
    test.stream.nowOpen()
    test.settle()
    expectConversation(test)
  }

  @Test("a stream that cannot be opened ends the connection, and says why")
  func doesNotOpen() throws {
    let test = try FakeConnection()
    test.stream.opensLater = true
    test.stream.open(for: test.connection)
    let error = StreamError.other(id: "tls.expired", sentences: "The certificate has expired.")
    test.stream.user?.streamDidNotOpen(error)
    #expect(test.ends.map(\.stream) == [.broken(error)])
    #expect(test.ends.first?.description.hasSuffix("The certificate has expired.") == true)
    #expect(test.stream.calls == [.open, .close])
    #expect(!test.loop.hasWork)
  }

  @Test("opening the stream counts to the time that the handshake may take")
  func opensTooLate() throws {
    let test = try FakeConnection { $0.handshakeTime = .milliseconds(10) }
    test.stream.opensLater = true
    test.stream.open(for: test.connection)
    test.connection.startHandshakeTimer()
    try test.loop.turn(until: "the connection gives up") { !test.ends.isEmpty }
    #expect(test.ends.map(\.stream) == [.handshakeTimedOut])
  }

  // MARK: The socket

  @Test("a client lives until it is over although no reference to it is kept")
  func clientWithoutReference() throws {
    let test = try ServerUnderTest(.best)
    var code: CloseCode?
    func begin() throws {
      let client = try WebSocketClient.connect(
        to: WebSocketURL("ws://127.0.0.1:\(test.server.port)/"), on: test.loop)
      client.handlers.opened = { $0.close() }
      client.handlers.closed = { code = $1.code }
    }
    try begin()
    try test.loop.turn(until: "the client is closed") { code != nil }
    #expect(code == .normalClosure)
  }
}
