import ConnectionDiagram
import TerminalText
import TestSupport
import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("A stream, frame by frame")
struct StreamTests {
  private func text(
    of bytes: [UInt8], _ format: StreamDiagram.Format, extensions: ReservedBits? = nil,
    _ style: TerminalStyle = TerminalStyle()
  ) -> String {
    let inspector = ConnectionInspector(
      assuming: .singleStream(FrameContext(extensionBits: extensions)), attention: .everything)
    inspector.receive(bytes, from: .first)
    inspector.end()
    var diagram = StreamDiagram(format: format, style: style)
    var text = ""
    while let event = inspector.nextEvent() { text += diagram.text(of: event).rendered(style) }
    return text + diagram.summary.rendered(style)
  }

  /// RFC 6455 §5.7: “Hel” and “lo”, with a ping between them.
  private let fragments: [UInt8] = [
    0x01, 0x03, 0x48, 0x65, 0x6c, 0x89, 0x00, 0x80, 0x02, 0x6c, 0x6f,
  ]

  @Test("of several frames", arguments: [StreamDiagram.Format.diagram, .table, .hexdump])
  func fragments(format: StreamDiagram.Format) throws {
    try expectGolden(
      text(of: fragments, format), at: golden("stream-\(format).txt"))
  }

  @Test("after a handshake, with compressed messages")
  func handshake() throws {
    let head = """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      Sec-WebSocket-Extensions: permessage-deflate\r
      \r\n
      """
    // RFC 7692 §7.2.3.1, then what no compressor writes.
    let frames: [UInt8] = [0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0xc1, 0x01, 0xff]
    try expectGolden(
      text(of: Array(head.utf8) + frames, .table), at: golden("stream-handshake.txt"))
  }

  @Test("one frame has no summary; one that breaks off is said to")
  func summaries() {
    #expect(!text(of: [0x81, 0x00], .table).contains("frame:"))
    let cut = text(of: [0x81, 0x00, 0x83, 0x02, 0x41], .table)
    #expect(cut.hasSuffix("\n\n2 frames: ✗ 1 violation, and the last one breaks off\n"), "\(cut)")
  }

  @Test("a message that would bury its frame is cut")
  func longMessage() {
    let part = [UInt8](repeating: 0x61, count: 60_000)
    let bytes =
      Conversation.frame(0x01, part, isMasked: false)
      + Conversation.frame(0x80, part, isMasked: false)
    let lines = text(of: bytes, .hexdump).split(separator: "\n")
    let message = lines.drop { !$0.hasPrefix("· This ends a text message of 2 frames, 120,000") }
    #expect(message.count == 8, "\(message.joined(separator: "\n"))")
  }
}
