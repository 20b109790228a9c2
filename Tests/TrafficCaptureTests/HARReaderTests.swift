import TestSupport
import Testing
import TrafficCapture

@Suite("HAR files")
struct HARReaderTests {
  static func read(
    _ text: some Sequence<UInt8>, pieces: Int = 5
  ) -> (events: [HAREvent], end: CaptureError?) {
    let bytes = Array(text)
    var reader = HARReader()
    var events: [HAREvent] = []
    do throws(CaptureError) {
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        try reader.receive(Array(bytes[start..<min(start + pieces, bytes.count)])) {
          events.append($0)
        }
      }
      try reader.finish()
    } catch {
      return (events, error)
    }
    return (events, nil)
  }

  static let har = """
    {"log": {"version": "1.2", "pages": [], "entries": [
      {"_webSocketMessages": [
        {"type": "send", "time": 1795241987.062500, "opcode": 1, "data": "caf\\u00e9 \\ud83d\\udc4b \\"q\\" \\\\"},
        {"opcode": 2, "data": "AAEC", "time": 5, "type": "receive", "other": [1, {"data": "no"}]}],
       "request": {"method": "GET", "url": "ws://localhost/chat", "headers": [{"name": "A", "value": "b"}]},
       "response": {"status": 101, "statusText": "Switching Protocols", "headers": []}},
      {"request": {"url": "http://localhost/"}, "response": {"status": 200}}]}}
    """

  @Test("give their messages, then the entry that they belong to", arguments: [1, 3, 1000])
  func messages(pieces: Int) throws {
    let read = Self.read(Self.har.utf8, pieces: pieces)
    #expect(read.end == nil)
    let messages = read.events.compactMap {
      if case .message(let message) = $0 { message } else { nil }
    }
    #expect(messages.map(\.isSent) == [true, false])
    #expect(messages.map(\.opcode) == [1, 2])
    #expect(
      messages.map { String(decoding: $0.data, as: UTF8.self) } == ["café 👋 \"q\" \\", "AAEC"])
    #expect(messages.map { $0.time?.decimal } == ["1795241987.062500", "5"])
    let entries = read.events.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
    #expect(entries.map(\.url) == ["ws://localhost/chat", "http://localhost/"])
    #expect(entries.map(\.isWebSocket) == [true, false])
    #expect(entries.map(\.status) == [101, 200])
    #expect(entries.first?.requestHeaders.map(\.value) == ["b"])
  }

  @Test("that are cut at any byte end early, and never trap")
  func cut() {
    let bytes = Array(Self.har.utf8)
    for end in 1..<bytes.count {
      #expect(Self.read(bytes[..<end]).end?.kind == .endsEarly, "\(end)")
    }
  }

  /// Text that is or is not JSON, by Python's parser.
  @Test(
    "are read as strictly as JSON requires", .enabled(if: SystemProgram.isExpected("python3")),
    arguments: [
      "{}", "[]", "[1,2]", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "[01]", "[-]", "[1.]",
      "[.5]",
      "[1e5]", "[1e]", "[1E+5]", "[0.5]", "[-0]", "[+1]", "[true,false,null]", "[tru]", "[nul l]",
      "{\"a\":{\"b\":[{}]}}", "[\"\\x\"]", "[\"\\u12\"]", "[\"\\u1234\"]", "[\"a\nb\"]",
      "[\"\\n\"]",
      "{} {}", "{}]", "[}", " [ 1 , 2 ] ", "[\"a\"\"b\"]", "{\"a\":1 \"b\":2}", "[1 2]", "{]",
    ])
  func strictness(_ text: String) throws {
    let python = try SystemProgram.any.run(
      ["python3", "-c", "import json, sys; json.loads(sys.stdin.read())"], input: Array(text.utf8))
    let isJSON = python.status == 0
    let end = Self.read(text.utf8).end
    // Text that is JSON is not a HAR file, and the error says so.
    #expect((end?.kind == .notACapture) == isJSON, "\(text): \(String(describing: end))")
  }

  @Test("with endless nesting are refused")
  func depth() {
    let end = Self.read([UInt8](repeating: UInt8(ascii: "["), count: 100_000)).end
    #expect(end?.kind == .damaged)
  }
}
