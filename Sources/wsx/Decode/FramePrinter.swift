import CommandLineKit
import FrameDiagram
import TerminalText
import WebSocketProtocol

/// Shows what a stream held in the format that was asked for, and keeps account.
struct FramePrinter {
  let format: OutputFormat
  let style: TerminalStyle
  let withFields: Bool
  /// The number of the one frame to show; nil for all.
  let only: Int?

  private var frameCount = 0
  private var violationCount = 0
  private var isTruncated = false
  /// Whether a frame has RSV1 set, and nobody said what was negotiated.
  private var mayBeCompressed = false
  private var drawings: [FrameAnatomy] = []
  /// Whether the payload of a large frame is being written as JSON.
  private var isStreaming = false

  init(format: OutputFormat, style: TerminalStyle, withFields: Bool, only: Int?) {
    self.format = format
    self.style = style
    self.withFields = withFields
    self.only = only
  }

  mutating func show(_ event: DecodedStream.Event) {
    switch event {
    case .handshake(let report):
      showHandshake(report)
    case .unfinishedHandshake(let report):
      showHandshake(report)
      isTruncated = true
    case .frame(.began(let record)):
      // A payload that is not kept whole is written as it comes.
      guard format == .json, only == nil || only == record.number,
        let length = record.header?.payloadLength
      else { return }
      isStreaming = length > UInt64(FrameReading.keptBytes)
      if isStreaming { StandardOutput.write(FrameJSON(FrameAnatomy(record: record)).head()) }
    case .frame(.payload(let bytes)):
      if isStreaming { StandardOutput.write(FrameJSON.hex(of: bytes)) }
    case .frame(.ended(let result)):
      account(for: result.frame)
      showFrame(result)
    }
  }

  private mutating func account(for frame: ExaminedFrame) {
    frameCount += 1
    violationCount += frame.findings.all.violations.count
    if !frame.record.isComplete { isTruncated = true }
    if frame.context.extensionBits == nil,
      frame.record.knownHeader.reservedBits?.contains(.rsv1) == true
    {
      mayBeCompressed = true
    }
  }

  // MARK: - Handshakes

  private mutating func showHandshake(_ report: HandshakeReport) {
    violationCount += report.violations.count
    var text = StyledText()
    text.append(
      StyledLine(report.head.isRequest ? "Request" : "Response", .heading)
        + StyledLine(" · \(report.head.bytes.count) bytes of HTTP before the frames", .dim))
    text.append(StyledLine())
    text.append(HandshakeDiagram.lines(of: report, style))
    text.append(HandshakeDiagram.verdict(of: report))
    if report.violations.contains(where: { $0.rule.id == "handshake.bare-lf" }) {
      StandardError.write(
        "wsx: lines end in LF: if the handshake was copied as text, wsx handshake reads it\n")
    }
    let drawn = text.rendered(style)
    if format == .json || format == .svg {
      StandardError.write(drawn)
    } else {
      StandardOutput.write(drawn + "\n")
    }
  }

  // MARK: - Frames

  private mutating func showFrame(_ result: FrameReading.Result) {
    if let only, only != result.frame.record.number { return }
    let anatomy = result.frame.anatomy
    switch format {
    case .diagram: draw(FrameDiagram.diagram(anatomy, style), inflated: result)
    case .table:
      draw(picture(of: anatomy, FrameDiagram.table(anatomy, style)), inflated: result)
    case .hexdump:
      draw(picture(of: anatomy, FrameDiagram.hexDump(anatomy, style)), inflated: result)
    case .json:
      let json = FrameJSON(anatomy, includesFields: withFields)
      let line = isStreaming ? json.tail() : json.line()
      StandardOutput.write(String(line.dropLast()))
      if result.inflatedMessage == nil, let message = result.frame.findings.message {
        StandardOutput.write(message.jsonMember)
      }
      result.inflatedMessage?.writeJSON(named: "message")
      StandardOutput.write("}\n")
      isStreaming = false
    case .svg: drawings.append(anatomy)
    }
  }

  /// A picture under its heading, with the verdict below.
  private func picture(of anatomy: FrameAnatomy, _ body: StyledText) -> StyledText {
    var text = FrameDiagram.heading(anatomy, style)
    text.append(StyledLine())
    text.append(body)
    text.append(StyledLine())
    text.append(FrameDiagram.verdict(anatomy, style))
    return text
  }

  private func draw(_ picture: StyledText, inflated result: FrameReading.Result) {
    var text = StyledText()
    if frameCount > 1, only == nil { text.append(StyledLine()) }
    text.append(picture)
    if result.inflatedMessage == nil { text.append(result.frame.messageLine(style)) }
    if let message = result.inflatedMessage {
      let line = StyledLine(" · ", .dim) + StyledLine(style.spell(message.inflatedSummary))
      text.append(StyledText(line.wrapped(to: style.width, indent: 3)))
    }
    StandardOutput.write(text.rendered(style))
  }

  // MARK: - The end

  /// Says what there was in all, and answers with the exit status.
  mutating func finish() throws(Failure) -> ExitStatus {
    if format == .svg {
      guard let drawing = drawings.first, drawings.count == 1 else {
        throw .usage(
          "svg draws one frame, but there are \(frameCount): choose one with --frame NUMBER.")
      }
      StandardOutput.write(FrameSVG.picture(drawing))
    } else if let only, only > frameCount {
      throw .usage("there is no frame \(only): the input holds \(frameCount).")
    } else if frameCount > 1, only == nil, format != .json {
      StandardOutput.write(summary.rendered(style))
    }
    if mayBeCompressed {
      StandardError.write(
        "wsx: RSV1 is set: if the messages are compressed, "
          + "--extensions permessage-deflate inflates them\n")
    }
    if isTruncated { return .truncated }
    return violationCount > 0 ? .violations : .clean
  }

  private var summary: StyledText {
    var line = StyledLine("\(frameCount) frames: ", .heading)
    if violationCount == 0 {
      line.append("✓ no rule is broken", .ok)
    } else {
      line.append("✗ \(violationCount) \(violationCount == 1 ? "violation" : "violations")", .error)
    }
    if isTruncated { line.append(", and the last one breaks off", .warning) }
    return StyledText([StyledLine(), line])
  }
}
