import ConnectionDiagram
import Foundation
import TerminalText
import TestSupport
import Testing
import TrafficCapture
import WebSocketInspection

@Suite("A summary")
struct SummaryTests {
  private func summaries(
    of events: [InspectionEvent], _ style: TerminalStyle = TerminalStyle()
  ) -> String {
    events.compactMap { event -> String? in
      guard case .ended(let summary) = event.content else { return nil }
      return SummaryDiagram.text(of: summary, style).rendered(style)
    }.joined(separator: "\n")
  }

  @Test("tells what happened on each sample", arguments: ["captures", "pieces", "misconceptions"])
  func samples(folder: String) throws {
    let texts = try sampleCaptures.filter { $0.hasPrefix(folder) }.map { path in
      "# \(path)\n" + summaries(of: try events(inCapture: path))
    }
    try expectGolden(texts.joined(separator: "\n"), at: golden("summaries-\(folder).txt"))
  }

  @Test("tells what is known of a capture that begins inside a connection")
  func joinedLate() throws {
    var assumptions = CaptureAssumptions()
    assumptions.common.beginsWithFrames = true
    let unknown = try events(inCapture: "pieces/joined-late.pcap", assuming: assumptions)
    assumptions.client = "48644"
    let known = try events(inCapture: "pieces/joined-late.pcap", assuming: assumptions)
    try expectGolden(
      summaries(of: unknown) + "\n" + summaries(of: known), at: golden("summaries-joined-late.txt"))
  }

  @Test("tells no order where the input has none")
  func withoutOrder() throws {
    let inspector = ConnectionInspector(attention: .everything, resources: .withPages())
    for (side, name) in [(Side.first, "client"), (.second, "server")] {
      let file = packageDirectory.appendingPathComponent("Samples/pieces/\(name).bin")
      inspector.receive([UInt8](try Data(contentsOf: file)), from: side)
    }
    inspector.end()
    var events: [InspectionEvent] = []
    while let event = inspector.nextEvent() { events.append(event) }
    try expectGolden(summaries(of: events), at: golden("summaries-two-streams.txt"))
  }

  @Test("no line is wider than it may be", arguments: [80, 100, 200])
  func width(columns: Int) throws {
    for path in sampleCaptures {
      let text = summaries(of: try events(inCapture: path), TerminalStyle(width: columns))
      for line in text.split(separator: "\n") {
        #expect(line.displayWidth <= columns, "\(path): \(line)")
      }
    }
  }

  @Test("writes nothing but ASCII where only that may be written")
  func ascii() throws {
    for path in sampleCaptures {
      let style = TerminalStyle(characters: .ascii)
      #expect(summaries(of: try events(inCapture: path), style).utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test("counts the pings and tells how long their pongs took")
  func pings() {
    var conversation = Conversation()
    conversation.open()
    for text in ["a", "b", "c"] {
      conversation.frame(0x89, text, from: .server)
      conversation.wait(milliseconds: text == "c" ? 8 : 1)
      conversation.frame(0x8A, text, from: .client)
    }
    conversation.frame(0x89, "d", from: .server)
    conversation.end()
    let text = summaries(of: conversation.events)
    #expect(
      text.contains("  pings       3 of 4 answered, after 2 ms to 9 ms, 4.33 ms on average\n"),
      "\(text)")
  }
}
