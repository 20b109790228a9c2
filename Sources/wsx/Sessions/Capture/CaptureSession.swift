import CommandLineKit
import ConnectionDiagram
import TerminalText
import WebSocketInspection

/// One run of `wsx capture`: reads events, filters them, and passes them to a view.
final class CaptureSession {
  private let title: String
  private let arguments: Arguments
  private let console: Console
  private let wanted: Int?
  private var filter: EventFilter
  private var view: any CaptureView
  /// The summary after a timeline that was followed to Ctrl-C.
  private var summary: SummaryView?
  private var account = CaptureAccount()

  init(_ arguments: Arguments, title: String, _ console: Console) throws(Failure) {
    self.arguments = arguments
    self.title = title
    self.console = console
    filter = try EventFilter(arguments)
    wanted = filter.connection
    view = try Self.view(arguments, filter, title: title, console.output)
    if arguments.has("follow"), arguments["format"] != "json", !arguments.has("export") {
      summary = SummaryView(
        style: try TerminalStyle(arguments, for: console.output), waitsForEnd: true)
    }
  }

  /// What reads the capture and hands its events to this session.
  func source() throws(Failure) -> CaptureSource {
    CaptureSource(
      assumptions: try CaptureAssumptions(arguments), attention: attention,
      resources: InspectionResources(store: .withTemporaryFile()),
      follows: arguments.has("follow"), console: console,
      showsProgress: !console.output.mayReachTerminal || view is SummaryView
    ) { [unowned self] in show($0) }
  }

  private func show(_ event: InspectionEvent) {
    account.note(event)
    if wanted == nil || wanted == event.connection { summary?.show(event, on: console.output) }
    filter.take(event) { view.show($0, on: console.output) }
  }

  /// How closely to look: enough for what is shown or searched.
  private var attention: Attention {
    var attention = Attention()
    attention.recordByteCount = 1 << 10
    let isJSON = arguments["format"] == "json"
    attention.keepsFramePayloads = isJSON
    if isJSON || filter.choosesContent {
      attention.keptByteCount = .max
    } else if arguments.has("export") {
      attention.keptByteCount = 1 << 16
    } else if view is SummaryView {
      attention.recordByteCount = 0
      attention.keptByteCount = 0
      attention.tellsEachFrame = false
    }
    return attention
  }

  private static func view(
    _ arguments: Arguments, _ filter: EventFilter, title: String, _ output: Output
  ) throws(Failure) -> any CaptureView {
    let isJSON = arguments["format"] == "json"
    if arguments.has("fields"), !isJSON { throw .usage("--fields goes with --format json.") }
    if isJSON, arguments.has("export") || arguments.has("frames") {
      throw .usage("--format json goes neither with --export nor with --frames.")
    }
    if isJSON { return ConnectionJSON(includesFields: arguments.has("fields")) }
    switch arguments["export"] {
    case "svg": return TimelineSVG(title: title)
    case "html": return ConnectionPage(title: title)
    default: break
    }
    let style = try TerminalStyle(arguments, for: output)
    let isTimeline =
      filter.connection != nil || filter.choosesFrames || arguments.has("frames")
      || arguments.has("follow")
    return isTimeline
      ? TimelineView(
        style: style,
        timeline: ConnectionTimeline(style: style, withDiagrams: arguments.has("frames")))
      : SummaryView(style: style)
  }

  // MARK: - The end

  /// Writes what waits, says what was not shown, and returns the exit status.
  func finish(_ outcome: CaptureSource.Outcome) throws(Failure) -> ExitStatus {
    view.finish(on: console.output)
    summary?.finish(on: console.output)
    console.output.finish()
    guard console.output.hasReader else { return .clean }
    for note in outcome.notes + account.notes + filter.notes { say(note) }
    if let failure = outcome.failure {
      say("\(title.escapedForTerminal): \(failure)")
      return failure.kind == .endsEarly ? .truncated : .badInput
    }
    if let reached = outcome.interruptedAt {
      say("ended by Ctrl-C when \(reached) had been read; the rest is not known.")
      InterruptSignals.endProgram()
    }
    if let wanted, !account.connections.contains(wanted) {
      throw .usage(
        "there is no connection \(wanted): the capture holds \(account.connections.count).")
    }
    if filter.choosesFrames, !filter.hasAdmitted, !account.connections.isEmpty {
      say(filter.wordsForNothing)
    }
    return account.status
  }

  private func say(_ note: String) {
    console.errors.write("wsx capture: \(note)\n")
  }
}
