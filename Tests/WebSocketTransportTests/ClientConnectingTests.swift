import Foundation
import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// How a client finds its server: the lookup does not block the loop, and dead addresses cost little.
@Suite struct ClientConnectingTests {
  private func connect(
    on loop: EventLoop, within time: Duration = .seconds(60),
    _ lookUp: @escaping WebSocketClient.LookUp
  ) throws -> WebSocketConnection {
    var options = WebSocketClient.Options()
    options.limits.handshakeTime = time
    return try WebSocketClient.connect(
      to: WebSocketURL("ws://name.example:80/"), on: loop, options: options, lookUp: lookUp)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func theLoopTurnsWhileANameIsLookedUp(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let server = try WebSocketServer(on: loop, host: "127.0.0.1", port: 0)
    let address = server.addresses[0]
    let answer = DispatchSemaphore(value: 0)
    let client = try connect(on: loop) { _ in
      answer.wait()
      return .success([address])
    }
    var isOpen = false
    client.handlers.opened = { _ in isOpen = true }
    var ticks = 0
    try loop.turn(until: "the loop turns") {
      loop.schedule(after: .milliseconds(1)) { ticks += 1 }
      return ticks > 5
    }
    #expect(!isOpen)
    answer.signal()
    try loop.turn(until: "the connection is open") { isOpen }
    #expect(client.peerAddress == address)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aLookupCanBeGivenUp(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let answer = DispatchSemaphore(value: 0)
    let client = try connect(on: loop) { _ in
      answer.wait()
      return .success([])
    }
    var ends: [StreamEnd] = []
    client.handlers.closed = { ends.append($1.stream) }
    loop.turn(atMost: .milliseconds(1))
    client.abandon()
    #expect(ends == [.abandoned])
    #expect(!loop.hasWork)
    // Its thread ends later, without any effect.
    answer.signal()
    loop.turn(atMost: .milliseconds(20))
    #expect(ends.count == 1)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aLookupWithoutAnswerRunsOutOfTime(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let answer = DispatchSemaphore(value: 0)
    defer { answer.signal() }
    let client = try connect(on: loop, within: .milliseconds(30)) { _ in
      answer.wait()
      return .success([])
    }
    var ends: [StreamEnd] = []
    client.handlers.closed = { ends.append($1.stream) }
    try loop.turn(until: "the time is over") { !ends.isEmpty }
    let error = TransportError.nameNotFound("name.example", reason: "no name server answers")
    #expect(ends == [.notConnected(error)])
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aNameWithoutAddressIsTold(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let error = TransportError.nameNotFound("name.example", reason: "Name or service not known")
    for (result, expected) in [
      (Result.failure(error), error),
      (.success([]), .nameNotFound("name.example", reason: "it has no address")),
    ] as [(Result<[SocketAddress], TransportError>, TransportError)] {
      let client = try connect(on: loop) { _ in result }
      var ends: [StreamEnd] = []
      client.handlers.closed = { ends.append($1.stream) }
      try loop.turn(until: "the end is told") { !ends.isEmpty }
      #expect(ends == [.notConnected(expected)])
    }
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aRefusalIsFollowedByTheNextAddress(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let server = try WebSocketServer(on: loop, host: "127.0.0.1", port: 0)
    let there = server.addresses[0]
    let gone = try WebSocketServer(on: loop, host: "127.0.0.1", port: 0)
    let refusing = gone.addresses[0]
    gone.shutDown()
    let client = try connect(on: loop) { _ in .success([refusing, refusing, there]) }
    var isOpen = false
    client.handlers.opened = { _ in isOpen = true }
    try loop.turn(until: "the connection is open") { isOpen }
    #expect(client.peerAddress == there)

    let hopeless = try connect(on: loop) { _ in .success([refusing, refusing]) }
    var ends: [StreamEnd] = []
    hopeless.handlers.closed = { ends.append($1.stream) }
    try loop.turn(until: "the end is told") { !ends.isEmpty }
    #expect(ends == [.notConnected(.connectionRefused(refusing))])
  }

  #if os(Linux)
    /// A listener that accepts nothing: when its queue is full, Linux drops new connections, as a
    /// network without a route does.
    private final class BlackHole {
      let address: SocketAddress
      private var descriptors: [Int32]

      init() throws {
        let anyPort = try #require(try SocketAddress.resolve(host: "127.0.0.1", port: 0).first)
        let listener = try Descriptor.listen(on: anyPort, backlog: 0)
        let address = Descriptor.localAddress(listener)
        self.address = address
        descriptors = [listener] + (try (0..<3).map { _ in try Descriptor.connect(to: address) })
        usleep(50_000)
      }

      deinit { for descriptor in descriptors { Platform.closeDescriptor(descriptor) } }
    }

    @Test(arguments: EventLoop.Backend.allCases)
    func anAddressThatNeverAnswersDoesNotTakeAllTheTime(_ backend: EventLoop.Backend) throws {
      let loop = try EventLoop(backend: backend)
      let server = try WebSocketServer(on: loop, host: "127.0.0.1", port: 0)
      let (hole, there) = (try BlackHole(), server.addresses[0])
      let addresses = [hole.address, hole.address, there]
      let client = try connect(on: loop) { _ in .success(addresses) }
      var isOpen = false
      client.handlers.opened = { _ in isOpen = true }
      try loop.turn(until: "the connection is open") { isOpen }
      #expect(client.peerAddress == there)
      // The other attempts are over: nothing else is left.
      client.abandon()
      server.abandonAll()
      #expect(!loop.hasWork)
    }

    @Test(arguments: EventLoop.Backend.allCases)
    func noAnswerAnywhereSaysWhere(_ backend: EventLoop.Backend) throws {
      let loop = try EventLoop(backend: backend)
      let hole = try BlackHole()
      let address = hole.address
      let client = try connect(on: loop, within: .milliseconds(400)) { _ in
        .success([address, address])
      }
      var ends: [StreamEnd] = []
      client.handlers.closed = { ends.append($1.stream) }
      try loop.turn(until: "the time is over") { !ends.isEmpty }
      #expect(ends == [.notConnected(.connectTimedOut(address))])
      #expect(!loop.hasWork)
    }
  #endif

  @Test func theFamiliesTakeTurns() throws {
    func addresses(_ hosts: [String]) throws -> [SocketAddress] {
      try hosts.flatMap { try SocketAddress.resolve(host: $0, port: 1) }
    }
    let sorted = try addresses(["::1", "::2", "::3", "127.0.0.1", "127.0.0.2"])
    let expected = try addresses(["::1", "127.0.0.1", "::2", "127.0.0.2", "::3"])
    #expect(SocketAddress.alternating(sorted) == expected)
    #expect(SocketAddress.alternating([]) == [])
  }
}
