import Testing

@testable import WebSocketProtocol

@Suite("HTTP heads")
struct HandshakeHeadTests {
  static let request = Array(Example.request.utf8)
  /// The first frame may come in the same packet.
  static let frame: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]

  @Test("the RFC's request, field by field")
  func fields() throws {
    let head = HTTPHead(parsing: Self.request + Self.frame)
    #expect(head.isComplete)
    #expect(head.bytes == Self.request)
    #expect(
      head.startLine == .request(method: "GET", target: "/chat", version: HTTPVersion(1, 1)))
    #expect(head.fields.count == 7)
    let key = try #require(head.fields(named: "SEC-WEBSOCKET-KEY").first)
    #expect(key.value == "dGhlIHNhbXBsZSBub25jZQ==")
    #expect(key.line == 5)
    #expect(String(decoding: head.bytes[key.nameRange], as: UTF8.self) == "Sec-WebSocket-Key")
    #expect(String(decoding: head.bytes[key.valueRange], as: UTF8.self) == key.value)
  }

  @Test("a list is one list, over however many lines, commas inside quotation marks apart")
  func lists() {
    let text = "GET / HTTP/1.1\r\nX: a,, \"b, \\\"c\" \r\nx:\r\nX:  d\t\r\n\r\n"
    let members = HTTPHead(parsing: Array(text.utf8)).listMembers(of: "x")
    #expect(members.map(\.text) == ["a", "\"b, \\\"c\"", "d"])
    #expect(members.map(\.line) == [2, 2, 4])
    for member in members {
      #expect(String(decoding: Array(text.utf8)[member.range], as: UTF8.self) == member.text)
    }
  }

  @Test("cut at any byte, or into single bytes, the head and the rest are the same")
  func cuts() {
    let input = Self.request + Self.frame
    let head = HTTPHead(parsing: input)
    for cut in 0...input.count {
      var reader = HTTPHeadReader()
      var rest: [UInt8] = []
      var heads: [HTTPHead] = []
      for part in [Array(input[..<cut]), Array(input[cut...])] {
        switch heads.isEmpty ? reader.receive(part) : .head(head, rest: part) {
        case .needMoreBytes: break
        case .head(let head, let behind):
          heads.append(head)
          rest += behind
        case .broken(let finding): Issue.record("\(finding)")
        }
      }
      #expect(heads.first == head)
      #expect(rest == Self.frame, "cut at \(cut)")
    }
    var reader = HTTPHeadReader()
    for byte in Self.request.dropLast() {
      #expect(reader.receive([byte]) == .needMoreBytes)
    }
    #expect(reader.receive([0x0a]) == .head(head, rest: []))
  }

  @Test("a broken head is broken in the same place however it is cut")
  func cutsOfBrokenHeads() {
    for example in HandshakeRuleTests.cases where example.side == .request {
      let bytes = Array(example.text.utf8)
      var whole = ServerHandshake()
      let expected = whole.receive(bytes)
      // At every byte around the fault, at every seventh of the lines that all examples share.
      let fault = example.violations.first?.bytes?.lowerBound ?? 0
      for cut in 0...bytes.count where abs(cut - fault) < 12 || cut % 7 == 0 {
        var handshake = ServerHandshake()
        let first = handshake.receive(Array(bytes[..<cut]))
        let action = first == .needMoreBytes ? handshake.receive(Array(bytes[cut...])) : first
        if action != expected { Issue.record("\(example.testDescription), cut at \(cut)") }
      }
    }
  }

  @Test("a head may fill its limit, not more")
  func limit() {
    for (count, limit, fits) in [
      (16_384, 16_384, true), (16_385, 16_384, false), (200, 200, true), (201, 200, false),
    ] {
      let start = Array("GET / HTTP/1.1\r\nX: ".utf8)
      let bytes =
        start + [UInt8](repeating: 0x61, count: count - start.count - 4) + [13, 10, 13, 10]
      var reader = HTTPHeadReader(limit: limit)
      switch reader.receive(bytes) {
      case .head(let head, _): #expect(fits && head.bytes.count == count)
      case .broken(let finding):
        #expect(!fits)
        #expect(finding.rule == .headTooLong)
        #expect(finding.line == 3)
      case .needMoreBytes: Issue.record("\(count) of \(limit)")
      }
    }
    #expect(HTTPHeadReader.usualLimit == 16 * 1024)
  }

  @Test(
    "what is no HTTP at all is told at its first byte",
    arguments: [
      ([0x16, 0x03, 0x01, 0x02, 0x00], Rule.controlByte, "handshake.tls"),
      ([0x81, 0x05, 0x48], Rule.nonASCII, "handshake.frame-first"),
      ([0x00], Rule.controlByte, nil),
      ([0x0a], Rule.bareLF, nil),
    ] as [([UInt8], Rule, String?)])
  func foreign(bytes: [UInt8], rule: Rule, mistake: String?) {
    var reader = HTTPHeadReader()
    guard case .broken(let finding) = reader.receive(bytes) else {
      Issue.record("taken for HTTP")
      return
    }
    #expect(finding.rule == rule)
    #expect(finding.bytes == 0..<1)
    #expect(finding.mistake?.subject == mistake)
  }

  @Test("a value may hold bytes that are not ASCII, as browsers send them in cookies")
  func nonASCIIValue() {
    let head = Array(Example.request.adding("Cookie: name=你").utf8)
    var reader = HTTPHeadReader()
    guard case .head(let read, _) = reader.receive(head) else {
      Issue.record("refused")
      return
    }
    #expect(HandshakeReport(judgingRequest: read).violations.isEmpty)
  }

  @Test(
    "known mistakes are named",
    arguments: [
      (Example.response.adding("    Upgrade: websocket"), "", "handshake.indented"),
      (
        "HTTP/1.1 101 Switching Protocols\r\n\r\n", "Upgrade: websocket\r\n\r\n",
        "handshake.crlf-doubled"
      ),
      (Example.response.with("101", "404"), "", "handshake.status-404"),
      (
        Example.response.with("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "dGhlIHNhbXBsZSBub25jZQ=="), "",
        "accept.key-echoed"
      ),
      (
        // printf %s dGhlIHNhbXBsZSBub25jZQ== | openssl sha1 -binary | openssl base64
        Example.response.with("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "hHLtf2V1k8aDQZfNjw3Ia1hCwt0="), "",
        "accept.no-guid"
      ),
    ])
  func mistakes(text: String, rest: String, mistake: String) {
    let found = Example.violations(response: text, rest: rest).compactMap(\.mistake?.subject)
    #expect(found.contains(mistake))
  }

  @Test("the drafts and HTTP/2 are named")
  func requestMistakes() {
    let draft = Example.request.without("Sec-WebSocket-Version").with("-Key:", "-Key1:")
    #expect(
      Example.violations(request: draft).compactMap(\.mistake?.subject).contains(
        "handshake.draft-76"))
    let preface = "PRI * HTTP/2.0\r\n\r\n"
    #expect(
      Example.violations(request: preface).compactMap(\.mistake?.subject).contains(
        "handshake.http2"))
  }

  @Test("a header that hides in an indented line is found")
  func hiddenHeader() {
    let text = Example.response.with("Upgrade: w", "  upgrade: w")
    let finding = Example.violations(response: text).first { $0.rule == .upgradeOfResponse }
    let missing = Statement(
      "missing-header/indented", ["header": .name("Upgrade"), "line": .name("2")])
    #expect(finding?.statement.values["missing"] == .statement(missing))
  }
}
