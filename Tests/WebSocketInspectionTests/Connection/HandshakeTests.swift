import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("Opening handshakes")
struct HandshakeTests {
  static let opened = ["opened", "client GET /chat", "server 101", "exchange accepted none"]

  @Test("An accepted request, then frames of both ends, cut everywhere")
  func accepted() {
    expect(
      Self.opened + [
        "client text 5 = text 5 \"Hello\"", "server text 2 = text 2 \"hi\"", "ended open",
      ],
      of: [
        .client(Head.request()), .server(Head.answer()), .client(text("Hello", key: exampleKey)),
        .server(text("hi")),
      ], cutsInHeads: true)
  }

  @Test("Frames in the packet of the head belong to the frames, on both sides")
  func coalesced() {
    expect(
      Self.opened + [
        "client text 5 = text 5 \"Hello\"", "server text 2 = text 2 \"hi\"", "server ping 0",
        "ended open",
      ],
      of: [
        .client(Head.request(), text("Hello", key: exampleKey)),
        .server(Head.answer(), text("hi"), frame(.ping)),
      ], cutsInHeads: true)
  }

  // MARK: What came of a request

  @Test(
    "What came of a request",
    arguments: [
      (
        Head.answer(accept: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ["server 101 !handshake.accept", "exchange invalid none"], Exchange.Outcome.invalid
      ),
      (
        Head.of("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket"),
        [
          "server 101 !handshake.response-connection !handshake.accept", "exchange invalid none",
        ], .invalid
      ),
      (
        Head.of("HTTP/1.1 401 Unauthorized", "WWW-Authenticate: Basic", "Content-Length: 0"),
        ["server 401 !handshake.status", "exchange refused"], .refused
      ),
      (
        Head.of("HTTP/1.1 403 Forbidden", "Content-Length: 5", body: "never"),
        ["server 403 !handshake.status", "exchange refused"], .refused
      ),
      (
        Head.of(
          "HTTP/1.1 404 Not Found", "Transfer-Encoding: chunked", body: "3\r\nabc\r\n0\r\n\r\n"),
        ["server 404 !handshake.status", "exchange refused"], .refused
      ),
      (
        Head.of("HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13", "Content-Length: 0"),
        ["server 426 !handshake.status", "exchange refused"], .refused
      ),
      (
        Head.of("HTTP/1.1 302 Found", "Location: /elsewhere", "Content-Length: 0"),
        ["server 302 !handshake.status", "exchange refused"], .refused
      ),
      (
        // Nothing tells how long the body is: it lasts to the end of the stream.
        Head.of("HTTP/1.1 500 Oops", body: "HTTP/1.1 101 no head\r\n\r\n"),
        ["server 500 !handshake.status", "exchange refused"], .refused
      ),
    ])
  func outcomes(answer: [UInt8], lines: [String], outcome: Exchange.Outcome) {
    let end = outcome == .refused ? "ended refused" : "ended open"
    expect(
      ["opened", "client GET /chat"] + lines + [end],
      of: [.client(Head.request()), .server(answer)])
  }

  @Test("A request without an answer")
  func unanswered() {
    expect(
      ["opened", "client GET /chat", "exchange unanswered", "ended notOpened"],
      of: [.client(Head.request())])
    expect(
      [
        "opened", "client GET /chat", "server finished", "exchange unanswered",
        "ended notOpened, finished(by: Optional(WebSocketProtocol.Role.server))",
      ], of: [.client(Head.request()), .finish(.second)])
  }

  @Test("An answer that breaks off")
  func unfinishedAnswer() {
    expect(
      [
        "opened", "client GET /chat",
        "server 101 unfinished !handshake.head-unfinished !handshake.response-connection "
          + "!handshake.accept",
        "exchange unanswered", "ended open",
      ],
      of: [
        .client(Head.request()),
        .server(Array("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n".utf8)),
      ])
  }

  @Test("A request that breaks off")
  func unfinishedRequest() {
    expect(
      [
        "opened", "client GET /chat unfinished !handshake.head-unfinished !handshake.key",
        "ended notOpened",
      ],
      of: [
        .client(
          Array(
            """
            GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r
            Sec-WebSocket-Version: 13\r\n
            """.utf8))
      ])
  }

  @Test("What has nothing to do with WebSocket is told only where that is wanted")
  func plain() {
    let steps: [Step] = [
      .client(Head.of("GET /page HTTP/1.1", "Host: a")),
      .server(Head.of("HTTP/1.1 200 OK", "Content-Length: 2", body: "ok")),
    ]
    expect([], of: steps)
    var attention = Attention()
    attention.tellsPlainHTTP = true
    expect(
      ["opened", "client GET /page plain", "server 200 plain", "exchange plain", "ended plain"],
      of: steps, attention: attention)
  }

  @Test("An answer of 101 to a request that did not ask is plain, too")
  func otherUpgrade() {
    expect(
      [],
      of: [
        .client(Head.of("GET / HTTP/1.1", "Host: a", "Upgrade: h2c", "Connection: Upgrade")),
        .server(Head.of("HTTP/1.1 101 Switching Protocols", "Upgrade: h2c")),
      ])
  }

  // MARK: More than one request

  @Test("A connection that was used for pages before is opened by a later request")
  func kept() {
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted none",
        "client text 5 = text 5 \"Hello\"", "ended open",
      ],
      of: [
        .client(Head.of("POST /form HTTP/1.1", "Host: a", "Content-Length: 4", body: "a=bc")),
        .server(Head.of("HTTP/1.1 200 OK", "Content-Length: 2", body: "ok")),
        .client(Head.of("GET /page HTTP/1.1", "Host: a")),
        .server(
          Head.of(
            "HTTP/1.1 200 OK", "Transfer-Encoding: chunked",
            body: "4;name=value\r\nHTTP\r\n2\r\n\r\n\r\n0\r\nTrailer: value\r\n\r\n")),
        .client(Head.request()), .server(Head.answer()), .client(text("Hello", key: exampleKey)),
      ])
  }

  @Test("Pipelined requests are answered in their order")
  func pipelined() {
    expect(
      ["opened", "client GET /chat", "server 101", "exchange accepted none", "ended open"],
      of: [
        .client(
          Head.of("GET /a HTTP/1.1", "Host: a"), Head.of("HEAD /b HTTP/1.1", "Host: a"),
          Head.request()),
        .server(
          Head.of("HTTP/1.1 200 OK", "Content-Length: 2", body: "ok"),
          // The answer to HEAD has no body, whatever it says.
          Head.of("HTTP/1.1 200 OK", "Content-Length: 100"), Head.answer()),
      ])
  }

  @Test("Answers without a body are followed by the next", arguments: [204, 304])
  func noBody(code: Int) {
    expect(
      ["opened", "client GET /chat", "server 101", "exchange accepted none", "ended open"],
      of: [
        .client(Head.of("GET /a HTTP/1.1", "Host: a"), Head.request()),
        .server(Head.of("HTTP/1.1 \(code) Nothing", "Content-Length: 9"), Head.answer()),
      ])
  }

  @Test("Interim answers come before the answer")
  func interim() {
    expect(
      Self.opened + ["ended open"],
      of: [
        .client(Head.request()),
        .server(
          Head.of("HTTP/1.1 100 Continue"),
          Head.of("HTTP/1.1 103 Early Hints", "Link: </a.css>; rel=preload"), Head.answer()),
      ])
  }

  @Test("After a refusal the next request may succeed")
  func again() {
    expect(
      [
        "opened", "client GET /chat", "server 401 !handshake.status", "exchange refused",
        "client GET /chat", "server 101", "exchange accepted none", "server ping 0", "ended open",
      ],
      of: [
        .client(Head.request()),
        .server(Head.of("HTTP/1.1 401 Unauthorized", "Content-Length: 0")),
        .client(Head.request("Authorization: Basic YTpi")), .server(Head.answer(), frame(.ping)),
      ])
  }

  // MARK: Before the answer

  @Test("What a client sends before the answer waits for it")
  func held() {
    expect(
      Self.opened + ["client text 5 = text 5 \"Hello\"", "client ping 0", "ended open"],
      of: [
        .client(Head.request()), .client(text("Hello", key: exampleKey)),
        .client(frame(.ping, key: exampleKey)), .server(Head.answer()),
      ])
  }

  @Test("After a refusal it is HTTP")
  func heldHTTP() {
    expect(
      [
        "opened", "client GET /chat", "server 403 !handshake.status", "exchange refused",
        "client GET /chat", "server 101", "exchange accepted none", "ended open",
      ],
      of: [
        .client(Head.request()), .client(Head.request()),
        .server(Head.of("HTTP/1.1 403 Forbidden", "Content-Length: 0"), Head.answer()),
      ])
  }

  @Test("Where no answer comes, what waited is read as frames of which nothing is known")
  func neverAnswered() {
    expect(
      [
        "opened", "client GET /chat", "client text 5 = text 5 \"Hello\"", "exchange unanswered",
        "ended open",
      ],
      of: [.client(Head.request()), .client(text("Hello", key: exampleKey))])
  }

  @Test("Where the client is done before the answer, its end is told when it is seen")
  func finishedBeforeAnswer() {
    expect(
      [
        "opened", "client GET /chat", "client finished", "server 101", "exchange accepted none",
        "client text 5 = text 5 \"Hello\"", "client binary 1 of 2",
        "ended abnormal, finished(by: Optional(WebSocketProtocol.Role.client)), inside a frame, "
          + "because cutFrame(by: WebSocketProtocol.Role.client)",
      ],
      of: [
        .client(Head.request(), text("Hello", key: exampleKey), hex("82 82 00 00 00 00 07")),
        .finish(.first), .server(Head.answer()),
      ])
  }

  @Test("More than 1 MiB before the answer is not waited for")
  func heldLimit() {
    let inspector = ConnectionInspector()
    inspector.receive(Head.request(), from: .first)
    let message = frame(.binary, [UInt8](repeating: 0, count: 1 << 16), key: exampleKey)
    for _ in 0..<15 {
      inspector.receive(message, from: .first)
      #expect(inspector.allEvents().compactMap(\.frame).isEmpty)
    }
    inspector.receive(message, from: .first)
    #expect(inspector.allEvents().compactMap(\.frame).count == 16)
    #expect(inspector.waitingByteCount == 0)
    inspector.receive(Head.answer(), from: .second)
    #expect(Account(inspector.allEvents()).lines == ["server 101", "exchange accepted none"])
  }
}
