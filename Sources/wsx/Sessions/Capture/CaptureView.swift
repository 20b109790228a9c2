import CommandLineKit
import ConnectionDiagram
import TerminalText
import WebSocketInspection

/// A way to show a capture, and to write it.
protocol CaptureView {
  mutating func show(_ event: InspectionEvent, on output: Output)
  /// Writes what waits for the end.
  mutating func finish(on output: Output)
}

extension CaptureView {
  mutating func finish(on output: Output) {}
}

struct TimelineView: CaptureView {
  let style: TerminalStyle
  var timeline: ConnectionTimeline

  mutating func show(_ event: InspectionEvent, on output: Output) {
    output.write(timeline.text(of: event).rendered(style))
  }
}

extension ConnectionJSON: CaptureView {
  mutating func show(_ event: InspectionEvent, on output: Output) {
    write(event) { output.write($0) }
  }
}

extension TimelineSVG: CaptureView {
  mutating func show(_ event: InspectionEvent, on output: Output) { add(event) }
  mutating func finish(on output: Output) { output.write(picture()) }
}

extension ConnectionPage: CaptureView {
  mutating func show(_ event: InspectionEvent, on output: Output) {
    output.write(html(of: event))
  }
  mutating func finish(on output: Output) { output.write(end()) }
}

/// Shows the summaries of connections in their order, although a later one may end first.
struct SummaryView: CaptureView {
  private let style: TerminalStyle
  /// Whether nothing is shown before the end.
  private let waitsForEnd: Bool
  private var open: Set<Int> = []
  private var ended: [Int: ConnectionSummary] = [:]
  /// The number of the connection that is shown next.
  private var next = 1
  private var hasTold: Bool

  /// How many summaries may wait for a connection that continues; then they are shown before it.
  private static let waitingLimit = 2048

  init(style: TerminalStyle, waitsForEnd: Bool = false) {
    self.style = style
    self.waitsForEnd = waitsForEnd
    hasTold = waitsForEnd
  }

  mutating func show(_ event: InspectionEvent, on output: Output) {
    let number = event.connection
    guard case .ended(let summary) = event.content else {
      if case .opened = event.content { open.insert(number) }
      return
    }
    open.remove(number)
    ended[number] = summary
    guard !waitsForEnd else { return }
    while ended[next] != nil || (next < number && !open.contains(next)) {
      tell(next, on: output)
      next += 1
    }
    if ended.count > Self.waitingLimit, let first = ended.keys.min() { tell(first, on: output) }
  }

  mutating func finish(on output: Output) {
    for number in ended.keys.sorted() { tell(number, on: output) }
  }

  private mutating func tell(_ number: Int, on output: Output) {
    guard let summary = ended.removeValue(forKey: number) else { return }
    var text = SummaryDiagram.text(of: summary, style, withHeading: true)
    if hasTold { text.lines.insert(StyledLine(), at: 0) }
    hasTold = true
    output.write(text.rendered(style))
  }
}
