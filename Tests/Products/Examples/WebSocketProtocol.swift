import WebSocketProtocol

// A client and a server, with their bytes carried from one to the other.
var client = Connection(role: .client, randomness: SystemRandomNumberGenerator())
var server = Connection(role: .server, randomness: SystemRandomNumberGenerator())
try client.send(text: "Hello")
try client.close(code: .normalClosure, reason: "bye")
server.receive(client.takeBytesToSend())
while let event = server.nextEvent() {
  switch event {
  case .message(let message): print(message.text ?? "")
  case .closeReceived(let payload): print(payload.code == .normalClosure, payload.reason)
  default: break
  }
}
let key = try SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ==")
print(key.acceptValue)

// prints: Hello
// prints: true bye
// prints: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
