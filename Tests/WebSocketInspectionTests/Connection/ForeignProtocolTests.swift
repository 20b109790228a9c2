import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("What is not HTTP/1")
struct ForeignProtocolTests {
  @Test(
    "TLS, HTTP/2 and others are named, at every cut",
    arguments: [
      (hex("16 03 01 02 00 01 00 01 fc 03 03"), ForeignProtocol.tls),
      (Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8), .http2),
      (Array("SSH-2.0-OpenSSH_9.6\r\n".utf8), .other),
      (hex("16 16 16"), .other),
      (text("a frame", key: exampleKey), .other),
      (Array("get / http/1.1\r\n\r\n".utf8), .other),
    ])
  func named(bytes: [UInt8], kind: ForeignProtocol) {
    for cut in Cut.everywhere([.client(bytes)], inHeads: true) {
      let inspector = ConnectionInspector()
      #expect(inspector.events(cut.steps).isEmpty, "\(cut.name)")
      #expect(inspector.foreign == kind, "\(cut.name)")
      #expect(!inspector.speaksHTTP && inspector.number == nil)
      #expect(inspector.waitingByteCount == 0)
    }
  }

  @Test(
    "What may still become HTTP is waited for", arguments: ["G", "GE", "GET", "P", "PR", "HTTP/1"])
  func notYet(bytes: String) {
    let inspector = ConnectionInspector()
    inspector.receive(Array(bytes.utf8), from: .first)
    #expect(inspector.allEvents().isEmpty)
    #expect(inspector.foreign == nil)
    #expect(inspector.waitingByteCount == bytes.utf8.count)
  }

  @Test("A head of more than 64 KiB is not one of WebSocket")
  func longHead() {
    let inspector = ConnectionInspector()
    inspector.receive(Array("GET / HTTP/1.1\r\nX: ".utf8), from: .first)
    for _ in 0..<65 { inspector.receive([UInt8](repeating: 0x61, count: 1024), from: .first) }
    #expect(inspector.allEvents().isEmpty)
    #expect(inspector.foreign == .other)
    inspector.end()
    #expect(inspector.waitingByteCount == 0)
  }
}
