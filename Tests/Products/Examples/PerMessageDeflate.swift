import PerMessageDeflate
import WebSocketProtocol

// Both ends offer and accept the extension in the opening handshake, as bytes.
let request = ClientRequest(host: "localhost", messageExtension: PermessageDeflate())
var randomness = SystemRandomNumberGenerator()
var asking = try ClientHandshake(request, key: .random(using: &randomness))
var policy = ServerPolicy()
policy.messageExtension = PermessageDeflate()
var answering = ServerHandshake(policy)
guard case .accept(let accepted) = answering.receive(asking.requestBytes),
  case .open(let opened) = asking.receive(accepted.response)
else { fatalError("the handshake failed") }
print(opened.extensions.map(\.text))

// What they agreed on compresses the messages of the connection.
var client = Connection(opened, randomness: SystemRandomNumberGenerator())
var server = Connection(accepted, randomness: SystemRandomNumberGenerator())
let text = String(repeating: "The same words again. ", count: 40)
try client.send(text: text)
let bytes = client.takeBytesToSend()
print(text.utf8.count, bytes.count < 100)
server.receive(bytes)
print(server.nextEvent() == .message(.text(text)))

// prints: permessage-deflate; server_max_window_bits=12; client_max_window_bits=12
// prints: 880 true
// prints: true
