import CommandLineKit
import ConnectionDiagram
import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

/// One run of `wsx decode`: a stream of bytes in, pictures or JSON of its frames out.
struct DecodeSession {
  private let format: OutputFormat
  private let style: TerminalStyle
  /// The number of the one frame to show; nil for all.
  private let only: Int?
  private let console: Console
  private let json: ConnectionJSON
  private var diagram: StreamDiagram
  private let inspector: ConnectionInspector

  private var frameCount = 0
  private var violationCount = 0
  private var isTruncated = false
  /// Whether a frame has RSV1 set, and it is not known what was negotiated.
  private var mayBeCompressed = false
  private var drawings: [FrameAnatomy] = []

  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    format = arguments["format"].flatMap { OutputFormat(rawValue: $0) } ?? .diagram
    style = try TerminalStyle(arguments, for: console.output)
    only = try arguments.number("frame", in: 1...Int.max)
    self.console = console
    if arguments.has("fields") && format != .json {
      throw .usage("--fields goes with --format json.")
    }
    json = ConnectionJSON(includesFields: arguments.has("fields"))
    diagram = StreamDiagram(format: format.picture ?? .diagram, style: style)
    var attention = Attention()
    attention.keepsFramePayloads = format == .json
    if format == .json { attention.keptByteCount = .max }
    inspector = ConnectionInspector(
      assuming: .singleStream(Self.context(arguments)), attention: attention,
      resources: InspectionResources(store: .withTemporaryFile()))
  }

  private static func context(_ arguments: Arguments) -> FrameContext {
    let extensionBits: ReservedBits? =
      switch arguments["extensions"] {
      case "none": []
      case "permessage-deflate": .rsv1
      default: nil
      }
    return FrameContext(
      sender: arguments["from"].flatMap { Role(rawValue: $0) }, extensionBits: extensionBits)
  }

  /// Takes the stream's next bytes.
  mutating func receive(_ bytes: [UInt8]) {
    inspector.receive(bytes, from: .first)
    while let event = inspector.nextEvent() { show(event) }
  }

  private mutating func show(_ event: InspectionEvent) {
    note(event)
    guard isWanted(event) else { return }
    switch format {
    case .json: json.write(event) { console.output.write($0) }
    case .svg:
      if case .frame(let frame) = event.content { drawings.append(FrameAnatomy(frame)) }
    case .diagram, .table, .hexdump:
      console.output.write(diagram.text(of: event).rendered(style))
    }
  }

  private func isWanted(_ event: InspectionEvent) -> Bool {
    guard let only else { return true }
    if case .frame(let frame) = event.content { return frame.record.number == only }
    return false
  }

  private mutating func note(_ event: InspectionEvent) {
    switch event.content {
    case .head(let head):
      violationCount += head.violations.count
      if head.isUnfinished { isTruncated = true }
      if head.violations.contains(where: { $0.rule.id == "handshake.bare-lf" }) {
        console.errors.write(
          "wsx: lines end in LF: if the handshake was copied as text, wsx handshake reads it\n")
      }
    case .frame(let frame):
      frameCount += 1
      violationCount += frame.violations.count
      if !frame.record.isComplete { isTruncated = true }
      if frame.context.extensionBits == nil,
        frame.record.knownHeader.reservedBits?.contains(.rsv1) == true
      {
        mayBeCompressed = true
      }
    default: break
    }
  }

  /// Shows the summary, and returns the exit status.
  mutating func finish() throws(Failure) -> ExitStatus {
    inspector.end()
    while let event = inspector.nextEvent() { show(event) }
    if format == .svg {
      guard let drawing = drawings.first, drawings.count == 1 else {
        throw .usage(
          "svg draws one frame, but there are \(frameCount): choose one with --frame NUMBER.")
      }
      console.output.write(FrameSVG.picture(drawing))
    } else if let only, only > frameCount {
      throw .usage("there is no frame \(only): the input holds \(frameCount).")
    } else if frameCount > 1, only == nil, format != .json {
      console.output.write(diagram.summary.rendered(style))
    }
    if mayBeCompressed {
      console.errors.write(
        "wsx: RSV1 is set: if the messages are compressed, --extensions permessage-deflate "
          + "inflates them\n")
    }
    if isTruncated { return .truncated }
    return violationCount > 0 ? .violations : .clean
  }
}

/// How `decode` shows frames.
enum OutputFormat: String, CaseIterable {
  case diagram, table, hexdump, json, svg

  /// The picture in the terminal; nil for the others.
  var picture: StreamDiagram.Format? {
    switch self {
    case .diagram: .diagram
    case .table: .table
    case .hexdump: .hexdump
    case .json, .svg: nil
    }
  }
}
