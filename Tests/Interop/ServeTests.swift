import Foundation
import Testing
import WebSocketTransport

/// How a peer's bytes reach a server.
enum Route: String, CaseIterable, CustomTestStringConvertible {
  case direct
  /// Through `wsx tap`.
  case tap

  var testDescription: String { rawValue }
}

/// A server, reached directly or through a tap.
final class Way {
  let port: String
  private(set) var tap: StartedProgram?

  init(to serverPort: String, _ route: Route) throws {
    guard route == .tap else {
      port = serverPort
      return
    }
    let tap = try StartedProgram.wsx(
      ["tap", "--host", "127.0.0.1", "--listen", "0", "--to", "ws://127.0.0.1:\(serverPort)"]
        + ["--format", "json"])
    port = try tap.value(after: "Listening on ws://127.0.0.1:", upTo: ",")
    self.tap = tap
  }

  func url(_ path: String) -> String { "ws://127.0.0.1:\(port)\(path)" }
}

/// Browsers and libraries as clients of `wsx serve`.
@Suite(.serialized) struct ServeTests {
  @Test(
    "all peers are installed",
    .enabled(if: Peer.missing.isEmpty, "missing: \(Peer.missing.map(\.rawValue))"))
  func peers() {}

  private func serve(_ options: String...) throws -> (StartedProgram, port: String) {
    let server = try StartedProgram.wsx(
      ["serve", "--host", "127.0.0.1", "--port", "0"] + options)
    return (server, try server.value(after: "Listening on ws://127.0.0.1:", upTo: "/"))
  }

  private static let everyByte = (0...255).map { UInt8($0) }
  private static let items: [Plan.Item] = [
    .text(""), .text("Grüße, 世界 👋 \u{0}\n"), .bytes([]), .bytes(everyByte),
    .text(String(repeating: "0123456789", count: 7_000)),
    .bytes((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }),
  ]

  @Test(
    "texts, bytes and 70,000 of both come back, compressed or not",
    arguments: Peer.expected(Peer.allCases), Route.allCases)
  func echo(_ peer: Peer, _ route: Route) throws {
    let loop = try EventLoop()
    for compresses in [true, false] {
      let (server, port) = try serve(
        "--format", "json", compresses ? "--ping=60" : "--no-compression")
      let way = try Way(to: port, route)
      let visitor = try Visitor(peer, page: "http://127.0.0.1:\(way.port)/", on: loop)
      if Peer.browsers.contains(peer) { #expect(try visitor.title() == "wsx serve") }
      let report = try visitor.meet(
        way.url("/echo"), Plan(sends: Self.items, awaits: Self.items.count))
      #expect(report.received == Self.items.map(\.reported))
      #expect(report.isOpen && report.protocol == "" && report.end == "1000 ")
      #expect(report.extensions.contains("permessage-deflate") == compresses)

      // The frames that were drawn have RSV1 in both directions, or in neither.
      for program in [server] + (way.tap.map { [$0] } ?? []) {
        program.interrupt()
        try program.waitForEnd()
        #expect(program.status == 0, "\(program.errors)")
        let frames = Self.objects(program.output).filter { $0["type"] as? String == "frame" }
        let senders = frames.filter { $0["rsv1"] as? Bool == true }
          .compactMap { $0["direction"] as? String }
        #expect(Set(senders) == (compresses ? ["client", "server"] : []))
      }
    }
  }

  private static func objects(_ lines: String) -> [[String: Any]] {
    lines.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  @Test(
    "the subprotocol, and every way of closing, as the peer reports them",
    arguments: Peer.expected(Peer.allCases), Route.allCases)
  func closing(_ peer: Peer, _ route: Route) throws {
    let loop = try EventLoop()
    let (server, port) = try serve("--max-message", "100000", "--format", "line")
    let way = try Way(to: port, route)
    let visitor = try Visitor(peer, page: "http://127.0.0.1:\(way.port)/", on: loop)

    let chat = try visitor.meet(
      way.url("/chat"),
      Plan(protocols: ["superchat", "chat.json"], sends: [.text("Hello")], awaits: 1))
    #expect(chat.protocol == "chat.json")
    #expect(chat.received.first?.hasSuffix(#","text":"Hello"}"#) == true)

    for close in [(1000, ""), (3000, "näher"), (4999, String(repeating: "r", count: 123))] {
      let report = try visitor.meet(
        way.url("/"), Plan(close: .init(code: close.0, reason: close.1)))
      // The server answers with the code alone, without a reason.
      #expect(report.end == "\(close.0) ")
    }
    // Python's library cannot close without a code.
    if peer != .python {
      #expect(
        try visitor.meet(way.url("/"), Plan(close: .init(code: nil, reason: ""))).end == "1005 ")
    }
    let tooLarge = try visitor.meet(
      way.url("/"), Plan(sends: [.bytes([UInt8](repeating: 1, count: 100_001))], close: nil))
    #expect(tooLarge.code == 1009)

    // Ctrl-C while the peer waits.
    let timer = loop.schedule(after: .seconds(1)) { server.interrupt() }
    #expect(try visitor.meet(way.url("/"), Plan(close: nil)).code == 1001)
    timer.cancel()
    try server.waitForEnd()
    #expect(server.output.contains("näher"))
    for end in ["× 1000", "× 3000", "× 4999", "× 1009"] {
      #expect(server.errors.contains(end), "\(server.errors)")
    }
  }
}
