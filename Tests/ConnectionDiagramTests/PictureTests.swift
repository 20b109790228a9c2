import ConnectionDiagram
import Foundation
import TestSupport
import Testing
import WebSocketInspection

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("A timeline as a picture and as a page")
struct PictureTests {
  private func picture(of events: [InspectionEvent], title: String = "sample") -> String {
    var picture = TimelineSVG(title: title)
    for event in events { picture.add(event) }
    return picture.picture()
  }

  private func page(of events: [InspectionEvent], title: String = "sample") -> String {
    var page = ConnectionPage(title: title)
    return events.map { page.html(of: $0) }.joined() + page.end()
  }

  @Test("of a sample, to the letter")
  func sample() throws {
    let events = try events(inCapture: "misconceptions/close.one-byte.pcap")
    try expectGolden(picture(of: events), at: golden("timeline.svg"))
    // Without the frames' own pictures, which have golden files of their own.
    let page = page(of: events).replacing(/data:image[^"]*/, with: "data:…")
    try expectGolden(page, at: golden("page.html"))
  }

  @Test("stand alone, and are what their formats ask for")
  func formats() throws {
    for path in sampleCaptures {
      let events = try events(inCapture: path)
      let picture = picture(of: events, title: path)
      #expect(XMLParser(data: Data(picture.utf8)).parse(), "\(path)")
      let page = page(of: events, title: path)
      for text in [picture, page] {
        #expect(!text.contains("<script") && !text.contains("href") && !text.contains("url("))
        #expect(!text.contains("src=\"h"))
      }
      for tag in ["section", "details", "div", "pre", "main", "body", "html"] {
        let opened = page.matches(of: try Regex("<\(tag)[ >]")).count
        #expect(opened == page.matches(of: try Regex("</\(tag)>")).count, "\(path): \(tag)")
      }
    }
  }

  @Test("nothing of a message becomes markup, or steers what shows it")
  func hostile() {
    var conversation = Conversation()
    conversation.open()
    conversation.frame(0x81, "<script>alert(1)</script>\u{202e}\u{1b}[31m&\"", from: .server)
    conversation.end()
    for text in [picture(of: conversation.events), page(of: conversation.events)] {
      #expect(text.contains("&lt;script&gt;alert(1)"))
      #expect(!text.contains("<script>"))
      #expect(!text.contains("\u{202e}") && !text.contains("\u{1b}"))
    }
  }

  @Test("connections that take turns are shown one below the other")
  func turns() throws {
    var conversations = [Conversation(), Conversation()]
    var events: [InspectionEvent] = []
    for index in [0, 1, 1, 0, 1, 0] {
      let count = conversations[index].events.count
      if count == 0 { conversations[index].open() }
      conversations[index].frame(0x81, "from \(index + 1)", from: .server)
      for var event in conversations[index].events[count...] {
        event.connection = index + 1
        events.append(event)
      }
    }
    let picture = picture(of: events)
    let last = try #require(picture.range(of: "from 1", options: .backwards))
    let first = try #require(picture.range(of: "from 2"))
    #expect(last.lowerBound < first.lowerBound)
    // The page is handed out as events come: each of its parts says where it is shown.
    var order = 0
    for line in page(of: events).split(separator: "\n") {
      if let place = line.firstMatch(of: /style="order:([0-9]+)"/) { order = Int(place.1) ?? 0 }
      if line.contains("from 1") { #expect(order == 2) }
      if line.contains("from 2") { #expect(order == 4) }
    }
  }

  @Test("a picture has an end, however long the capture is")
  func bound() {
    var conversation = Conversation(attention: Attention())
    conversation.open()
    for _ in 0..<2500 { conversation.frame(0x89, from: .server) }
    let picture = picture(of: conversation.events)
    #expect(picture.contains("… 502 more …"))
    #expect(picture.matches(of: /class="arrow"/).count == 2000)
  }
}
