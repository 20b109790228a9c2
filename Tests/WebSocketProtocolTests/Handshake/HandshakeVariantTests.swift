import Testing

@testable import WebSocketProtocol

@Suite("Handshakes that look unusual and are right")
struct HandshakeVariantTests {
  @Test(
    "requests",
    arguments: [
      Example.request.with("Connection: Upgrade", "connection: keep-alive, upgrade"),
      Example.request.with("Connection: Upgrade", "CONNECTION: keep-alive\r\nConnection:UPGRADE"),
      Example.request.with("Upgrade: websocket", "upgrade:\t WebSocket \t"),
      Example.request.with("Upgrade: websocket", "Upgrade: h2c, websocket"),
      Example.request.with("HTTP/1.1", "HTTP/1.2"),
      Example.request.with("/chat", "HTTP://server.example.com/chat"),
      Example.request.with("chat, superchat", "chat\r\nSec-WebSocket-Protocol: superchat"),
      Example.request.adding("Sec-WebSocket-Extensions: a").adding("sec-websocket-extensions: b"),
      Example.request.without("Origin").without("Sec-WebSocket-Protocol"),
      Example.request.adding("Cookie: a=b; c=\"d\"").adding("Cookie:"),
    ])
  func requests(text: String) {
    #expect(Example.violations(request: text) == [])
  }

  @Test(
    "responses",
    arguments: [
      Example.response.with("websocket", "WebSocket"),
      Example.response.with("Connection: Upgrade", "connection: close, UPGRADE"),
      Example.response.with(" Switching Protocols", " "),
      Example.response.with(" Switching Protocols", ""),
      Example.response.with("xOo=", "xOo= \t"),
      Example.response.without("Sec-WebSocket-Protocol"),
      Example.response.with(": chat", ": superchat"),
    ])
  func responses(text: String) {
    #expect(Example.violations(response: text) == [])
  }
}
