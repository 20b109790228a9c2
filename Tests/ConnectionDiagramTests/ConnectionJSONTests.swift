import ConnectionDiagram
import Foundation
import TestSupport
import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("The JSON of connections")
struct ConnectionJSONTests {
  @Test(
    "of samples, to the letter",
    arguments: [
      "captures/firefox-to-node.pcap", "misconceptions/accept.no-guid.pcap",
      "misconceptions/handshake.case.pcap", "misconceptions/control.fragmented.pcap",
      "misconceptions/length.trusted.pcap", "pieces/devtools.har",
    ])
  func sample(path: String) throws {
    let name = path.split(separator: "/").last ?? ""
    try expectGolden(json(of: try events(inCapture: path)), at: golden("\(name).json"))
  }

  @Test("the members that all objects have come first, in one order")
  func beginnings() throws {
    for path in sampleCaptures {
      for line in json(of: try events(inCapture: path)).split(separator: "\n") {
        let start =
          /\{"schema":2,"type":"[a-z]+","connection":[0-9]+,"direction":("client"|"server"|null),"time":("[0-9T:.-]+Z"|null),"packet":([0-9]+|null),/
        #expect(line.prefixMatch(of: start) != nil, "\(line.prefix(200))")
      }
    }
  }

  @Test("a message follows the frame that ends it, and names it")
  func messages() throws {
    let all = try objects(json(of: try events(inCapture: "captures/python-to-node.pcap")))
    var last: [String: Any] = [:]
    var texts: [String] = []
    for object in all {
      if object["type"] as? String == "message" {
        #expect(last["type"] as? String == "frame")
        #expect(object["lastFrame"] as? Int == last["frame"] as? Int)
        #expect(object["direction"] as? String == last["direction"] as? String)
        if object["direction"] as? String == "client" {
          texts.append(object["text"] as? String ?? object["payload"] as? String ?? "")
        }
      }
      last = object
    }
    #expect(texts == ["Hello", "Hello", "fragmented", "000102fdfeff"])
  }

  @Test("a large payload is handed out in pieces, and whole", arguments: [true, false])
  func pieces(isText: Bool) throws {
    let payload = (0..<1_000_003).map { isText ? UInt8(0x61 + $0 % 26) : UInt8($0 & 0xff) }
    var conversation = Conversation()
    conversation.open()
    let count = conversation.events.count
    conversation.frame(isText ? 0x81 : 0x82, payload, from: .client)
    let event = try #require(conversation.events.dropFirst(count).first)
    var pieces: [[UInt8]] = []
    ConnectionJSON().write(event) { pieces.append($0) }
    #expect(pieces.allSatisfy { $0.count <= 200_000 })
    let lines = String(decoding: pieces.joined(), as: UTF8.self)
    let (frame, message) = try (objects(lines)[0], objects(lines)[1])
    let hex = payload.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(frame["payload"] as? String == hex)
    #expect(frame["text"] as? String == (isText ? String(decoding: payload, as: UTF8.self) : nil))
    #expect(message["payloadLength"] as? Int == payload.count)
    #expect(message["text"] as? String == frame["text"] as? String)
    #expect(message["payload"] as? String == (isText ? nil : hex))
  }

  @Test("a payload that is not kept whole says so")
  func omitted() throws {
    var attention = Attention()
    attention.recordByteCount = 4
    attention.keptByteCount = 3
    for keeps in [true, false] {
      attention.keepsFramePayloads = keeps
      var conversation = Conversation(attention: attention)
      conversation.open()
      conversation.frame(0x81, "Hello", from: .server)
      let all = try objects(json(of: conversation.events))
      #expect(all[1]["payload"] as? String == (keeps ? "48656c" : "48656c6c"))
      #expect(all[1]["payloadOmitted"] is String)
      #expect(all[1]["text"] == nil)
      #expect(all[2]["payload"] as? String == "48656c")
      #expect(all[2]["omitted"] as? String == "Only the first 3 bytes were kept.")
      #expect(all[2]["payloadLength"] as? Int == 5)
    }
  }

  @Test("a message without content says why")
  func missingContent() throws {
    var conversation = Conversation()
    conversation.open(extensions: "permessage-deflate")
    conversation.frame(0xc1, [0xff, 0xff], from: .client)
    conversation.frame(0x41, [0xff, 0xff], from: .server)
    conversation.frame(0x80, [0x00], from: .server)
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    var late = Conversation(isFromStart: false, assuming: assumptions)
    late.frame(0xc1, [0x00], from: .client)
    var unread = Conversation(attention: .headersAlone)
    unread.open(extensions: "permessage-deflate")
    unread.frame(0xc1, [0x00], from: .server)
    let all = try objects(json(of: conversation.events + late.events + unread.events))
    let messages = all.filter { $0["type"] as? String == "message" }
    #expect(
      messages.map { $0["omitted"] as? String } == [
        "It cannot be inflated. The compressed data is not DEFLATE data at its byte 0: invalid "
          + "block type.",
        "An earlier part of it could not be inflated.",
        "Whether it is compressed is not known, because its handshake was not seen.",
        "It is compressed, and was not inflated.",
      ])
    #expect(messages.allSatisfy { $0["payload"] == nil && $0["text"] == nil })
    #expect(messages.allSatisfy { $0["payloadLength"] is NSNull })
  }

  @Test("tells why a connection was not opened")
  func refusals() throws {
    let wrong = try objects(json(of: try events(inCapture: "misconceptions/accept.no-guid.pcap")))
    #expect(wrong[0]["outcome"] as? String == "invalid")
    #expect((wrong[0]["why"] as? String)?.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") == true)
    let response = try #require(wrong[0]["response"] as? [String: Any])
    let finding = try #require((response["findings"] as? [[String: Any]])?.first)
    #expect(finding["rule"] as? String == "handshake.accept")
    #expect((finding["mistake"] as? [String: Any])?["id"] as? String == "accept.no-guid")
    let refused = try objects(json(of: try events(inCapture: "misconceptions/handshake.case.pcap")))
    #expect(refused[0]["outcome"] as? String == "refused")
    #expect(refused[0]["status"] as? Int == 400)
    #expect(refused.last?["kind"] as? String == "refused")
  }

  @Test("tells what was offered and agreed on")
  func negotiation() throws {
    let all = try objects(json(of: try events(inCapture: "captures/no-context-takeover.pcap")))
    let agreed = try #require(all[0]["agreedExtensions"] as? [[String: Any]])
    #expect(agreed[0]["name"] as? String == "permessage-deflate")
    let parameters = try #require(agreed[0]["parameters"] as? [[String: Any]])
    #expect(
      parameters.map { $0["name"] as? String } == [
        "server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits",
      ])
    #expect(parameters.map { $0["value"] as? String } == [nil, nil, "9"])
    #expect(all[0]["agreedSubprotocol"] is NSNull)
    #expect(all[0]["path"] as? String == "/echo")
  }

  @Test("nothing in a line steers a terminal, and the values come back")
  func hostile() throws {
    let text = "\u{1b}[31m\u{202e}\u{9b}\"\\\n"
    var conversation = Conversation()
    conversation.open()
    conversation.frame(0x81, text, from: .server)
    let lines = json(of: conversation.events)
    #expect(lines.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7f).contains($0.value) })
    #expect(try objects(lines).last?["text"] as? String == text)
  }

  @Test("a time before or after what RFC 3339 can tell is null")
  func times() throws {
    for (seconds, time) in [
      (0, "1970-01-01T00:00:00.000000Z"), (253_402_300_799, "9999-12-31T23:59:59.000000Z"),
      (253_402_300_800, nil), (-62_167_219_200, "0000-01-01T00:00:00.000000Z"),
      (-62_167_219_201, nil),
    ] as [(Int64, String?)] {
      var conversation = Conversation()
      conversation.open()
      var event = try #require(conversation.events.last { $0.content.isExchange })
      event.moment.time = .init(seconds: seconds, nanoseconds: 0)
      #expect(try objects(json(of: [event]))[0]["time"] as? String == time)
    }
  }
}

extension Attention {
  /// No payload is read or kept.
  fileprivate static let headersAlone: Attention = {
    var attention = Attention()
    attention.readsPayloads = false
    attention.recordByteCount = 0
    attention.keptByteCount = 0
    return attention
  }()
}

extension InspectionEvent.Content {
  fileprivate var isExchange: Bool {
    if case .exchange = self { true } else { false }
  }
}
