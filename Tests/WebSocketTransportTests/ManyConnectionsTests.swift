import Foundation
import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// Loads that need a process of their own, because descriptors are counted for each process.
@Suite(.serialized) struct ManyConnectionsTests {
  /// Opens connections, echoes over each, prints that, and holds them until its input ends.
  private static let holder = """
    import socket, sys
    request = ("GET / HTTP/1.1\\r\\nHost: a\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n")
    held = []
    for _ in range(int(sys.argv[2])):
      s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=60)
      s.sendall(request.encode() + bytes.fromhex("818537fa213d7f9f4d5158"))
      got = b""
      while not got.endswith(b"\\x81\\x05Hello"):
        piece = s.recv(4096)
        assert piece, got
        got += piece
      held.append(s)
    print(len(held), flush=True)
    sys.stdin.read()
    """

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CI"] != nil
        || ProcessInfo.processInfo.environment["MANY_CONNECTIONS"] != nil,
      "10,000 connections take a while: set MANY_CONNECTIONS=1"),
    arguments: EventLoop.Backend.allCases)
  func tenThousandIdleConnectionsAreHeldAndTakeLittle(_ backend: EventLoop.Backend) async {
    await #expect(processExitsWith: .success) { [backend] in
      // poll(2) goes through all of them at each turn.
      let count = backend == .poll ? 1_000 : 10_000
      DescriptorLimit.raise(to: count + 100)
      let test = try ServerUnderTest(backend) { $0.connectionCount = count + 1 }
      // The first few take memory that all share.
      let first = try test.openPeer()
      try first.send(clientFrame(0x81, [0x48]))
      _ = try first.receive(3)
      let before = ManyConnectionsTests.anonymousMemory()

      let child = Process()
      child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      child.arguments = [
        "python3", "-c", ManyConnectionsTests.holder, "\(test.server.port)", "\(count)",
      ]
      let input = Pipe()
      child.standardInput = input
      child.standardOutput = Pipe()
      try child.run()
      try test.loop.turn(until: "all are open", within: .seconds(600)) {
        #expect(child.isRunning)
        return test.server.connections.count == count + 1
          && test.server.connections.values.allSatisfy { $0.traffic.messagesSent == 1 }
      }
      if let before, let after = ManyConnectionsTests.anonymousMemory() {
        let each = (after - before) / count
        #expect(each <= 4096, "\(each) bytes a connection")
      }
      try input.fileHandleForWriting.close()
      try test.loop.turn(until: "all are over") { test.server.connections.count == 1 }
      child.waitUntilExit()
      #expect(child.terminationStatus == 0)
    }
  }

  /// This process's own memory, in bytes; nil where the system has no such number.
  private static func anonymousMemory() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map {
      $0 * 1024
    }
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func exhaustedDescriptorsPauseAcceptingUntilThereAreSome(_ backend: EventLoop.Backend) async {
    await #expect(processExitsWith: .success) { [backend] in
      DescriptorLimit.lower(to: 64)
      let test = try ServerUnderTest(backend)
      var peers: [TestPeer] = []
      while let peer = try? test.peer() { peers.append(peer) }
      // Each peer has taken a descriptor; the server finds none left, and must neither spin nor give up.
      var turns = 0
      let end = Moment.now.advanced(by: .milliseconds(300))
      while Moment.now < end {
        test.loop.turn(atMost: .milliseconds(20))
        turns += 1
      }
      #expect(turns < 100)
      // The test framework may have closed one or two descriptors meanwhile.
      #expect(test.server.connections.count <= 2)
      // Half of them go. The others, which the kernel has connected meanwhile, are served.
      peers.removeFirst(peers.count / 2 + 1)
      for peer in peers.prefix(5) {
        try peer.open()
        try peer.send(clientFrame(0x81, [0x48]))
        #expect(try peer.receive(3) == [0x81, 1, 0x48])
      }
      peers = []
      try test.loop.turn(until: "all are over") { test.server.connections.isEmpty }
      try ManyConnectionsTests.giveEveryDescriptorBack(test)
    }
  }

  /// More connections than there are descriptors, one after another, with every kind of end: one
  /// that kept its descriptor would leave none for the last.
  private static func giveEveryDescriptorBack(_ test: ServerUnderTest) throws {
    for number in 0..<200 {
      let peer = try test.peer()
      switch number % 5 {
      case 0: peer.reset()
      case 1: try peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")  // refused
      case 2:
        try peer.open()
        try peer.send(clientFrame(0x88, [0x03, 0xe8]))
      case 3:
        try peer.open()
        try peer.send([0x80, 0x80, 0, 0, 0, 0])  // a continuation of nothing
      default:
        try peer.open()
        peer.reset()
      }
      if [1, 2, 3].contains(number % 5) { _ = try peer.receiveToEnd() }
      peer.close()
      try test.loop.turn(until: "it is over") { test.server.connections.isEmpty }
    }
    // A client that is refused gives its descriptor back too.
    for _ in 0..<100 {
      let listener = try Listener(
        on: test.server.addresses[0].withPort(0), loop: test.loop, accepted: Listener.refuse)
      let port = listener.address.port
      listener.close()
      var end: WebSocketEnd?
      let client = try WebSocketClient.connect(
        to: WebSocketURL("ws://127.0.0.1:\(port)/"), on: test.loop)
      client.handlers.closed = { end = $1 }
      try test.loop.turn(until: "it is refused") { end != nil }
    }
  }
}
