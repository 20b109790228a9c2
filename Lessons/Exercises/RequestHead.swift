import LessonKit

/// The head of a client's request, line by line, and the bytes after it.
struct RequestHead {
  var start = "GET /chat HTTP/1.1"
  var host: String? = "Host: localhost"
  var upgrade: String? = "Upgrade: websocket"
  var connection: String? = "Connection: Upgrade"
  var key: String? = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  var version: String? = "Sec-WebSocket-Version: 13"
  var more: [String] = []
  var rest: [UInt8] = []

  var head: [UInt8] {
    let lines = [start] + [host, upgrade, connection].compactMap { $0 } + more
    return Array(
      ((lines + [key, version].compactMap { $0 }).map { $0 + "\r\n" }.joined() + "\r\n").utf8)
  }

  var bytes: [UInt8] { head + rest }
}

extension RequestHead {
  /// What a check reads, from the simplest to the strangest.
  static let examples: [[UInt8]] =
    [whole, afterTheHead, unfinished, written, lists, subprotocols, refused, strange].flatMap { $0 }

  /// A frame with the text "Hi" from a client; its bytes are not UTF-8.
  private static let frame: [UInt8] = [0x81, 0x82, 0x9c, 0x05, 0xb8, 0xe1, 0xd4, 0x6c]

  private static let whole = [
    RequestHead().bytes,
    RequestHead(
      start: "GET /rooms/7?as=eve HTTP/1.1", host: "Host: chat.example.com",
      key: "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw=="
    ).bytes,
  ]

  private static let afterTheHead = [
    RequestHead(rest: frame).bytes,
    // The frame's payload looks like the end of a head.
    RequestHead(rest: [0x81, 0x84, 0, 0, 0, 0, 0x0d, 0x0a, 0x0d, 0x0a]).bytes,
  ]

  private static let unfinished: [[UInt8]] = [
    RequestHead().head.dropLast(2), [], RequestHead().head.dropLast(),
    RequestHead().head.prefix(20),
    RequestHead(rest: [0x0a]).head.dropLast(3),
  ].map { Array($0) }

  private static let written = [
    RequestHead(
      host: "host: localhost", upgrade: "upgrade: websocket", connection: "connection: Upgrade",
      key: "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", version: "sec-websocket-version: 13"),
    RequestHead(
      host: "HOST: localhost", upgrade: "UPGRADE: websocket", connection: "CONNECTION: Upgrade",
      key: "SEC-WEBSOCKET-KEY: dGhlIHNhbXBsZSBub25jZQ==", version: "SEC-WEBSOCKET-VERSION: 13"),
    RequestHead(upgrade: "Upgrade: WebSocket"), RequestHead(connection: "Connection: upgrade"),
    RequestHead(key: "Sec-WebSocket-Key:   dGhlIHNhbXBsZSBub25jZQ==\t "),
    RequestHead(version: "Sec-WebSocket-Version:  13 "), RequestHead(upgrade: "Upgrade:websocket"),
    RequestHead(host: "Host: localhost:8080"),
    RequestHead(more: ["Origin: http://localhost:8080", "Cookie: id=7; theme=dark"]),
  ].map(\.bytes)

  private static let lists = [
    RequestHead(connection: "Connection: keep-alive, Upgrade"),
    RequestHead(connection: "Connection: upgrade,keep-alive"),
    RequestHead(connection: "Connection: Upgrade", more: ["Connection: keep-alive"]),
    RequestHead(connection: "Connection: keep-alive", more: ["Connection: Upgrade"]),
    RequestHead(upgrade: "Upgrade: h2c, websocket"),
  ].map(\.bytes)

  private static let subprotocols = [
    RequestHead(more: ["Sec-WebSocket-Protocol: chat"]),
    RequestHead(more: ["Sec-WebSocket-Protocol: chat, superchat"]),
    RequestHead(more: ["Sec-WebSocket-Protocol: Chat.V2,mqtt ,  wamp.2.json"]),
    RequestHead(more: ["Sec-WebSocket-Protocol: chat", "Sec-WebSocket-Protocol: superchat"]),
  ].map(\.bytes)

  private static let refused = [
    RequestHead(version: "Sec-WebSocket-Version: 8"),
    RequestHead(version: "Sec-WebSocket-Version: 25"),
    RequestHead(start: "POST /chat HTTP/1.1"), RequestHead(start: "get /chat HTTP/1.1"),
    RequestHead(start: "GET /chat HTTP/1.0"), RequestHead(host: nil),
    RequestHead(more: ["Host: example.com"]), RequestHead(upgrade: nil),
    RequestHead(upgrade: "Upgrade: h2c"), RequestHead(upgrade: "Upgrade: websocket2"),
    RequestHead(connection: nil), RequestHead(connection: "Connection: keep-alive"),
    RequestHead(connection: "Connection: no-upgrade"), RequestHead(key: nil),
    RequestHead(key: "Sec-WebSocket-Key:"), RequestHead(key: "Sec-WebSocket-Key: c2hvcnQ="),
    RequestHead(key: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE="),
    RequestHead(key: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSBpcyBsb25n"),
    RequestHead(key: "Sec-WebSocket-Key: dGhl-HNhbXBsZSBub25jZQ=="),
    RequestHead(more: ["Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw=="]), RequestHead(version: nil),
    // What a browser asks for that opens the address as a page.
    RequestHead(
      start: "GET / HTTP/1.1", upgrade: nil, connection: "Connection: keep-alive", key: nil,
      version: nil),
  ].map(\.bytes)

  private static let strange: [[UInt8]] = [
    Array("hello\r\n\r\n".utf8), Array("GET\r\n\r\n".utf8),
    RequestHead(more: ["X-Note: Sec-WebSocket-Key: none"]).bytes,
    RequestHead(more: ["Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5"]).bytes,
    RequestHead(more: ["X-Empty:"]).bytes, RequestHead(more: ["no colon here"]).bytes,
    // A name in Latin-1, as old programs write it: not UTF-8.
    Array("GET / HTTP/1.1\r\nCookie: name=Ren".utf8) + [0xe9]
      + Array(RequestHead().head.dropFirst(18)),
  ]
}
