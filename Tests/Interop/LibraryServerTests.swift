import PerMessageDeflate
import Testing
import WebSocketProtocol
import WebSocketTransport

/// A server of the library, for what `wsx serve` never does.
@Suite(.serialized) struct LibraryServerTests {
  /// Does what the path asks for as soon as a connection is open.
  private func perform(_ connection: WebSocketConnection) {
    switch connection.resourceName {
    case "/fragments":
      connection.sendFragment(Array("Grü".utf8.dropLast()), of: .text, isFinal: false)
      connection.ping([1, 2, 3])  // control frames may be between fragments
      connection.sendFragment(Array("ü".utf8.suffix(1)), of: .text, isFinal: false)
      connection.sendFragment([], of: .text, isFinal: false)
      connection.sendFragment(Array("ße".utf8), of: .text, isFinal: true)
      for piece in 0..<70 {
        connection.sendFragment(
          [UInt8](repeating: UInt8(piece), count: 1_000), of: .binary, isFinal: piece == 69)
      }
    case "/close": connection.close(code: CloseCode(rawValue: 4001), reason: "enough, tschüß")
    case "/close-without-code": connection.close(code: nil)
    case "/vanish": connection.abandon()
    // No extension uses RSV2.
    case "/broken": connection.sendRaw([0xA1, 0x00])
    default: break
    }
  }

  @Test(
    "fragments, and closes of all kinds, as the peer reports them",
    arguments: Peer.expected(Peer.allCases), Route.allCases)
  func serverActs(_ peer: Peer, _ route: Route) throws {
    let loop = try EventLoop()
    var policy = ServerPolicy()
    policy.messageExtension = PermessageDeflate()
    let server = try WebSocketServer(on: loop, host: "127.0.0.1", port: 0, policy: policy)
    server.plainAnswer = { _ in PlainAnswer(body: Array("<!doctype html>".utf8)) }
    var pongs: [[UInt8]] = []
    var ends: [WebSocketEnd] = []
    var opened: Set<Int> = []
    server.handlers.opened = { connection in
      opened.insert(connection.number)
      perform(connection)
    }
    server.handlers.pong = { _, payload, _ in pongs.append(payload) }
    server.handlers.closed = { connection, end in
      if opened.contains(connection.number) { ends.append(end) }
    }
    let way = try Way(to: "\(server.port)", route)
    let visitor = try Visitor(peer, page: "http://127.0.0.1:\(way.port)/", on: loop)

    let fragments = try visitor.meet(way.url("/fragments"), Plan(awaits: 2))
    let bytes = (0..<70_000).map { UInt8($0 / 1_000) }
    #expect(fragments.received == ["text Grüße", Plan.Item.bytes(bytes).reported])
    #expect(fragments.extensions.contains("permessage-deflate"))
    #expect(pongs == [[1, 2, 3]])

    #expect(
      try visitor.meet(way.url("/close"), Plan(close: nil)).end == "4001 enough, tschüß")
    #expect(try visitor.meet(way.url("/close-without-code"), Plan(close: nil)).end == "1005 ")
    #expect(try visitor.meet(way.url("/vanish"), Plan(close: nil)).end == "1006  (not clean)")
    let broken = try visitor.meet(way.url("/broken"), Plan(close: nil))
    #expect(broken.code == 1006, "this end sent no close frame, so its code must be 1006")
    try wait(for: "the last end", on: loop) { ends.count == 5 }
    // Firefox ends without a close frame; RFC 6455 §7.1.7 only says that one SHOULD be sent.
    #expect(
      ends.map(\.code).map(\.rawValue)
        == [1000, 4001, 1005, 1006, peer == .firefox ? 1006 : 1002])
  }
}
