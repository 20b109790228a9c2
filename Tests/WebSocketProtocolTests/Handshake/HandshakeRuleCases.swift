// The heads that break each rule. Lines and texts are where the finding must point.

extension HandshakeRuleTests {
  private static let right = Example.request
  private static let answer = Example.response

  static let syntax: [RuleCase] = [
    RuleCase("head-unfinished", .request, String(right.unicodeScalars.dropLast(2)), line: nil),
    RuleCase(
      "bare-lf", .request, right.with("chat HTTP/1.1\r\n", "chat HTTP/1.1\n"), line: 1, found: "\n"),
    RuleCase("bare-lf", .response, answer.with("=\r\n", "=\n"), line: 4, found: "\n"),
    RuleCase("bare-cr", .request, right.adding("X: a\rb"), line: 2, found: "\r"),
    RuleCase("bare-cr", .request, right.adding("X: a\r"), line: 2, found: "\r"),
    RuleCase("control-byte", .request, right.adding("X: a\0b"), line: 2, found: "\0"),
    RuleCase("control-byte", .response, answer.adding("X: \u{7f}"), line: 2, found: "\u{7f}"),
    RuleCase("control-byte", .request, right.adding("X: \u{1b}[2J"), line: 2, found: "\u{1b}"),
    RuleCase(
      "non-ascii", .request, right.adding("X你: a"), line: 2, found: "\u{fffd}",
      others: ["handshake.header-name"]),
    RuleCase("folded-line", .request, right.adding("X: a\r\n b"), line: 3, found: " b"),
    RuleCase("folded-line", .response, answer.adding("\tb: c"), line: 2, found: "\tb: c"),
    RuleCase("missing-colon", .request, right.adding("Cookie"), line: 2, found: "Cookie"),
    RuleCase(
      "blank-before-colon", .request, right.with("Host:", "Host :"), line: 2, found: " "),
    RuleCase("header-name", .request, right.adding("X(Y): z"), line: 2, found: "X(Y)"),
    RuleCase("header-name", .request, right.adding(": z"), line: 2, found: ""),
    RuleCase("header-name", .response, answer.adding("X Y: z"), line: 2, found: "X Y"),
  ]

  static let request: [RuleCase] = [
    RuleCase(
      "request-line", .request, right.with("GET /chat", "GET  /chat"), line: 1,
      found: "GET  /chat HTTP/1.1"),
    RuleCase(
      "request-line", .request, right.with(" HTTP/1.1", ""), line: 1, found: "GET /chat"),
    RuleCase(
      "request-line", .request, right.with("HTTP/1.1", "HTTP/1.1 "), line: 1,
      found: "GET /chat HTTP/1.1 "),
    RuleCase(
      "request-line", .request, right.with("GET /chat HTTP/1.1", "HTTP/1.1 200 OK"), line: 1,
      found: "HTTP/1.1 200 OK"),
    RuleCase("method", .request, right.with("GET", "POST"), line: 1, found: "POST"),
    RuleCase("method", .request, right.with("GET", "get"), line: 1, found: "get"),
    RuleCase(
      "request-version", .request, right.with("HTTP/1.1", "HTTP/1.0"), line: 1, found: "HTTP/1.0"),
    RuleCase(
      "request-target", .request, right.with("/chat", "chat"), line: 1, found: "chat"),
    RuleCase("request-target", .request, right.with("/chat", "*"), line: 1, found: "*"),
    RuleCase(
      "request-target", .request, right.with("/chat", "/chat#now"), line: 1, found: "/chat#now"),
    RuleCase(
      "request-target", .request, right.with("/chat", "ws://a/chat"), line: 1,
      found: "ws://a/chat"),
    RuleCase("host", .request, right.without("Host"), line: nil),
    RuleCase(
      "host", .request, right.with("server.example.com", ""), line: 2, found: "Host: "),
    RuleCase(
      "host-repeated", .request, right.adding("HOST: b"), line: 3, found: "Host: server.example.com"
    ),
    RuleCase("request-upgrade", .request, right.without("Upgrade"), line: nil),
    RuleCase(
      "request-upgrade", .request, right.with("websocket", "h2c, web-socket"), line: 3,
      found: "Upgrade: h2c, web-socket"),
    RuleCase("request-connection", .request, right.without("Connection"), line: nil),
    RuleCase(
      "request-connection", .request, right.with("Connection: Upgrade", "Connection: keep-alive"),
      line: 4, found: "Connection: keep-alive"),
    RuleCase("version", .request, right.without("Sec-WebSocket-Version"), line: nil),
    RuleCase("version", .request, right.with(": 13", ": 8"), line: 8, found: "8"),
    RuleCase("version", .request, right.with(": 13", ": 13, 8"), line: 8, found: "13, 8"),
    RuleCase("version", .request, right.with(": 13", ": 013"), line: 8, found: "013"),
    RuleCase(
      "version-repeated", .request, right.adding("sec-websocket-version: 13"), line: 9,
      found: "Sec-WebSocket-Version: 13"),
    RuleCase("key", .request, right.without("Sec-WebSocket-Key"), line: nil),
    RuleCase(
      "key", .request, right.with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j"), line: 5,
      found: "dGhlIHNhbXBsZSBub25j"),
    RuleCase(
      "key", .request, right.with("dGhlIHNhbXBsZSBub25jZQ==", "AQIDBAUGBwgJCgsMDQ4PEC=="),
      line: 5, found: "AQIDBAUGBwgJCgsMDQ4PEC=="),
    RuleCase(
      "key-repeated", .request, right.adding("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA=="),
      line: 6, found: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
    RuleCase(
      "origin-repeated", .request, right.adding("Origin: http://a"), line: 7,
      found: "Origin: http://example.com"),
  ]

  static let response: [RuleCase] = [
    RuleCase(
      "status-line", .response, answer.with(" 101 ", " 1o1 "), line: 1,
      found: "HTTP/1.1 1o1 Switching Protocols"),
    RuleCase(
      "status-line", .response, answer.with("HTTP/1.1 101 Switching Protocols", "OK"), line: 1,
      found: "OK"),
    RuleCase(
      "response-version", .response, answer.with("HTTP/1.1", "HTTP/1.0"), line: 1,
      found: "HTTP/1.0"),
    RuleCase("status", .response, answer.with("101", "200"), line: 1, found: "200"),
    RuleCase("response-upgrade", .response, answer.without("Upgrade"), line: nil),
    RuleCase(
      "response-upgrade", .response, answer.with("websocket", "websocket, h2c"), line: 2,
      found: "websocket, h2c"),
    RuleCase("response-connection", .response, answer.without("Connection"), line: nil),
    RuleCase(
      "response-connection", .response, answer.with("Connection: Upgrade", "Connection: close"),
      line: 3, found: "Connection: close"),
    RuleCase("accept", .response, answer.without("Sec-WebSocket-Accept"), line: nil),
    RuleCase(
      "accept", .response, answer.with("s3pPLM", "S3pPLM"), line: 4,
      found: "S3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
    RuleCase(
      "accept-repeated", .response,
      answer.adding("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), line: 5,
      found: "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
  ]

  static let lists: [RuleCase] = [
    RuleCase(
      "subprotocol-name", .request, right.with("superchat", "super chat"), line: 7,
      found: "super chat"),
    RuleCase(
      "subprotocol-name", .request, right.with("chat, superchat", ""), line: 7,
      found: "Sec-WebSocket-Protocol: "),
    RuleCase(
      "subprotocol-name", .response, answer.with(": chat", ": ch@t"), line: 5, found: "ch@t",
      others: ["handshake.subprotocol-not-offered"]),
    RuleCase(
      "subprotocol-twice", .request, right.with("superchat", "chat"), line: 7, found: "chat"),
    RuleCase(
      "subprotocol-twice", .request, right.adding("Sec-WebSocket-Protocol: superchat"), line: 8,
      found: "superchat"),
    RuleCase(
      "subprotocol-repeated", .response, answer.with(": chat", ": chat, superchat"), line: 5,
      found: "superchat"),
    RuleCase(
      "subprotocol-repeated", .response, answer.adding("Sec-WebSocket-Protocol: chat"), line: 6,
      found: "chat"),
    RuleCase(
      "subprotocol-not-offered", .response, answer.with(": chat", ": Chat"), line: 5,
      found: "Chat"),
    RuleCase(
      "extension-syntax", .request, right.adding("Sec-WebSocket-Extensions: a; b=\"c d\""),
      line: 2, found: " "),
    RuleCase(
      "extension-syntax", .request, right.adding("Sec-WebSocket-Extensions:"), line: 2, found: ""),
    RuleCase(
      "extension-syntax", .response, answer.adding("Sec-WebSocket-Extensions: a b"), line: 2,
      found: "b"),
    RuleCase(
      "extension-not-offered", .response, answer.adding("Sec-WebSocket-Extensions: x-mux"),
      line: 2, found: "Sec-WebSocket-Extensions: x-mux"),
    RuleCase(
      "extension-parameters", .response,
      answer.adding("Sec-WebSocket-Extensions: permessage-deflate; x"), line: 2,
      found: "Sec-WebSocket-Extensions: permessage-deflate; x"),
  ]
}
