import Testing

@testable import WebSocketProtocol

@Suite("Client handshake")
struct HandshakeClientTests {
  private static let request = ClientRequest(
    host: "server.example.com", target: "/chat", origin: "http://example.com",
    subprotocols: ["chat", "superchat"])

  private static func handshake(
    _ request: ClientRequest = request, key: String = "dGhlIHNhbXBsZSBub25jZQ=="
  ) throws -> ClientHandshake {
    try ClientHandshake(request, key: SecWebSocketKey(key))
  }

  @Test("the request, byte by byte, and the server's opinion of it")
  func requestBytes() throws {
    var request = Self.request
    request.extensions = [HandshakeExtension(name: "a", parameters: [.init("b", "1")])]
    request.headers = [HandshakeHeader("Cookie", "c=d; e=f")]
    let bytes = try Self.handshake(request).requestBytes
    let expected = Example.head(
      "GET /chat HTTP/1.1", "Host: server.example.com", "Upgrade: websocket",
      "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version: 13", "Origin: http://example.com",
      "Sec-WebSocket-Protocol: chat, superchat", "Sec-WebSocket-Extensions: a; b=1",
      "Cookie: c=d; e=f")
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(HandshakeReport(judgingRequest: HTTPHead(parsing: bytes)).violations == [])
  }

  @Test("the RFC's response opens the connection; the rest is kept, over any cut")
  func opens() throws {
    let input = Array(Example.response.utf8) + [0x81, 0x00]
    for cut in 0...input.count {
      var handshake = try Self.handshake()
      let first = handshake.receive(Array(input[..<cut]))
      let isOver = first != .needMoreBytes
      let second = handshake.receive(Array(input[cut...]))
      guard case .open(let opened) = isOver ? first : second else {
        Issue.record("cut at \(cut): \(first), \(second)")
        continue
      }
      #expect(opened.response.bytes == Array(Example.response.utf8))
      #expect(opened.subprotocol == "chat")
      #expect(opened.extensions == [])
      var rest = opened.rest
      if isOver, case .alreadyOver(let behind) = second { rest += behind }
      #expect(rest == [0x81, 0x00])
    }
  }

  @Test(
    "what Node sent to Chromium opens the connection",
    arguments: [
      ("chromium-plain", "kzLEn9BmFKJ5oZbvv6JKWQ==", 0),
      ("chromium-deflate", "LRT23e1ke0wLtTRpsvMLNA==", 1),
    ])
  func node(name: String, key: String, extensionCount: Int) throws {
    var request = Self.request
    request.subprotocols = ["chat.v2", "superchat"]
    request.extensions = [
      HandshakeExtension(name: "permessage-deflate", parameters: [.init("client_max_window_bits")])
    ]
    var handshake = try Self.handshake(request, key: key)
    guard case .open(let opened) = handshake.receive(try handshakeFixture("\(name).response.http"))
    else {
      Issue.record("not opened")
      return
    }
    #expect(opened.subprotocol == "chat.v2")
    #expect(opened.extensions.count == extensionCount)
  }

  @Test("Chromium's pairs, judged whole, have no violation", arguments: ["plain", "deflate"])
  func judgedPair(name: String) throws {
    let request = HTTPHead(parsing: try handshakeFixture("chromium-\(name).request.http"))
    let response = HTTPHead(parsing: try handshakeFixture("chromium-\(name).response.http"))
    #expect(HandshakeReport(judgingRequest: request).violations == [])
    let report = HandshakeReport(judgingResponse: response, to: HandshakeOffer(request))
    #expect(report.violations == [])
    #expect(!report.findings.contains { $0.verdict == .undecided })
  }

  @Test("every broken response fails, with the rule", arguments: HandshakeRuleTests.cases)
  func broken(_ example: RuleCase) throws {
    guard example.side == .response else { return }
    var request = Self.request
    request.messageExtension = ToyExtension(name: "permessage-deflate")
    var handshake = try Self.handshake(request)
    guard case .fail(let failure) = handshake.receive(Array(example.text.utf8)) else {
      Issue.record("not failed")
      return
    }
    let ids = example.others.union(["handshake." + example.id])
    #expect(ids.contains(failure.violation.rule.id))
  }

  @Test("an extension may be answered over several lines (erratum 3433)")
  func repeatedExtensions() throws {
    var request = Self.request
    request.extensions = [HandshakeExtension(name: "a"), HandshakeExtension(name: "b")]
    var handshake = try Self.handshake(request)
    let response = Example.response.adding("Sec-WebSocket-Extensions: b")
      .adding("Sec-WebSocket-Extensions: a")
    guard case .open(let opened) = handshake.receive(Array(response.utf8)) else {
      Issue.record("not opened")
      return
    }
    #expect(opened.extensions.map(\.name) == ["a", "b"])
  }

  @Test("answers before the answer are skipped")
  func interim() throws {
    var handshake = try Self.handshake()
    let early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    guard case .open = handshake.receive(Array((early + early + Example.response).utf8)) else {
      Issue.record("not opened")
      return
    }
  }

  @Test("a refusal keeps the head and the body's beginning")
  func refused() throws {
    var handshake = try Self.handshake()
    let text = "HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nNo."
    guard case .fail(let failure) = handshake.receive(Array(text.utf8)) else {
      Issue.record("not failed")
      return
    }
    #expect(failure.violation.rule == .status)
    #expect(failure.violation.mistake?.subject == "handshake.status-403")
    #expect(failure.rest == Array("No.".utf8))
    #expect(handshake.receive([1]) == .alreadyOver(rest: [1]))
  }

  @Test("the server hangs up")
  func endOfStream() throws {
    var handshake = try Self.handshake()
    guard case .fail(let failure) = handshake.receiveEndOfStream() else {
      Issue.record("not failed")
      return
    }
    #expect(failure.violation.rule == .headUnfinished)
    #expect(failure.violation.statement.id == "handshake.head-unfinished/no-answer")
  }

  @Test(
    "nothing can be smuggled into the request",
    arguments: [
      (ClientRequest(host: "a\r\nX: y"), .host("a\r\nX: y")),
      (ClientRequest(host: ""), .host("")),
      (ClientRequest(host: "a/b"), .host("a/b")),
      (ClientRequest(host: "a", target: "chat"), .target("chat")),
      (ClientRequest(host: "a", target: "/a b"), .target("/a b")),
      (ClientRequest(host: "a", target: "/a\r\n"), .target("/a\r\n")),
      (ClientRequest(host: "a", target: "/é"), .target("/é")),
      (
        ClientRequest(host: "a", origin: "a\nb"),
        .headerValue(name: "Origin", byte: 0x0a, offset: 1)
      ),
      (ClientRequest(host: "a", subprotocols: ["a,b"]), .subprotocol("a,b")),
      (ClientRequest(host: "a", subprotocols: [""]), .subprotocol("")),
      (ClientRequest(host: "a", subprotocols: ["a", "a"]), .subprotocolTwice("a")),
      (
        ClientRequest(host: "a", extensions: [HandshakeExtension(name: "a b")]),
        .extensionOffer(HandshakeExtension(name: "a b"))
      ),
      (ClientRequest(host: "a", headers: [HandshakeHeader("A:", "b")]), .headerName("A:")),
      (ClientRequest(host: "a", headers: [HandshakeHeader("", "b")]), .headerName("")),
      (
        ClientRequest(host: "a", headers: [HandshakeHeader("A", "b\r\nC: d")]),
        .headerValue(name: "A", byte: 0x0d, offset: 1)
      ),
      (
        ClientRequest(host: "a", headers: [HandshakeHeader("A", "\0")]),
        .headerValue(name: "A", byte: 0, offset: 0)
      ),
      (
        ClientRequest(host: "a", headers: [HandshakeHeader("sec-websocket-KEY", "x")]),
        .reservedHeader("sec-websocket-KEY")
      ),
    ] as [(ClientRequest, HandshakeWritingError)])
  func injection(request: ClientRequest, expected: HandshakeWritingError) {
    #expect(throws: expected) { try Self.handshake(request) }
    #expect(expected.description.last == ".")
  }
}
