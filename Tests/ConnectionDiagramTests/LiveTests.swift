import ConnectionDiagram
import TerminalText
import TestSupport
import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("Traffic as it passes")
struct LiveTests {
  /// A bit of everything that can be shown.
  private var conversation: Conversation {
    var attention = Attention.everything
    attention.tellsPlainHTTP = true
    var conversation = Conversation(attention: attention)
    conversation.send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n", from: .client)
    conversation.send("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", from: .server)
    conversation.open(extensions: "permessage-deflate")
    conversation.frame(0x81, "Hello", from: .client)
    conversation.frame(0x81, String(repeating: "long ", count: 30), from: .server)
    conversation.frame(0x82, Array(0...40), from: .server)
    conversation.frame(0x89, "up?", from: .server)
    conversation.frame(0x8a, [0xff, 0x00], from: .client)
    // “Hello” as RFC 7692 §7.2.3.1 compresses it, whole and in two frames.
    let hello: [UInt8] = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]
    conversation.frame(0xc1, hello, from: .client)
    conversation.frame(0x41, Array(hello[..<3]), from: .server)
    conversation.frame(0x80, Array(hello[3...]), from: .server)
    conversation.frame(0xc1, [0xff, 0xff], from: .client)
    conversation.frame(0x01, "Hel", from: .server)
    conversation.frame(0x80, "lo", from: .server)
    conversation.send([0x83, 0x01, 0x41], from: .client)
    conversation.frame(0x88, [0x0f, 0xa0] + Array("bye".utf8), from: .client)
    conversation.frame(0x88, [0x0f, 0xa0], from: .server)
    conversation.send([0x81, 0x05, 0x48], from: .server)
    conversation.finish(.server)
    conversation.end()
    return conversation
  }

  private func text(
    of events: [InspectionEvent], _ format: LiveDiagram.Format = .line, here: Role? = nil,
    _ style: TerminalStyle = TerminalStyle(width: 100)
  ) -> String {
    let diagram = LiveDiagram(format: format, here: here, style: style)
    return events.map { diagram.text(of: $0, timeOfDay: "12:34:56.789").rendered(style) }.joined()
  }

  @Test("a line for each frame, heads line by line")
  func lines() throws {
    try expectGolden(text(of: conversation.events), at: golden("live-lines.txt"))
  }

  @Test("in ASCII")
  func ascii() throws {
    let style = TerminalStyle(characters: .ascii)
    let text = text(of: conversation.events, here: .server, style)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    try expectGolden(text, at: golden("live-ascii.txt"))
  }

  @Test("each frame in full")
  func diagrams() throws {
    let frames = conversation.events.filter {
      if case .frame = $0.content { true } else { false }
    }
    try expectGolden(
      text(of: Array(frames[9...10]), .diagram, here: .client), at: golden("live-diagrams.txt"))
  }

  @Test("arrows point as they are seen from here", arguments: [Role.client, .server, nil])
  func arrows(here: Role?) throws {
    var conversation = Conversation()
    conversation.open()
    conversation.frame(0x81, "a", from: .client)
    conversation.frame(0x81, "b", from: .server)
    let lines = text(of: conversation.events, here: here).split(separator: "\n").suffix(2)
    #expect(lines.map { $0.contains("→") } == (here == .server ? [false, true] : [true, false]))
    let legend = LiveDiagram(format: .line, here: here, style: TerminalStyle()).legend
    #expect(legend == (here == nil ? "→ from the client, ← from the server" : "→ sent, ← received"))
  }

  @Test("no line is wider than it may be", arguments: [80, 100, 200])
  func width(columns: Int) throws {
    for path in sampleCaptures {
      let text = text(
        of: try events(inCapture: path), .line, here: nil, TerminalStyle(width: columns))
      for line in text.split(separator: "\n") {
        #expect(line.displayWidth <= columns, "\(path): \(line)")
      }
    }
  }

  @Test("a note says when and on which connection")
  func note() {
    let diagram = LiveDiagram(format: .line, here: .client, style: TerminalStyle())
    let note = diagram.note("the ping came back", connection: 12, timeOfDay: "01:02:03.004")
    #expect(note.plainText == "01:02:03.004 #12  · the ping came back")
  }
}
