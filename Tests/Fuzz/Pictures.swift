import ConnectionDiagram
import Foundation
import FoundationXML
import TerminalText
import WebSocketInspection

/// What an inspector tells, as JSON and as one of the pictures, each checked.
///
/// One picture at a time, because drawing takes longer than all that is drawn.
struct Pictures {
  private let style: TerminalStyle
  private let json: ConnectionJSON
  private var picture: Picture
  /// The JSON of all events so far.
  private(set) var lines: [UInt8] = []

  private enum Picture {
    case timeline(ConnectionTimeline)
    case svg(TimelineSVG)
    case page(ConnectionPage)
    case stream(StreamDiagram)
    case live(LiveDiagram)
    case summary
  }

  /// The picture that one byte chooses, its width, its characters, and how much of each frame it shows.
  init(choice: UInt8) {
    let isDetailed = choice & 1 != 0
    style = TerminalStyle(
      characters: choice & 2 == 0 ? .unicode : .ascii, width: choice & 4 == 0 ? 80 : 1000)
    json = ConnectionJSON(includesFields: isDetailed)
    picture =
      switch choice >> 3 {
      case 0...5: .timeline(ConnectionTimeline(style: style, withDiagrams: isDetailed))
      case 6...10: .svg(TimelineSVG(title: "fuzzed"))
      case 11...13: .page(ConnectionPage(title: "fuzzed"))
      case 14...20: .stream(StreamDiagram(format: isDetailed ? .table : .hexdump, style: style))
      case 21...23: .live(LiveDiagram(format: .line, here: nil, style: style))
      case 24...26: .live(LiveDiagram(format: .diagram, here: .server, style: style))
      default: .summary
      }
  }

  mutating func show(_ event: InspectionEvent) {
    json.write(event) { lines += $0 }
    switch picture {
    case .timeline(var timeline):
      check(timeline.text(of: event).rendered(style))
      picture = .timeline(timeline)
    case .svg(var svg):
      svg.add(event)
      picture = .svg(svg)
    case .page(var page):
      check(page.html(of: event))
      picture = .page(page)
    case .stream(var stream):
      check(stream.text(of: event).rendered(style))
      picture = .stream(stream)
    case .live(let live):
      check(live.text(of: event, timeOfDay: "12:34:56").rendered(style))
    case .summary:
      guard case .ended(let summary) = event.content else { return }
      check(SummaryDiagram.text(of: summary, style).rendered(style))
    }
  }

  mutating func finish() {
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      precondition(object?["schema"] as? Int == 2, "a line is not a JSON object of schema 2")
    }
    switch picture {
    case .svg(let svg):
      let isWellFormed = XMLParser(data: Data(svg.picture().utf8)).parse()
      precondition(isWellFormed, "the SVG is not well-formed")
    case .page(var page): check(page.end())
    case .stream(let stream): check(stream.summary.rendered(style))
    case .timeline, .live, .summary: break
    }
  }

  /// Nothing from the wire may reach a terminal that it could understand as a command.
  private func check(_ text: String) {
    for scalar in text.unicodeScalars where !scalar.isASCII || scalar.value < 0x20 {
      precondition(
        scalar == "\n"
          || (scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl),
        "a control character is not escaped")
    }
  }
}
