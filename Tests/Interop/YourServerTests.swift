import Foundation
import Testing
import WebSocketTransport

/// Browsers and libraries as clients of lesson 10's server, on the finished functions.
@Suite(.serialized) struct YourServerTests {
  private static let items: [Plan.Item] = [
    .text(""), .text("Hello 👋🏽, 世界"), .bytes([]), .bytes((0...255).map { UInt8($0) }),
    .text(String(repeating: "0123456789", count: 7_000)),
    .bytes((0..<70_000).map { UInt8(truncatingIfNeeded: $0) }),
  ]

  @Test(
    "what a peer sends comes back, and its close is answered",
    arguments: Peer.expected(Peer.allCases))
  func conversation(_ peer: Peer) throws {
    let server = try StartedProgram.built("lesson10", ["--solutions", "--port", "0"])
    let port = try server.value(after: "Open http://localhost:", upTo: "/")
    let loop = try EventLoop()
    let visitor = try Visitor(peer, page: "http://localhost:\(port)/", on: loop)
    if Peer.browsers.contains(peer) { #expect(try visitor.title() == "Your own server") }
    let report = try visitor.meet(
      "ws://localhost:\(port)/",
      Plan(
        protocols: ["superchat", "echo"], sends: Self.items, awaits: Self.items.count,
        close: .init(code: 4001, reason: "Tschüss 👋")))
    #expect(report.received == Self.items.map(\.reported))
    #expect(report.isOpen && report.protocol == "echo" && report.extensions == "")
    // The answer repeats the code, without the reason.
    #expect(report.end == "4001 ")

    // The page has a connection of its own.
    if Peer.browsers.contains(peer) {
      #expect(try visitor.text(of: "log").contains("open"))
      #expect(try visitor.text(of: "state").contains("OPEN"))
    }
    server.interrupt()
    try server.waitForEnd()
    #expect(server.status == 0, "\(server.errors)")
    #expect(!server.output.contains("✗"))
    #expect(server.output.contains("The client closes with 4001, \"Tschüss 👋\"."))
  }
}
