import PerMessageDeflate
import WebSocketProtocol

// The offer in the client's request, the answer of the server, and a compressed message.
let offers = [DeflateOffer().extensionOffer]
let answer = ExtensionNegotiation.permessageDeflate().choose(offers)
var client = Connection(
  role: .client,
  messageExtension: try DeflateExtension(role: .client, answer: answer, to: offers),
  randomness: SystemRandomNumberGenerator())
var server = Connection(
  role: .server, messageExtension: try DeflateExtension(role: .server, answer: answer),
  randomness: SystemRandomNumberGenerator())

let text = String(repeating: "The same words again. ", count: 40)
try client.send(text: text)
let bytes = client.takeBytesToSend()
print(text.utf8.count, bytes.count < 100)
server.receive(bytes)
print(server.nextEvent() == .message(.text(text)))

// prints: 880 true
// prints: true
