import CommandLineKit
import ConnectionDiagram
import TerminalText
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// Shows the traffic of connections as it passes, and counts it.
final class LiveView {
  let format: LiveFormat
  let style: TerminalStyle
  private(set) var tally: TrafficTally

  private let diagram: LiveDiagram
  private let json = ConnectionJSON(includesFields: false)
  private let attention: Attention
  private let resources = InspectionResources(store: .withTemporaryFile())
  private var inspectors: [Int: ConnectionInspector] = [:]
  private let console: Console
  private let loop: EventLoop
  private var isFlushScheduled = false

  /// A view of one end, `here`; nil for a program between two others.
  init(
    _ format: LiveFormat, _ style: TerminalStyle, _ console: Console, here: Role?,
    on loop: EventLoop
  ) {
    self.format = format
    self.style = style
    self.console = console
    self.loop = loop
    tally = TrafficTally(here: here)
    diagram = LiveDiagram(
      format: format == .diagram ? .diagram : .line, here: here, style: style)
    attention = format.attention
  }

  /// Whether anything is shown.
  var isWatching: Bool { format != .none }

  /// What the arrows mean.
  var legend: String { style.spell(diagram.legend) }

  // MARK: - What passes

  /// Takes bytes that one end sent.
  func receive(_ bytes: [UInt8], from sender: Role, connection number: Int) {
    change(number) { $0.receive(bytes, from: sender.side, at: .now) }
  }

  /// Takes a frame that this program's endpoint has read and judged, or written.
  func receive(_ frame: ObservedFrame, from sender: Role, connection number: Int) {
    change(number) { $0.receive(frame, from: sender.side, at: .now) }
  }

  /// Counts bytes that passed between two others.
  func countPassed(_ byteCount: Int, from sender: Role) {
    tally.addPassed(byteCount, from: sender)
  }

  /// Takes note that one end sends no more.
  func receiveFinish(from sender: Role, connection number: Int) {
    change(number) { $0.receiveFinish(from: sender.side, at: .now) }
  }

  /// Takes note that a connection has ended, and how, and returns what was seen of it.
  @discardableResult
  func end(
    _ outcome: StreamOutcome?, failure: ConnectionFailure? = nil, isInsideFrame: Bool = false,
    connection number: Int
  ) -> ConnectionSummary? {
    change(number) { $0.end(outcome, failure: failure, isInsideFrame: isInsideFrame) }
    return inspectors.removeValue(forKey: number)?.summary
  }

  /// Ends a connection of an endpoint in this program, and counts its traffic.
  func end(_ connection: WebSocketConnection, _ end: WebSocketEnd) {
    let traffic = connection.traffic
    tally.add(
      messagesReceived: traffic.messagesReceived, bytesReceived: traffic.bytesReceived,
      messagesSent: traffic.messagesSent, bytesSent: traffic.bytesSent)
    if isWatching {
      self.end(
        end.outcome(for: connection.role), failure: end.failure,
        isInsideFrame: end.isInsideFrame, connection: connection.number)
    } else {
      tally.add(end.ending(for: connection.role), violationCount: end.isForViolation ? 1 : 0)
    }
  }

  private func change(_ number: Int, _ give: (ConnectionInspector) -> Void) {
    let inspector = inspectors[number] ?? begin(number)
    give(inspector)
    while let event = inspector.nextEvent() {
      tally.note(event)
      show(event)
    }
  }

  private func begin(_ number: Int) -> ConnectionInspector {
    let inspector = ConnectionInspector(
      ConnectionInspector.Beginning(moment: .now), attention: attention, resources: resources
    ) { number }
    inspectors[number] = inspector
    return inspector
  }

  private func show(_ event: InspectionEvent) {
    switch format {
    case .none: break
    case .json: json.write(event) { write($0) }
    case .line, .diagram:
      write(Array(diagram.text(of: event, timeOfDay: WallTime.now.timeOfDay).rendered(style).utf8))
    }
  }

  /// Shows that something happened that is not a frame.
  func note(_ words: String, isError: Bool = false, connection number: Int) {
    guard format == .line || format == .diagram else { return }
    let text = diagram.note(
      words, isError: isError, connection: number, timeOfDay: WallTime.now.timeOfDay)
    write(Array(text.rendered(style).utf8))
  }

  // MARK: - Writing

  /// Writes sentences to standard error, after what was shown so far.
  func say(_ words: String, indent: Int = 0) {
    console.say(words, indent: indent, style: style)
  }

  /// Writes at the end of the turn of the loop: many frames together, and after the traffic is sent.
  private func write(_ bytes: [UInt8]) {
    console.output.write(bytes)
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    loop.schedule(after: .zero) { [weak self] in
      self?.isFlushScheduled = false
      self?.console.output.flush()
    }
  }
}

extension LiveFormat {
  /// How closely to look for what is shown.
  fileprivate var attention: Attention {
    var attention = Attention()
    attention.tellsPlainHTTP = true
    switch self {
    case .none:
      attention.readsPayloads = false
      attention.tellsEachFrame = false
      attention.recordByteCount = 0
      attention.keptByteCount = 0
    case .json:
      attention.keepsFramePayloads = true
      attention.recordByteCount = 0
      attention.keptByteCount = .max
    case .line:
      attention.recordByteCount = 1 << 12
    case .diagram:
      attention.recordByteCount = 1 << 16
    }
    return attention
  }
}

extension Role {
  /// Which side of an inspected connection an end is: here the client is always the first.
  var side: Side { self == .client ? .first : .second }
}

extension EventMoment {
  /// The present moment.
  fileprivate static var now: EventMoment {
    EventMoment(time: Timestamp(microsecondsSince1970: WallTime.now.microseconds))
  }
}
