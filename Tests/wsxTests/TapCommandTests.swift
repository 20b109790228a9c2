import Foundation
import TestSupport
import Testing

@Suite("wsx tap")
struct TapCommandTests {
  @Test("shows every frame of both directions, with inflated messages and violations")
  func frames() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let tap = try RunningCommand([
      "tap", "--listen", "0", "--to", "ws://localhost:\(try server.port())",
    ])
    let url = "ws://localhost:\(try tap.port())/echo"
    #expect(try connect(url, typing: "hi\n/close 4000 bye\n").status == 0)
    _ = try connect(url, typing: "/raw 81 01 41\n", "--wait", "1")
    #expect(
      tap.poll { tap.output.components(separatedBy: "closed with 1002").count > 1 ? true : nil }
        == true,
      "\(tap.output)")
    for expected in [
      "#1   → text                4 B  \"hi\" · inflated to 2 B ✓",
      "#1   ← text                4 B  \"hi\" · inflated to 2 B ✓",
      "#1   → close               5 B  4000 private use \"bye\" ✓", "mask.client-unmasked",
      "#2   ← close",
    ] { #expect(tap.output.contains(expected), "\(expected) is not in \(tap.output)") }
    let end = try #require(tap.interrupt())
    #expect(end.status == 1)
    #expect(end.seconds < 4)
    for expected in [
      "2 connections\n", "from clients 2 messages in ",
      "1 × 4000 private use, closed by the client",
      "1 × 1002 protocol error, closed by the server",
    ] { #expect(tap.errors.contains(expected), "\(expected) is not in \(tap.errors)") }
  }

  @Test("does not draw with --quiet, and counts messages, close codes and violations")
  func quiet() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let tap = try RunningCommand([
      "tap", "--quiet", "--listen", "0", "--to", "ws://localhost:\(try server.port())",
    ])
    let url = "ws://localhost:\(try tap.port())/echo"
    #expect(try connect(url, typing: "hi\n/fragment a|b|c\n/ping\n/close 4000 bye\n").status == 0)
    _ = try connect(url, typing: "/raw 81 01 41\n", "--wait", "1")
    #expect(tap.interrupt()?.status == 1)
    #expect(tap.output.isEmpty)
    for expected in [
      "2 connections\n", "from clients 3 messages in ", "from the server 2 messages in ",
      "1 violation\n", "1 × 4000 private use, closed by the client",
      "1 × 1002 protocol error, closed by the server",
    ] { #expect(tap.errors.contains(expected), "\(expected) is not in \(tap.errors)") }
  }

  @Test("saves what tshark can read", .enabled(if: SystemProgram.isExpected("tshark")))
  func capture() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tap-\(UUID().uuidString).pcapng")
    defer { try? FileManager.default.removeItem(at: file) }
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let tap = try RunningCommand([
      "tap", "--listen", "0", "--to", "ws://localhost:\(try server.port())", "--save", file.path,
      "--format", "none",
    ])
    let port = try tap.port()
    let long = String(repeating: "x", count: 40_000)
    let run = try connect(
      "ws://localhost:\(port)/", typing: "Hello\n\(long)\n", "--no-compression", "--format", "none")
    #expect(run.status == 0)
    #expect(tap.interrupt() != nil)
    let tshark = try SystemProgram.any.run([
      "tshark", "-r", file.path, "-d", "tcp.port==\(port),http", "-o", "tcp.check_checksum:TRUE",
      "-o", "ip.check_checksum:TRUE", "-Y", "websocket", "-T", "fields", "-e",
      "websocket.opcode", "-e", "tcp.checksum.status", "-e", "ip.checksum.status",
    ])
    // Two texts and a close each way; 1 says that a checksum is good.
    let rows = tshark.text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let opcodes = rows.flatMap { $0.first?.split(separator: ",").map(String.init) ?? [] }
    #expect(opcodes.sorted() == ["1", "1", "1", "1", "8", "8"], "\(tshark.text)")
    #expect(rows.allSatisfy { $0.dropFirst().allSatisfy { $0 == "1" || $0 == "Good" } })
  }

  @Test("ends the connection of the client if there is no server, and says why")
  func noServer() throws {
    let tap = try RunningCommand(["tap", "--listen", "0", "--to", "ws://localhost:1"])
    #expect(try connect("ws://localhost:\(try tap.port())/").status == 5)
    #expect(tap.poll { tap.output.contains("No program listens on") ? true : nil } == true)
  }
}
