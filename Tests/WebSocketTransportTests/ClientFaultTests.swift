import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// Mistakes and failures of servers; after each the client keeps nothing of the connection.
@Suite struct ClientFaultTests {
  /// A server of raw sockets, which can make every mistake.
  private final class RawServer {
    let loop: EventLoop
    private let listener: Int32
    private var peer: Int32 = -1
    private var received: [UInt8] = []

    init(on loop: EventLoop) throws {
      self.loop = loop
      let anyPort = try #require(try SocketAddress.resolve(host: "127.0.0.1", port: 0).first)
      listener = try Descriptor.listen(on: anyPort, backlog: 1)
    }

    deinit {
      Platform.closeDescriptor(listener)
      if peer >= 0 { Platform.closeDescriptor(peer) }
    }

    var url: String { "ws://\(Descriptor.localAddress(listener))/" }

    func accept() throws {
      try loop.turn(until: "the client has come") {
        if case .connection(let descriptor) = Descriptor.accept(listener) { peer = descriptor }
        return peer >= 0
      }
    }

    func send(_ bytes: [UInt8]) {
      guard case .bytes(bytes.count) = Descriptor.send(peer, bytes, from: 0) else {
        Issue.record("the bytes were not taken")
        return
      }
    }

    func receive(until isEnough: ([UInt8]) -> Bool) throws {
      var buffer = [UInt8](repeating: 0, count: 4096)
      try loop.turn(until: "the client's bytes have come") {
        if case .bytes(let count) = Descriptor.receive(peer, into: &buffer, from: 0) {
          received += buffer[..<count]
        }
        return isEnough(received)
      }
    }

    /// Answers the request as a server should.
    func open() throws {
      try receive { $0.suffix(4) == Array("\r\n\r\n".utf8) }
      var handshake = ServerHandshake(ServerPolicy())
      guard case .accept(let accepted) = handshake.receive(received) else {
        Issue.record("the request is refused")
        return
      }
      received = []
      send(accepted.response)
    }

    func reset() {
      Descriptor.closeWithReset(peer)
      peer = -1
    }
  }

  /// Every state that a client's connection can be reset in.
  enum ResetAt: CaseIterable {
    case beforeAnswer, insideHead, insideBodyOfRefusal, open, insideHeader, insidePayload
    case insideMessage, closeSent, closeReceived
  }

  @Test(arguments: EventLoop.Backend.allCases, ResetAt.allCases)
  func aResetEndsTheConnectionInEveryState(
    _ backend: EventLoop.Backend, _ state: ResetAt
  ) throws {
    let loop = try EventLoop(backend: backend)
    let server = try RawServer(on: loop)
    // No time-out must do what the reset should.
    var options = WebSocketClient.Options()
    options.limits.handshakeTime = .seconds(3600)
    options.limits.closingTime = .seconds(3600)
    let client = try WebSocketClient.connect(
      to: WebSocketURL(server.url), on: loop, options: options)
    var isOpen = false
    var ends: [WebSocketEnd] = []
    client.handlers.opened = { _ in isOpen = true }
    client.handlers.closed = { ends.append($1) }
    try server.accept()
    switch state {
    case .beforeAnswer: break
    case .insideHead: server.send(Array("HTTP/1.1 101 Sw".utf8))
    case .insideBodyOfRefusal:
      server.send(Array("HTTP/1.1 404 No\r\nContent-Length: 100\r\n\r\nhalf".utf8))
    default:
      try server.open()
      try loop.turn(until: "the connection is open") { isOpen }
    }
    let frame = serverFrame(0x82, [1, 2, 3])
    switch state {
    case .insideHeader: server.send(Array(frame.prefix(1)))
    case .insidePayload: server.send(Array(frame.prefix(3)))
    case .insideMessage: server.send(serverFrame(0x02, [1]))
    case .closeSent:
      client.close()
      try server.receive { $0.count == 8 }
    case .closeReceived:
      server.send(serverFrame(0x88, [0x03, 0xe8]))
      try server.receive { $0.count == 8 }
    default: break
    }
    for _ in 0..<3 { loop.turn(atMost: .milliseconds(1)) }
    server.reset()
    try loop.turn(until: "the end is told") { !ends.isEmpty }
    #expect(ends.count == 1)
    #expect((ends.first?.connection != nil) == isOpen)
    #expect(ends.first?.code == (state == .closeReceived ? .normalClosure : .abnormalClosure))
    #expect(!loop.hasWork)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aServerThatNeverAnswersTheCloseRunsOutOfTime(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let server = try RawServer(on: loop)
    let client = try WebSocketClient.connect(to: WebSocketURL(server.url), on: loop)
    var ends: [WebSocketEnd] = []
    client.handlers.opened = { $0.close(within: .milliseconds(50)) }
    client.handlers.closed = { ends.append($1) }
    try server.accept()
    try server.open()
    try loop.turn(until: "the client gives up") { !ends.isEmpty }
    #expect(ends.first?.stream == .closingTimedOut)
    #expect(ends.first?.connection?.cause == .noAnswer(insideFrame: false))
    #expect(!loop.hasWork)
  }
}
