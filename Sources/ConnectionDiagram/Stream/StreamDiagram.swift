import FrameDiagram
import TerminalText
import WebSocketInspection

/// Pictures of one stream of bytes, frame by frame, with all of each frame.
public struct StreamDiagram: Sendable {
  /// The pictures of a frame.
  public enum Format: Hashable, Sendable {
    /// Its bits, its fields, how it is unmasked.
    case diagram
    /// Its fields.
    case table
    /// Its bytes.
    case hexdump
  }

  private let format: Format
  private let style: TerminalStyle
  private var frameCount = 0
  private var violationCount = 0
  private var breaksOff = false

  /// Pictures before the first frame.
  public init(format: Format, style: TerminalStyle) {
    self.format = format
    self.style = style
  }

  /// The lines that an event adds.
  public mutating func text(of event: InspectionEvent) -> StyledText {
    switch event.content {
    case .head(let head): return text(of: head)
    case .frame(let frame): return text(of: frame)
    default: return StyledText()
    }
  }

  /// How many frames there were, and the verdict; empty for a single frame.
  public var summary: StyledText {
    guard frameCount > 1 else { return StyledText() }
    var line = StyledLine("\(Words.count(frameCount, "frame")): ", .heading)
    if violationCount == 0 {
      line.append("✓ no rule is broken", .ok)
    } else {
      line.append("✗ \(Words.count(violationCount, "violation"))", .error)
    }
    if breaksOff { line.append(", and the last one breaks off", .warning) }
    return StyledText([StyledLine(), line])
  }

  private mutating func text(of head: InspectedHead) -> StyledText {
    violationCount += head.violations.count
    guard let report = head.report else { return StyledText() }
    let size = Words.bytes(UInt64(head.head.bytes.count))
    var heading = StyledLine(head.isRequest ? "Request" : "Response", .heading)
    heading.append(" · \(size) of HTTP before the frames", .dim)
    var text = StyledText([heading, StyledLine()])
    text.append(HandshakeDiagram.lines(of: report, style))
    text.append(HandshakeDiagram.verdict(of: report))
    text.append(StyledLine())
    return text
  }

  private mutating func text(of frame: InspectedFrame) -> StyledText {
    frameCount += 1
    violationCount += frame.violations.count
    if !frame.record.isComplete { breaksOff = true }
    var text = StyledText()
    if frameCount > 1 { text.append(StyledLine()) }
    text.append(picture(of: FrameAnatomy(frame)))
    text.append(frame.messageLines(style))
    return text
  }

  private func picture(of anatomy: FrameAnatomy) -> StyledText {
    let body: StyledText
    switch format {
    case .diagram: return FrameDiagram.diagram(anatomy, style)
    case .table: body = FrameDiagram.table(anatomy, style)
    case .hexdump: body = FrameDiagram.hexDump(anatomy, style)
    }
    var text = FrameDiagram.heading(anatomy, style)
    text.append(StyledLine())
    text.append(body)
    text.append(StyledLine())
    text.append(FrameDiagram.verdict(anatomy, style))
    return text
  }
}
