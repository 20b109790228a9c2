import FrameDiagram
import TerminalText
import WebSocketProtocol

let record = FrameRecord(firstFrameOf: [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f])
let frame = FrameAnatomy(record: record, findings: FrameRules.judge(record))
print(FrameDiagram.diagram(frame).rendered(TerminalStyle()))

// prints: FIN
// prints: opcode
// prints: "Hello"
