import ConnectionDiagram
import TerminalText
import TestSupport
import Testing
import TrafficCapture
import WebSocketInspection

@Suite("A timeline")
struct TimelineTests {
  private func timeline(
    of events: [InspectionEvent], _ style: TerminalStyle = TerminalStyle(),
    withDiagrams: Bool = false
  ) -> String {
    var timeline = ConnectionTimeline(style: style, withDiagrams: withDiagrams)
    return events.map { timeline.text(of: $0).rendered(style) }.joined()
  }

  @Test(
    "draws each sample as a person sees it",
    arguments: [
      "captures/chromium-plain.pcap", "captures/chromium-deflate.pcap", "pieces/devtools.har",
      "pieces/gap.pcap", "pieces/killed-server.pcap", "misconceptions/accept.no-guid.pcap",
      "misconceptions/mask.unmasked-accepted.pcap",
    ])
  func sample(path: String) throws {
    let name = path.split(separator: "/").last ?? ""
    try expectGolden(
      timeline(of: try events(inCapture: path)), at: golden("timeline-\(name).txt"))
  }

  @Test("draws in ASCII alone, and colours what it is asked to colour")
  func styles() throws {
    let events = try events(inCapture: "captures/node-to-python.pcap")
    let ascii = timeline(of: events, TerminalStyle(characters: .ascii))
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    try expectGolden(ascii, at: golden("timeline-ascii.txt"))
    let colour = timeline(of: events, TerminalStyle(color: true))
    #expect(colour.contains("\u{1b}["))
    #expect(!timeline(of: events).contains("\u{1b}"))
  }

  @Test("no line is wider than it may be", arguments: [80, 81, 100, 132, 200])
  func width(columns: Int) throws {
    for path in sampleCaptures {
      let text = timeline(of: try events(inCapture: path), TerminalStyle(width: columns))
      for line in text.split(separator: "\n") {
        #expect(line.displayWidth <= columns, "\(path): \(line)")
      }
    }
  }

  @Test("draws each frame below its arrow where it is asked to")
  func diagrams() throws {
    let events = try events(inCapture: "misconceptions/close.one-byte.pcap")
    let text = timeline(of: events, withDiagrams: true)
    #expect(text.contains("─ GET /"))
    #expect(text.contains("half a status code:"))
    #expect(text.contains("│F│R│R│R│"))
  }

  @Test("names each connection again where they take turns")
  func turns() {
    var events: [InspectionEvent] = []
    var conversations = [Conversation(), Conversation()]
    for index in [0, 1, 0, 1] {
      let count = conversations[index].events.count
      if count == 0 { conversations[index].open() }
      conversations[index].frame(0x81, "from \(index)", from: .server)
      for var event in conversations[index].events[count...] {
        event.connection = index + 1
        events.append(event)
      }
    }
    let text = timeline(of: events)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("Connection") }
    #expect(
      headings == [
        "Connection 1  10.0.0.1:40001 → 10.0.0.2:8080",
        "Connection 2  10.0.0.1:40001 → 10.0.0.2:8080", "Connection 1", "Connection 2",
      ])
  }

  @Test("calls the ends by neither name where their roles are not known")
  func roles() {
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    var conversation = Conversation(isFromStart: false, assuming: assumptions)
    conversation.lose(nil, from: .client)
    conversation.frame(0x89, "up?", from: .server)
    let text = timeline(of: conversation.events)
    #expect(text.contains("one end") && text.contains("other end"))
    #expect(text.contains("10.0.0.1:40001 – 10.0.0.2:8080"))
    #expect(!text.contains("client"))
  }

  @Test("shows nothing of a payload that steers a terminal")
  func hostile() {
    var conversation = Conversation()
    conversation.open()
    conversation.frame(0x81, "\u{1b}[31m\u{202e}evil\u{9b}", from: .server)
    conversation.frame(0x88, [0x03, 0xe8] + Array("\u{1b}]0;x\u{7}".utf8), from: .server)
    conversation.end()
    let text = timeline(of: conversation.events)
    #expect(text.contains(#"text "\e[31m\u{202e}evil\u{9b}""#), "\(text)")
    #expect(
      !text.unicodeScalars.contains { ["\u{1b}", "\u{202e}", "\u{9b}", "\u{7}"].contains($0) })
  }
}
