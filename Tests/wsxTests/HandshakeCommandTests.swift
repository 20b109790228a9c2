import Foundation
import TestSupport
import Testing

@Suite("wsx handshake")
struct HandshakeCommandTests {
  let wsx = BuiltProgram("wsx")

  /// RFC 6455 §1.2, with the lines of its example.
  static let request = [
    "GET /chat HTTP/1.1", "Host: server.example.com", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Origin: http://example.com",
    "Sec-WebSocket-Protocol: chat, superchat", "Sec-WebSocket-Version: 13",
  ]
  static let response = [
    "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Sec-WebSocket-Protocol: chat",
  ]

  func head(_ lines: [String], end: String = "\r\n") -> [UInt8] {
    Array((lines + ["", ""]).joined(separator: end).utf8)
  }

  @Test("finds no mistake in the handshake of the RFC, each side and both")
  func right() throws {
    for input in [
      head(Self.request), head(Self.response), head(Self.request) + head(Self.response),
    ] {
      let run = try wsx.run(["handshake"], input: input)
      #expect(run.status == 0, "\(run.text)")
      #expect(!run.text.contains("✗"))
    }
    let both = try wsx.run(["handshake"], input: head(Self.request) + head(Self.response))
    try expectGolden(both.text, at: golden("handshake-both.txt"))
  }

  @Test("reads pasted text with LF, with or without blank lines, and the output of curl -v")
  func pasted() throws {
    let plain = (Self.request + Self.response).joined(separator: "\n")
    let curl =
      (["*   Trying 127.0.0.1:8080..."] + Self.request.map { "> " + $0 } + [">"]
      + Self.response.map { "< " + $0 } + ["<", ""]).joined(separator: "\n")
    for text in [plain, plain + "\n", curl] {
      let run = try wsx.run(["handshake"], input: Array(text.utf8))
      #expect(run.status == 0, "\(run.text)\(run.errors)")
      #expect(run.text.contains("Request") && run.text.contains("Response"))
      #expect(run.errors.contains("LF"))
    }
    let exact = try wsx.run(["handshake", "--exact"], input: Array(plain.utf8))
    #expect(exact.text.contains("handshake.bare-lf"))
    #expect(exact.status != 0)
  }

  @Test("checks a response against its request: the accept value, the subprotocol")
  func responseAgainstRequest() throws {
    var response = Self.response
    response[3] = "Sec-WebSocket-Accept: YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ=="
    response[4] = "Sec-WebSocket-Protocol: mqtt"
    let run = try wsx.run(["handshake"], input: head(Self.request) + head(response))
    #expect(run.status == 1)
    #expect(run.text.contains("accept.hex-digest"))
    #expect(run.text.contains("handshake.subprotocol-not-offered"))
    try expectGolden(run.text, at: golden("handshake-wrong.txt"))
  }

  @Test("says that input is not a handshake, or ends inside one")
  func notOne() throws {
    for text in ["", "hello", "\u{1}\u{2}"] {
      let run = try wsx.run(["handshake"], input: Array(text.utf8))
      #expect(run.status == 3)
      #expect(run.errors.contains("GET"))
    }
    let cut = try wsx.run(["handshake"], input: Array(head(Self.request).dropLast(20)))
    #expect(cut.status == 4)
  }

  @Test("says how many bytes follow the handshake")
  func rest() throws {
    let run = try wsx.run(["handshake"], input: head(Self.request) + [0x81, 0x80, 1, 2, 3, 4])
    #expect(run.status == 0)
    #expect(run.errors.contains("6 bytes after the handshake"))
  }

  @Test("shows control characters in a head as escapes")
  func hostile() throws {
    let run = try wsx.run(
      ["handshake"], input: head(Self.request + ["X-Evil: \u{1b}[31m\u{202e}"]))
    #expect(run.status == 1)
    #expect(!run.text.contains("\u{1b}") && !run.text.contains("\u{202e}"))
  }
}
