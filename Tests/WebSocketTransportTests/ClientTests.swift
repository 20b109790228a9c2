import Testing
import WebSocketProtocol

@testable import WebSocketTransport

@Suite struct ClientTests {
  @Test(arguments: EventLoop.Backend.allCases)
  func aRefusedConnectionSaysWhere(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    // A port that was free a moment ago.
    let server = try WebSocketServer(on: loop, host: "127.0.0.1", port: 0)
    let address = server.addresses[0]
    server.shutDown()
    let client = try WebSocketClient.connect(
      to: WebSocketURL("ws://127.0.0.1:\(address.port)/"), on: loop)
    var ends: [WebSocketEnd] = []
    client.handlers.closed = { ends.append($1) }
    loop.run()
    #expect(ends.map(\.stream) == [.notConnected(.connectionRefused(address))])
    #expect(ends.first?.connection == nil)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func anAnswerOtherThan101IsShown(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    var policy = ServerPolicy()
    policy.hasResource = { $0 == "/there" }
    let server = try WebSocketServer(on: loop, port: 0, policy: policy)
    let client = try WebSocketClient.connect(
      to: WebSocketURL("ws://localhost:\(server.port)/elsewhere"), on: loop)
    var heads: [String] = []
    client.handlers.head = { _, direction, bytes in
      heads.append("\(direction) \(String(decoding: bytes, as: UTF8.self))")
    }
    var ends: [StreamEnd] = []
    client.handlers.closed = { ends.append($1.stream) }
    try loop.turn(until: "the client has given up") { !ends.isEmpty }
    guard case .responseRefused(let failure) = ends.first else {
      Issue.record("ended with \(ends)")
      return
    }
    #expect(failure.response?.startLine != nil)
    #expect(heads.first?.hasPrefix("sent GET /elsewhere HTTP/1.1\r\n") == true)
    #expect(heads.last?.hasPrefix("received HTTP/1.1 404 ") == true)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func manyMessagesOfEverySizeComeBack(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let server = try WebSocketServer(on: loop, port: 0)
    server.handlers.payload = { $0.send($2, as: $1) }
    let client = try WebSocketClient.connect(
      to: WebSocketURL("ws://localhost:\(server.port)/"), on: loop)
    let messages = [0, 1, 125, 126, 65_535, 65_536, 1_000_000].flatMap { size in
      [
        Message.binary((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
        Message(opcode: .text, payload: (0..<size).map { 0x20 + UInt8($0 % 64) }),
      ]
    }
    client.handlers.opened = { connection in for message in messages { connection.send(message) } }
    var echoes: [Message] = []
    client.handlers.message = { echoes.append($1) }
    try loop.turn(until: "all echoes have come") { echoes.count == messages.count }
    #expect(echoes == messages)
    #expect(client.traffic.messagesSent == UInt64(messages.count))
    #expect(client.traffic.messagesReceived == UInt64(messages.count))
  }

  @Test func urlsAreRead() throws {
    let url = try WebSocketURL("ws://[::1]:8080/chat?room=1")
    #expect((url.host, url.port, url.resourceName) == ("::1", 8080, "/chat?room=1"))
    #expect(url.hostHeader == "[::1]:8080")
    let short = try WebSocketURL("WS://example.com?x")
    #expect((short.host, short.port, short.resourceName) == ("example.com", 80, "/?x"))
  }

  @Test(arguments: [
    ("localhost:8080", WebSocketURL.Invalid.noScheme), ("wss://a", .secure),
    ("http://a", .otherScheme("http")), ("ws://a/#b", .fragment), ("ws://u:p@a", .userInformation),
    ("ws://", .host("")), ("ws://[::1", .host("[::1")), ("ws://a:0", .port("0")),
    ("ws://a:65536", .port("65536")), ("ws://a:", .port("")), ("ws://a:８", .port("８")),
  ])
  func wrongURLsSayWhatIsWrong(_ text: String, _ invalid: WebSocketURL.Invalid) {
    #expect(throws: invalid) { try WebSocketURL(text) }
  }

  @Test(arguments: EventLoop.Backend.allCases, [true, false])
  func halfAnAnswerIsShown(_ backend: EventLoop.Backend, _ ends: Bool) throws {
    let loop = try EventLoop(backend: backend)
    let anyPort = try #require(try SocketAddress.resolve(host: "127.0.0.1", port: 0).first)
    let listener = try Descriptor.listen(on: anyPort, backlog: 1)
    defer { Platform.closeDescriptor(listener) }
    var options = WebSocketClient.Options()
    if !ends { options.limits.handshakeTime = .milliseconds(300) }
    let client = try WebSocketClient.connect(
      to: WebSocketURL("ws://\(Descriptor.localAddress(listener))/"), on: loop, options: options)
    var heads: [String] = []
    client.handlers.head = { _, direction, bytes in
      if direction == .received { heads.append(String(decoding: bytes, as: UTF8.self)) }
    }
    var end: StreamEnd?
    client.handlers.closed = { end = $1.stream }
    var peer: Int32?
    try loop.turn(until: "the client has come") {
      if case .connection(let descriptor) = Descriptor.accept(listener) { peer = descriptor }
      return peer != nil
    }
    let descriptor = try #require(peer)
    defer { Platform.closeDescriptor(descriptor) }
    _ = Descriptor.send(descriptor, Array("SSH-2.0-Some\r\n".utf8), from: 0)
    if ends { Descriptor.endSending(descriptor) }
    try loop.turn(until: "the client gives up") { end != nil }
    #expect(heads == ["SSH-2.0-Some\r\n"])
    if !ends { #expect(end == .handshakeTimedOut) }
  }
}
