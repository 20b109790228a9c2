import Foundation
import Testing
import WebSocketTransport

/// `wsx connect` as a client of servers by other people.
@Suite(.serialized) struct ConnectTests {
  /// What the server prints when a connection is over.
  private struct Ending: Decodable, Equatable {
    var `protocol`: String
    var extensions: String
    var code: Int
    var reason: String
  }

  private struct Server {
    let program: StartedProgram
    let way: Way

    init(_ peer: Peer, _ route: Route) throws {
      program = try StartedProgram(peer.command("server"), environment: Peer.nodeEnvironment)
      way = try Way(to: try program.value(after: "port "), route)
    }

    func ending() throws -> Ending {
      try wait(for: "\(program.name) to print the end") { program.output.contains("}\n") }
      let line = program.output.split(separator: "\n").first { $0.hasPrefix("{") } ?? ""
      return try JSONDecoder().decode(Ending.self, from: Data(line.utf8))
    }
  }

  @Test(
    "lines, bytes, fragments and a ping come back; the server hears our code",
    arguments: Peer.expected(Peer.libraries), Route.allCases)
  func typed(_ peer: Peer, _ route: Route) throws {
    let server = try Server(peer, route)
    let long = String(repeating: "0123456789", count: 7_000)
    let input = "Grüße, 世界 👋\n\(long)\n/binary 00ff80\n/fragment a|b|c\n/ping 0102\n"
    let client = try StartedProgram.wsx(
      [
        "connect", "--format", "json", "--subprotocol", "superchat", "--close-code", "4321",
        "--close-reason", "näher", "--wait", "3", server.way.url("/"),
      ], input: input)
    try client.waitForEnd()
    #expect(client.status == 0, "\(client.errors)")
    let received = client.output.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }.filter { $0["direction"] as? String == "server" }
    let messages = received.filter { $0["type"] as? String == "message" }
    #expect(messages.compactMap { $0["text"] as? String } == ["Grüße, 世界 👋", long, "abc"])
    #expect(messages.compactMap { $0["payload"] as? String } == ["00ff80"])
    #expect(received.contains { $0["opcodeName"] as? String == "pong" })

    let ending = try server.ending()
    #expect(ending.protocol == "superchat" && ending.extensions.contains("permessage-deflate"))
    #expect(ending.code == 4321 && ending.reason == "näher")
  }

  @Test(
    "what breaks a rule, sent on purpose, the server calls 1002",
    arguments: Peer.expected(Peer.libraries), Route.allCases)
  func broken(_ peer: Peer, _ route: Route) throws {
    let server = try Server(peer, route)
    // No extension uses RSV2.
    let client = try StartedProgram.wsx(
      ["connect", "--subprotocol", "superchat", "--wait", "3", server.way.url("/")],
      input: "/raw a18000000000\n")
    try client.waitForEnd()
    #expect(client.output.contains("1002"), "\(client.output)\(client.errors)")
  }
}
