import FrameDiagram
import Testing
import WebSocketInspection
import WebSocketProtocol

@testable import ConnectionDiagram

@Suite("The beginning of a payload")
struct PreviewTests {
  @Test(
    "as text or in hexadecimal, in the columns that are there",
    arguments: [
      ("Hello", true, 7, "\"Hello\""), ("Hello", true, 6, "\"Hel…\""), ("", true, 4, "\"\""),
      ("世界", true, 6, "\"世界\""), ("世界", true, 5, "\"世…\""), ("\u{1b}[", true, 9, "\"\\e[\""),
      ("Hello", false, 17, "48 65 6c 6c 6f"), ("Hello", false, 16, "48 65 6c 6c …"),
      ("Hello", false, 0, "48 …"),
    ])
  func words(text: String, isText: Bool, columns: Int, words: String) {
    let preview = Preview(.bytes(Array(text.utf8)), isText: isText)
    #expect(preview.words(columns: columns).text == words)
    #expect(preview.words(columns: columns).isCut == words.contains("…"))
  }

  @Test("tells the size of what it does not show whole")
  func size() {
    let preview = Preview(.bytes([UInt8](repeating: 0x61, count: 1234)), isText: true)
    #expect(preview.wordsWithSize(columns: 24) == "\"aaaaaaa…\" (1,234 bytes)")
    #expect(preview.wordsWithSize(columns: 2000).count == 1236)
  }

  @Test("reads only what it shows, however large the payload is")
  func large() throws {
    let pages = PagesInMemory()
    var conversation = Conversation(resources: .withPages(pages))
    conversation.open()
    conversation.frame(0x81, [UInt8](repeating: 0x61, count: 16 << 20), from: .server)
    guard case .frame(let frame)? = conversation.events.last?.content else {
      Issue.record("There is no frame.")
      return
    }
    let content = try #require(frame.message?.content)
    let before = pages.readCount
    let preview = try #require(frame.message.flatMap { Preview(of: $0) })
    #expect(preview.words(columns: 400).isCut)
    #expect(pages.readCount - before <= 2)
    let clock = ContinuousClock()
    // Escaping all that the record holds takes a tenth of a second.
    let took = clock.measure {
      for _ in 0..<1000 { _ = Preview(of: frame).words(columns: 60) }
    }
    #expect(took < .seconds(20), "\(took)")
    #expect(content.byteCount == 16 << 20)
  }

  @Test("accents without end take no more than a bounded part")
  func accents() {
    let text = "a" + String(repeating: "\u{301}", count: 100_000)
    let words = Preview(.bytes(Array(text.utf8)), isText: true).words(columns: 40)
    #expect(words.isCut)
    #expect(words.text.utf8.count < 2000)
  }

  @Test("what may be anything is shown as what it seems to be")
  func pings() {
    var conversation = Conversation()
    conversation.open()
    conversation.frame(0x89, "up?", from: .server)
    conversation.frame(0x89, [0x00, 0x01], from: .server)
    conversation.frame(0x89, "\u{202e}", from: .server)
    // Longer than a ping may be, and cut inside a character where it is looked at.
    conversation.frame(0x89, "a" + String(repeating: "é", count: 200), from: .server)
    conversation.frame(0x80, "lost", from: .server)
    conversation.frame(0x83, "reserved", from: .server)
    let words = conversation.events.compactMap { event -> String? in
      guard case .frame(let frame) = event.content else { return nil }
      return Preview(of: frame).words(columns: 8).text
    }
    #expect(words == ["\"up?\"", "00 01", "e2 80 …", "\"aéééé…\"", "\"lost\"", "72 65 …"])
  }

  @Test("a reason that is not UTF-8 is shown byte by byte, and counted as it was on the wire")
  func reason() {
    var conversation = Conversation()
    conversation.open()
    conversation.frame(0x88, [0x03, 0xe8] + Array("no".utf8) + [0xe2, 0x82], from: .server)
    guard case .frame(let frame)? = conversation.events.last?.content else { return }
    #expect(Preview(reasonOf: frame).byteCount == 4)
    #expect(Preview(reasonOf: frame).words(columns: 40).text == "\"no\\xe2\\x82\"")
  }
}
