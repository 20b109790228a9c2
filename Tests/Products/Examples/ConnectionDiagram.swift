import ConnectionDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

// A server's text and its close frame, drawn as a timeline and written as JSON.
let bytes: [UInt8] = [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x88, 0x02, 0x03, 0xe8]
let context = FrameContext(sender: .server, extensionBits: [])
let inspector = ConnectionInspector(assuming: .singleStream(context))
inspector.receive(bytes, from: .second)
inspector.end()

let style = TerminalStyle()
var timeline = ConnectionTimeline(style: style)
let json = ConnectionJSON()
while let event = inspector.nextEvent() {
  print(timeline.text(of: event).rendered(style), terminator: "")
  json.write(event) { line in print(String(decoding: line, as: UTF8.self), terminator: "") }
}

// prints: text "Hello"
// prints: "opcodeName":"text"
// prints: close 1000
// prints: "type":"end"
