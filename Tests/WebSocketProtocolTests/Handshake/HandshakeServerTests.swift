import Testing

@testable import WebSocketProtocol

@Suite("Server handshake")
struct HandshakeServerTests {
  private static func answer(
    _ text: String, _ policy: ServerPolicy = ServerPolicy()
  ) -> ServerHandshake.Action {
    var handshake = ServerHandshake(policy)
    return handshake.receive(Array(text.utf8))
  }

  private static var chatPolicy: ServerPolicy {
    var policy = ServerPolicy()
    policy.subprotocols = ["superchat", "chat"]
    return policy
  }

  @Test("the RFC's request is accepted; the server's preference chooses; the rest is kept")
  func accepted() {
    let action = Self.answer(Example.request + "rest", Self.chatPolicy)
    let response = Example.head(
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Sec-WebSocket-Protocol: superchat")
    let expected = ServerHandshake.Accepted(
      response: Array(response.utf8), request: HTTPHead(parsing: Array(Example.request.utf8)),
      resourceName: "/chat", origin: "http://example.com", subprotocol: "superchat",
      agreedExtension: nil, rest: Array("rest".utf8))
    #expect(action == .accept(expected))
  }

  @Test(
    "what Chromium sent is accepted as Node did",
    arguments: ["chromium-plain", "chromium-deflate"])
  func chromium(name: String) throws {
    var policy = ServerPolicy()
    policy.subprotocols = ["chat.v2"]
    if name == "chromium-deflate" {
      policy.messageExtension = ToyExtension(
        name: "permessage-deflate", listing: HandshakeExtension(name: "permessage-deflate"))
    }
    var handshake = ServerHandshake(policy)
    guard
      case .accept(let accepted) = handshake.receive(try handshakeFixture("\(name).request.http"))
    else {
      Issue.record("Chromium's request was not accepted")
      return
    }
    #expect(accepted.response == (try handshakeFixture("\(name).response.http")))
    #expect(accepted.resourceName == "/chat")
    #expect(accepted.subprotocol == "chat.v2")
  }

  @Test(
    "a refusal's status and headers",
    arguments: [
      (Example.request.with("GET", "POST"), 405, "Allow: GET\r\n"),
      (Example.request.with("HTTP/1.1", "HTTP/1.0"), 505, ""),
      (Example.request.without("Sec-WebSocket-Version"), 426, "Sec-WebSocket-Version: 13\r\n"),
      (Example.request.with(": 13", ": 12"), 426, "Sec-WebSocket-Version: 13\r\n"),
      (Example.request.without("Upgrade"), 426, "Upgrade: websocket\r\n"),
      (Example.request.without("Sec-WebSocket-Key"), 400, ""),
      (Example.request.without("Host"), 400, ""),
      (Example.request.adding(" folded: yes"), 400, ""),
      ("\u{16}\u{3}\u{1}", 400, ""),
      ("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 17_000), 431, ""),
    ])
  func refused(request: String, status: Int, header: String) throws {
    guard case .reject(let rejected) = Self.answer(request) else {
      Issue.record("accepted")
      return
    }
    #expect(rejected.status == status)
    let head = HTTPHead(parsing: rejected.response)
    let text = String(decoding: head.bytes, as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 \(status) "))
    #expect(header.isEmpty || text.utf8.count > text.without(String(header.dropLast())).utf8.count)
    let report = HandshakeReport(judgingResponse: head)
    #expect(report.violations.map(\.rule).contains(.status))
    let syntax = report.violations.map(\.rule).filter(Rule.syntaxRules.contains)
    #expect(syntax == [], "the answer is right HTTP itself")
    let body = rejected.response.dropFirst(head.bytes.count)
    #expect(head.fields(named: "Content-Length").first?.value == "\(body.count)")
    #expect(String(decoding: body, as: UTF8.self).contains("§"))
  }

  @Test("the body of a refusal names the rule, in no language")
  func body() {
    guard case .reject(let rejected) = Self.answer(Example.request.with(": 13", ": 8")) else {
      Issue.record("accepted")
      return
    }
    #expect(
      String(decoding: rejected.response, as: UTF8.self) == """
        HTTP/1.1 426 Upgrade Required\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Content-Type: text/plain; charset=utf-8\r
        X-Content-Type-Options: nosniff\r
        Content-Length: 74\r
        Connection: Upgrade, close\r
        \r
        426 Upgrade Required

        handshake.version (RFC 6455 §4.2.1 item 6), line 8

        """)
  }

  @Test("the body of a refusal is whatever the policy writes")
  func writtenBody() {
    var policy = ServerPolicy()
    policy.explainRejection = { "Non: \($0.statement.id)\n" }
    guard case .reject(let rejected) = Self.answer(Example.request.without("Host"), policy) else {
      Issue.record("accepted")
      return
    }
    let response = String(decoding: rejected.response, as: UTF8.self)
    #expect(response.hasSuffix("\r\n\r\n400 Bad Request\n\nNon: handshake.host/missing\n"))
  }

  @Test("origins and resources are the server's to refuse")
  func policy() {
    var policy = ServerPolicy()
    policy.allowsOrigin = { $0 == "https://example.com" }
    policy.hasResource = { $0 == "/chat" }
    guard case .reject(let origin) = Self.answer(Example.request, policy),
      case .reject(let resource) = Self.answer(Example.request.with("/chat", "/x"), policy)
    else {
      Issue.record("accepted")
      return
    }
    #expect(origin.status == 403)
    #expect(origin.cause == .origin("http://example.com"))
    #expect(resource.status == 404)
    #expect(resource.cause == .resource("/x"))
    let allowed = Example.request.with("http://example.com", "https://example.com")
    guard case .accept = Self.answer(allowed, policy) else {
      Issue.record("refused")
      return
    }
  }

  @Test(
    "the resource's name",
    arguments: [
      ("/chat?a=b", "/chat?a=b"), ("http://a.b:80/chat?c", "/chat?c"), ("https://a", "/"),
      ("HTTP://a?b", "/?b"),
    ])
  func resource(target: String, name: String) {
    guard case .accept(let accepted) = Self.answer(Example.request.with("/chat", target)) else {
      Issue.record("refused")
      return
    }
    #expect(accepted.resourceName == name)
  }

  @Test(
    "an answer of another extension, or one that would break the head, is not sent",
    arguments: [
      HandshakeExtension(name: "y"), HandshakeExtension(name: "x\r\nY: z"),
      HandshakeExtension(name: "x", parameters: [.init("a", "b\r\n")]),
    ])
  func badChoice(_ listing: HandshakeExtension) {
    var policy = Self.chatPolicy
    policy.messageExtension = ToyExtension(name: "x", listing: listing)
    let request = Example.request.adding("Sec-WebSocket-Extensions: x")
    guard case .accept(let accepted) = Self.answer(request, policy) else {
      Issue.record("refused")
      return
    }
    #expect(accepted.agreedExtension == nil)
    #expect(!String(decoding: accepted.response, as: UTF8.self).contains("Extensions"))
  }

  @Test("a header that would break the head cannot be added")
  func badHeader() {
    var policy = ServerPolicy()
    #expect(throws: HandshakeWritingError.headerValue(name: "A", byte: 0x0d, offset: 1)) {
      try policy.add(HandshakeHeader("A", "b\r\nC: d"))
    }
  }

  @Test("the end of the stream, and bytes after the decision")
  func ends() {
    var handshake = ServerHandshake()
    #expect(handshake.receive(Array("GET / HT".utf8)) == .needMoreBytes)
    guard case .reject(let rejected) = handshake.receiveEndOfStream(),
      case .violation(let finding) = rejected.cause
    else {
      Issue.record("not refused")
      return
    }
    #expect(finding.rule == .headUnfinished)
    #expect(finding.bytes == 8..<8)
    #expect(handshake.receive([1, 2]) == .alreadyOver(rest: [1, 2]))
    #expect(handshake.receiveEndOfStream() == .alreadyOver(rest: []))
  }
}
