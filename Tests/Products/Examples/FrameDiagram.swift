import FrameDiagram
import TerminalText

let frame = FrameAnatomy(bytes: [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f])
print(FrameDiagram.diagram(frame).rendered(TerminalStyle()))

// prints: FIN
// prints: opcode
// prints: "Hello"
