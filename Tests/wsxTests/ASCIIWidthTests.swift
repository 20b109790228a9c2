import TestSupport
import Testing

/// ASCII spells some signs in several letters, which must not make a line wider than the terminal.
@Suite("--ascii")
struct ASCIIWidthTests {
  static let handshake = [
    "GET /chat HTTP/1.1", "Host: server.example.com", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: chat, superchat",
    "Sec-WebSocket-Version: 13", "", "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket",
    "Connection: keep-alive", "Sec-WebSocket-Accept: hHLtf2V1k8aDQZfNjw3Ia1hCwt0=", "",
  ].joined(separator: "\n")

  @Test(
    "stays in 80 columns of ASCII",
    arguments: [
      ["handshake"], ["handshake", "--exact"], ["accept", "--explain", "dGhlIHNhbXBsZSBub25jZQ=="],
      ["decode", "--from", "client", "83 7e 00 05 48 65 6c 6c 6f"],
      ["decode", "82 ff ff ff ff ff ff ff ff ff 01 02 03 04 00"],
      ["decode", "--format", "hexdump", "c1 85 01 02 03 04 e4 bd a0 e5 a5"],
    ])
  func width(arguments: [String]) throws {
    let run = try BuiltProgram("wsx").run(
      arguments + ["--ascii"], input: Array(Self.handshake.utf8))
    #expect(!run.output.isEmpty)
    for line in run.text.split(separator: "\n") {
      #expect(line.utf8.count <= 80, "\(line)")
      #expect((line.utf8.max() ?? 0) < 0x7F, "\(line)")
    }
  }

  @Test("has no empty row where a caret would be under a line end")
  func lineEnds() throws {
    let run = try BuiltProgram("wsx").run(
      ["handshake", "--exact"], input: Array(Self.handshake.utf8))
    #expect(run.text.contains("1  GET /chat HTTP/1.1\n   ✗ The line ends in LF alone."))
  }
}
