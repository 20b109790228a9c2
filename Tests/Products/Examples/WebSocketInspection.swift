import WebSocketInspection
import WebSocketProtocol

// The bytes of both directions; the client forgets to mask its frame.
var randomness = SystemRandomNumberGenerator()
let client = try ClientHandshake(
  ClientRequest(host: "localhost"), key: .random(using: &randomness))
var server = ServerHandshake()
guard case .accept(let accepted) = server.receive(client.requestBytes) else { fatalError() }
let frame: [UInt8] = [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]

let inspector = ConnectionInspector()
inspector.receive(client.requestBytes, from: .first)
inspector.receive(accepted.response, from: .second)
inspector.receive(frame, from: .first)
inspector.end()
while let event = inspector.nextEvent() {
  switch event.content {
  case .exchange(let exchange): print(exchange.outcome)
  case .frame(let frame): print(frame.violations.map(\.rule.id))
  case .ended(let summary): print(summary.violationCount)
  default: break
  }
}

// prints: accepted
// prints: ["mask.client-unmasked"]
// prints: 1
