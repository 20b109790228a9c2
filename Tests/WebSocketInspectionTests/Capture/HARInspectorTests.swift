import Foundation
import TestSupport
import Testing
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol

@Suite("HAR files")
struct HARInspectorTests {
  private func events(
    _ file: [UInt8], resources: InspectionResources = InspectionResources(), pieces size: Int
  ) throws -> [InspectionEvent] {
    var reader = HARReader()
    var inspector = HARInspector(resources: resources)
    var events: [InspectionEvent] = []
    for start in stride(from: 0, to: file.count, by: size) {
      try reader.receive(Array(file[start..<min(start + size, file.count)])) { event in
        inspector.receive(event) { events.append($0) }
      }
    }
    try reader.finish()
    #expect(inspector.count == events.filter { $0.summary != nil }.count)
    return events
  }

  private static func entry(_ messages: String, status: Int = 101) -> [UInt8] {
    Array(
      """
      {"log": {"entries": [{"_resourceType": "websocket", "_webSocketMessages": [\(messages)],
      "request": {"method": "GET", "url": "wss://a.example/x?y", "headers": [
        {"name": "Sec-WebSocket-Extensions", "value": "permessage-deflate"}]},
      "response": {"status": \(status), "statusText": "S", "headers": [
        {"name": "Sec-WebSocket-Extensions", "value": "permessage-deflate"}]}}]}}
      """.utf8)
  }

  @Test("The sample: messages, times and the handshake", arguments: [1, 7, 100_000])
  func sample(size: Int) throws {
    let file = CaptureSamples.directory.appendingPathComponent("pieces/devtools.har")
    let events = try events([UInt8](try Data(contentsOf: file)), pieces: size)
    #expect(
      Account(events).lines == [
        "opened", "client message text 5 in 0 \"Hello\"", "server message text 5 in 0 \"Hello\"",
        "client message binary 6 in 0 000102fdfeff",
        "server message text 20 in 0 \"你好，世界 👋\"", "exchange accepted none", "ended open",
      ])
    let times = events.map { $0.moment.time.map { [$0.seconds, Int64($0.nanoseconds)] } }
    #expect(times[1] == [1_795_241_987, 50_000_000] && times[3] == [1_795_241_987, 75_000_000])
    let summary = try #require(events.last?.summary)
    #expect(summary[.client].messages == 2 && summary[.client].messageBytes == 11)
    #expect(summary[.server].messages == 2 && summary[.server].messageBytes == 25)
    #expect(summary[.client].frames == 0 && !summary.hasFrames && summary.violationCount == 0)
    #expect(summary.opening?.isSeenAsBytes == false && summary.status == 101)
    #expect(summary.opening?.resourceName == "/chat" && summary.opening?.host == "localhost:18080")
    #expect(summary.opening?.subprotocols == ["chat.v2"])
    let exchange = try #require(events.compactMap(\.exchange).first)
    #expect(exchange.isDescribed && exchange.request?.report == nil)
  }

  @Test("What a message is not: too long, not Base64, not UTF-8")
  func odd() throws {
    let long = String(repeating: "a", count: HARReader.stringLimit + 1)
    let events = try events(
      Self.entry(
        """
        {"type": "send", "time": 1, "opcode": 1, "data": "\(long)"},
        {"type": "receive", "time": 2, "opcode": 2, "data": "no Base64!"},
        {"type": "receive", "opcode": 1, "data": ""},
        {"type": "receive", "time": 4, "data": "no opcode"}
        """), pieces: 1 << 20)
    #expect(
      Account(events).lines == [
        "opened", "client message text ? in 0 not text (message.har-too-long)",
        "server message binary ? in 0 (message.har-not-base64)", "server message text 0 in 0 \"\"",
        "server message text 9 in 0 \"no opcode\"", "exchange accepted deflate 15/15", "ended open",
      ])
    #expect(events.last?.summary?.client.isMessageBytesKnown == false)
  }

  @Test("A refused connection")
  func refused() throws {
    let events = try events(Self.entry("", status: 403), pieces: 1000)
    #expect(Account(events).lines == ["opened", "exchange refused", "ended refused"])
  }

  @Test("Readers of messages read them, too")
  func messageReader() throws {
    let resources = InspectionResources()
    resources.makeMessageReader = { CountingReader() }
    let events = try events(
      Self.entry("{\"type\": \"send\", \"time\": 1, \"opcode\": 1, \"data\": \"a\"}"),
      resources: resources, pieces: 1000)
    let annotations = events.compactMap { event in
      if case .message(let message) = event.content { message.annotations.first } else { nil }
    }
    #expect(annotations.map(\.summary) == [CountingReader.statement(1, nil, .client)])
  }
}
