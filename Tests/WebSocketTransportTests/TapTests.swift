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

  init(_ backend: EventLoop.Backend, limits: TransportLimits = TransportLimits()) throws {
    loop = try EventLoop(backend: backend)
    var accepted: (Int32) -> Void = { _ in }
    listener = try Listener.listen(host: "127.0.0.1", port: 0, loop: loop) { descriptor in
      accepted(descriptor)
      return true
    }[0]
    tap = try WebSocketTap(
      on: loop, port: 0, to: (host: "127.0.0.1", port: listener.address.port), limits: limits)
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

  // MARK: - Shutting down

  @Test(
    "What has arrived is passed on, and both streams end", arguments: EventLoop.Backend.allCases)
  func shuttingDownEndsBothStreams(_ backend: EventLoop.Backend) throws {
    let test = try TapUnderTest(backend)
    let peer = try test.connect()
    try peer.send([1])
    try test.loop.turn(until: "it has passed") { test.seen[.client] == [1] }
    // The beginning of a frame, which the tap has not read yet.
    let start: [UInt8] = [0x82, 0xfe, 0x01, 0x00, 9, 9, 9, 9, 5]
    guard case .bytes(start.count) = Descriptor.send(peer.descriptor, start, from: 0) else {
      Issue.record("the socket does not take it")
      return
    }
    var isDone = false
    test.tap.shutDown(within: .seconds(60)) { isDone = true }
    #expect(try peer.receiveToEnd() == [])
    #expect(!peer.isBroken)
    var arrived: [UInt8] = []
    try test.loop.turn(until: "the server's stream has ended") {
      var buffer = [UInt8](repeating: 0, count: 100)
      switch Descriptor.receive(test.serverSocket, into: &buffer, from: 0) {
      case .bytes(let count): arrived += buffer[..<count]
      case .end: return true
      case .notNow: break
      case .broken(let error): throw error
      }
      return false
    }
    #expect(arrived == [1] + start)
    // What is sent now is thrown away, and breaks nothing.
    try peer.send([7, 7, 7])
    #expect(test.ends.isEmpty)
    peer.close()
    Descriptor.endSending(test.serverSocket)
    try test.loop.turn(until: "it is over") { isDone }
    #expect(test.ends == [.abandoned(lostByteCount: 0)])
    #expect(test.seen[.client] == [1] + start)
  }

  @Test("The tap waits for an end that does not end its stream, but not longer than it is told")
  func shuttingDownIsBounded() throws {
    let test = try TapUnderTest(.best)
    let peer = try test.connect()
    var isDone = false
    test.tap.shutDown(within: .milliseconds(50)) { isDone = true }
    try test.loop.turn(until: "it is over") { isDone }
    #expect(test.ends == [.abandoned(lostByteCount: 0)])
    #expect(try peer.receiveToEnd() == [])
    #expect(!peer.isBroken)
  }

  @Test("A server that never reads is reset, so that it knows that something is missing")
  func shuttingDownBehindAPeerThatNeverReads() throws {
    let test = try TapUnderTest(.best)
    let peer = try test.connect()
    let bytes = [UInt8](repeating: 5, count: 60_000)
    var quietTurns = 0
    try test.loop.turn(until: "nothing moves") {
      quietTurns += 1
      while case .bytes = Descriptor.send(peer.descriptor, bytes, from: 0) { quietTurns = 0 }
      return quietTurns > 50
    }
    var isDone = false
    test.tap.shutDown(within: .milliseconds(50)) { isDone = true }
    try test.loop.turn(until: "it is over") { isDone }
    guard case .abandoned(let lost) = test.ends.first else {
      Issue.record("ended with \(test.ends)")
      return
    }
    #expect(lost > 0)
    var end: ByteStreamResult?
    try test.loop.turn(until: "the server has read all") {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      end = Descriptor.receive(test.serverSocket, into: &buffer, from: 0)
      if case .bytes = end { return false }
      return true
    }
    guard case .broken = end else {
      Issue.record("the server's stream ends with \(String(describing: end))")
      return
    }
  }

  @Test("A client whose server has not answered yet is let go")
  func shuttingDownBeforeTheServerIsReached() throws {
    let test = try TapUnderTest(.best)
    let peer = try TestPeer(port: test.tap.port, on: test.loop)
    try test.loop.turn(until: "it is accepted") { !test.tap.connections.isEmpty }
    var isDone = false
    test.tap.shutDown { isDone = true }
    try test.loop.turn(until: "it is over") { isDone || !test.ends.isEmpty }
    peer.close()
  }

  @Test("Breaking off ends all at once")
  func breakingOff() throws {
    let test = try TapUnderTest(.best)
    let peer = try test.connect()
    test.tap.shutDown(within: .seconds(60))
    #expect(test.ends.isEmpty)
    test.tap.breakOff()
    #expect(test.ends == [.abandoned(lostByteCount: 0)])
    #expect(try peer.receiveToEnd() == [])
  }

  // MARK: - Limits

  @Test("No more connections than allowed are passed at once; further ones wait")
  func connectionLimit() throws {
    var limits = TransportLimits()
    limits.connectionCount = 1
    let test = try TapUnderTest(.best, limits: limits)
    let first = try test.connect()
    let second = try TestPeer(port: test.tap.port, on: test.loop)
    for _ in 0..<20 { test.loop.turn(atMost: .milliseconds(1)) }
    #expect(test.tap.connections.keys.sorted() == [1])
    first.reset()
    try test.loop.turn(until: "the second gets its turn") {
      test.tap.connections.keys.sorted() == [2]
    }
    second.close()
  }
}
