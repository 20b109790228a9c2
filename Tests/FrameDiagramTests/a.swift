import FrameDiagram
import TerminalText
import Testing

@Test func diagramOfHello() {
  let bytes: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
  let text = FrameDiagram.diagram(FrameAnatomy(bytes: bytes)).rendered(TerminalStyle())
  #expect(text.contains("\"Hello\" once unmasked"))
}
