import ConnectionDiagram
import Foundation
import TestSupport
import Testing
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol

/// Every object against the schema in the repository, by a validator that others wrote.
@Suite(
  "The JSON of connections fits its schema",
  .enabled(if: SystemProgram.isExpected(pythonModule: "jsonschema")))
struct JSONSchemaTests {
  private func complaints(about lines: String) throws -> String {
    try ConnectionSchema.complaints(about: lines)
  }

  @Test("of every sample", arguments: [true, false])
  func samples(includesFields: Bool) throws {
    let lines = try sampleCaptures.map { path in
      json(of: try events(inCapture: path), includesFields: includesFields)
    }.joined()
    let types = try Set(objects(lines).compactMap { $0["type"] as? String })
    #expect(types == ["exchange", "frame", "message", "end"])
    #expect(try complaints(about: lines) == "")
  }

  @Test("of every way in which a connection can end", arguments: [true, false])
  func endings(keepsPayloads: Bool) throws {
    var lines = ""
    for test in EndingWordsTests.opened + EndingWordsTests.neverOpened {
      var attention = keepsPayloads ? Attention.everything : Attention()
      attention.tellsPlainHTTP = true
      if !keepsPayloads { (attention.recordByteCount, attention.keptByteCount) = (0, 0) }
      var conversation = Conversation(attention: attention)
      if EndingWordsTests.opened.contains(where: { $0.sentence == test.sentence }) {
        conversation.open()
      }
      test.happens(&conversation)
      lines += json(of: conversation.events)
    }
    #expect(try complaints(about: lines) == "")
  }

  @Test("of frames with every violation, cut and compressed")
  func frames() throws {
    var lines = ""
    for payloads in [true, false] {
      var conversation = Conversation(attention: payloads ? .everything : Attention())
      conversation.open(extensions: "permessage-deflate")
      for first in UInt8.min...UInt8.max { conversation.frame(first, [0xff], from: .server) }
      conversation.frame(0xc1, [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00], from: .client)
      conversation.send([0x81, 0xfe, 0x00, 0x05, 1, 2, 3, 4, 5, 6, 7, 8, 9], from: .client)
      conversation.send([0x82, 0x7f, 0x80] + [UInt8](repeating: 0, count: 7), from: .server)
      conversation.send([0x82], from: .client)
      conversation.end()
      lines += json(of: conversation.events, includesFields: true)
    }
    for count in 0..<14 {
      var conversation = Conversation()
      conversation.open()
      let frame = [0x81, 0xff] + [UInt8](repeating: 0, count: 7) + [9, 1, 2, 3, 4]
      conversation.send(Array(frame[..<count]), from: .client)
      conversation.end()
      lines += json(of: conversation.events, includesFields: true)
    }
    #expect(try complaints(about: lines) == "")
  }

  @Test("of messages that a subprotocol's reader has read, and of those without roles and times")
  func annotations() throws {
    let inspector = ConnectionInspector(
      assuming: .singleStream(FrameContext()), attention: .everything)
    inspector.messageReader = Annotator()
    inspector.receive([0x81, 0x02, 0x68, 0x69, 0xff, 0x00], from: .first)
    inspector.end()
    var events: [InspectionEvent] = []
    while let event = inspector.nextEvent() { events.append(event) }
    let lines = json(of: events)
    #expect(lines.contains(#""annotations":[{"layer":"greeting","#))
    #expect(lines.contains(#""direction":null,"time":null,"packet":null,"frame":1"#))
    #expect(try complaints(about: lines) == "")
  }

  /// Says something of every message.
  private final class Annotator: MessageReader {
    func read(_ message: inout InspectedMessage, subprotocol: String?, from sender: Role?) {
      message.annotations.append(
        MessageAnnotation(
          layer: "greeting", summary: Statement("close-code/1000"),
          findings: [
            Finding(
              Rule("greeting.polite", section: "1", .none), .broken,
              .head(line: nil, bytes: 0..<1), Statement("close-code/1001"))
          ]))
    }
  }

  @Test("the schema refuses what is not in it")
  func strict() throws {
    let lines = json(of: try events(inCapture: "misconceptions/accept.no-guid.pcap"))
    let line = String(try #require(lines.split(separator: "\n").first))
    #expect(try complaints(about: line) == "")
    let more = line.replacingOccurrences(of: #"{"schema":2,"#, with: #"{"schema":2,"more":1,"#)
    #expect(try complaints(about: more).contains("more"))
    #expect(try complaints(about: line.replacingOccurrences(of: "2,", with: "1,")) != "")
    let less = line.replacingOccurrences(of: #""host":"#, with: #""hos":"#)
    #expect(try complaints(about: less).contains("host"))
  }
}

/// The lines that a writer of JSON hands out for events.
func json(of events: [InspectionEvent], includesFields: Bool = false) -> String {
  var bytes: [UInt8] = []
  let json = ConnectionJSON(includesFields: includesFields)
  for event in events { json.write(event) { bytes += $0 } }
  return String(decoding: bytes, as: UTF8.self)
}

/// The objects in lines of JSON.
func objects(_ lines: String) throws -> [[String: Any]] {
  try lines.split(separator: "\n").map { line in
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
}
