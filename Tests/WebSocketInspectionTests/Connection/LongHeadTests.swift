import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("A long head")
struct LongHeadTests {
  @Test("that comes byte by byte takes time in proportion to its length", .timeLimit(.minutes(1)))
  func byteByByte() {
    // Read again at each byte, it would take minutes.
    let lines = String(repeating: "A: b\r\n", count: 10_000)
    let inspector = ConnectionInspector()
    for byte in Array("GET / HTTP/1.1\r\n\(lines)".utf8) {
      inspector.receive([byte], from: .first)
      while inspector.nextEvent() != nil {}
    }
    inspector.receive(Head.of("Upgrade: websocket"), from: .first)
    #expect(inspector.allEvents().contains { if case .head = $0.content { true } else { false } })
  }
}
