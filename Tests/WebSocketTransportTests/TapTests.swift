import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// A tap between a raw client and a raw server, all on one loop.
private final class TapUnderTest {
  let loop: EventLoop
  let tap: WebSocketTap
  let listener: Listener
  private(set) var serverSocket: Int32 = -1
  var seen: [Role: [UInt8]] = [.client: [], .server: []]
  var ended: [Role] = []
  var ends: [TapEnd] = []

  init(_ backend: EventLoop.Backend) throws {
    loop = try EventLoop(backend: backend)
    var accepted: (Int32) -> Void = { _ in }
    listener = try Listener.listen(host: "127.0.0.1", port: 0, loop: loop) { descriptor in
      accepted(descriptor)
      return true
    }[0]
    tap = try WebSocketTap(
      on: loop, port: 0, to: (host: "127.0.0.1", port: listener.address.port))
    accepted = { [weak self] in self?.serverSocket = $0 }
    tap.handlers.bytes = { [weak self] _, role, bytes in
      self?.seen[role]?.append(bytes)
    }
    tap.handlers.ended = { [weak self] in self?.ended.append($1) }
    tap.handlers.closed = { [weak self] in self?.ends.append($1) }
  }

  func connect() throws -> TestPeer {
    let peer = try TestPeer(port: tap.port, on: loop)
    try loop.turn(until: "the server is reached") { serverSocket >= 0 }
    return peer
  }

  /// Everything that has reached the server now.
  func serverReads() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    guard case .bytes(let count) = Descriptor.receive(serverSocket, into: &buffer, from: 0) else {
      return []
    }
    return Array(buffer[..<count])
  }

  deinit { if serverSocket >= 0 { Platform.closeDescriptor(serverSocket) } }
}

@Suite struct TapTests {
  @Test(arguments: EventLoop.Backend.allCases, [1, 100_000, 3_000_000])
  func bytesPassUnchangedBothWays(_ backend: EventLoop.Backend, _ count: Int) throws {
    let test = try TapUnderTest(backend)
    let peer = try test.connect()
    let request = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 13) }
    var arrived: [UInt8] = []
    var position = 0
    try test.loop.turn(until: "all has passed") {
      if position < count,
        case .bytes(let sent) = Descriptor.send(peer.descriptor, request, from: position)
      {
        position += sent
      }
      arrived += test.serverReads()
      return arrived.count == count
    }
    #expect(arrived == request)
    #expect(test.seen[.client] == request)

    // Half-close: the client has ended, and the server still answers.
    peer.endSending()
    try test.loop.turn(until: "the end has passed") { test.ended == [.client] }
    _ = Descriptor.send(test.serverSocket, [1, 2, 3], from: 0)
    Descriptor.endSending(test.serverSocket)
    #expect(try peer.receiveToEnd() == [1, 2, 3])
    #expect(test.seen[.server] == [1, 2, 3])
    try test.loop.turn(until: "it is over") { !test.ends.isEmpty }
    #expect(test.ends == [.ended])
    #expect(test.tap.connections.isEmpty)
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aServerThatDoesNotReadHoldsTheClientUp(_ backend: EventLoop.Backend) throws {
    let test = try TapUnderTest(backend)
    let peer = try test.connect()
    let bytes = [UInt8](repeating: 5, count: 60_000)
    var sent = 0
    var quietTurns = 0
    try test.loop.turn(until: "nothing moves") {
      quietTurns += 1
      while case .bytes(let count) = Descriptor.send(peer.descriptor, bytes, from: 0) {
        sent += count
        quietTurns = 0
      }
      return quietTurns > 50
    }
    var arrived = 0
    try test.loop.turn(until: "all has passed") {
      arrived += test.serverReads().count
      return arrived == sent
    }
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aResetIsPassedOn(_ backend: EventLoop.Backend) throws {
    let test = try TapUnderTest(backend)
    let peer = try test.connect()
    try peer.send([1])
    try test.loop.turn(until: "it has passed") { test.seen[.client] == [1] }
    peer.reset()
    try test.loop.turn(until: "it is over") { !test.ends.isEmpty }
    guard case .broken(by: .client, _) = test.ends.first else {
      Issue.record("ended with \(test.ends)")
      return
    }
    _ = test.serverReads()
    var buffer = [UInt8](repeating: 0, count: 10)
    guard case .broken = Descriptor.receive(test.serverSocket, into: &buffer, from: 0) else {
      Issue.record("the server's socket is not reset")
      return
    }
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aServerThatIsNotThereIsSaid(_ backend: EventLoop.Backend) throws {
    let test = try TapUnderTest(backend)
    test.listener.close()
    let peer = try TestPeer(port: test.tap.port, on: test.loop)
    _ = try peer.receiveToEnd()
    #expect(test.ends == [.notConnected(.connectionRefused(test.listener.address))])
  }
}
