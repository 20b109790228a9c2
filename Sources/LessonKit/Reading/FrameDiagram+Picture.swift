import FrameDiagram
import TerminalText
import WebSocketProtocol

extension FrameDiagram {
  /// The grid of a frame from a server that a learner's function made, and the rules that it breaks.
  package static func picture(of bytes: [UInt8], _ style: TerminalStyle) -> StyledText {
    guard !bytes.isEmpty else { return StyledText() }
    let anatomy = FrameAnatomy(judging: bytes, in: FrameContext(sender: .server, extensionBits: []))
    var text = grid(anatomy, style)
    if !anatomy.findings.violations.isEmpty || !anatomy.record.isComplete {
      text.append("")
      text.append(verdict(anatomy, style))
    }
    return text
  }
}
