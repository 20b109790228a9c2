import ConnectionDiagram
import Testing
import WebSocketInspection
import WebSocketProtocol

/// One vocabulary for how a connection ended: every kind of end, from bytes to words.
@Suite("How a connection ended")
struct EndingWordsTests {
  /// What happens after the opening handshake, and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sentence: String
    var label: String
    var happens: @Sendable (inout Conversation) -> Void

    init(
      _ name: String, _ sentence: String, _ label: String,
      _ happens: @escaping @Sendable (inout Conversation) -> Void
    ) {
      testDescription = name
      self.sentence = sentence
      self.label = label
      self.happens = happens
    }
  }

  private static let bye: [UInt8] = [0x03, 0xe8] + Array("bye".utf8)

  static let opened = [
    Case(
      "closed",
      "the client closed with 1000 (normal closure) \"bye\"; the server answered with the same",
      "1000 normal closure, closed by the client"
    ) {
      $0.frame(0x88, bye, from: .client)
      $0.frame(0x88, bye, from: .server)
      $0.end()
    },
    Case(
      "closed, answered with something else",
      "the server closed with 4000 (private use); the client answered without a code "
        + "(reported as 1005)",
      "4000 private use, closed by the server; the client answered with 1005 no status received"
    ) {
      $0.frame(0x88, [0x0f, 0xa0], from: .server)
      $0.frame(0x88, from: .client)
      $0.end()
    },
    Case(
      "not answered",
      "the client closed with 1001 (going away); no close frame came back, so the client reports "
        + "1006: the server ended TCP",
      "1006 abnormal closure: the client closed with 1001 going away, and no close frame came back; "
        + "the server ended TCP"
    ) {
      $0.frame(0x88, [0x03, 0xe9], from: .client)
      $0.finish(.server)
      $0.end()
    },
    Case(
      "not answered where the capture ends",
      "the client closed without a code (reported as 1005); no close frame came back, so the client "
        + "reports 1006: the capture ends first",
      "1006 abnormal closure: the client closed with 1005 no status received, and no close frame "
        + "came back"
    ) {
      $0.frame(0x88, from: .client)
      $0.end()
    },
    Case(
      "no close frame", "the server ended TCP without a close frame, so both ends report 1006",
      "1006 abnormal closure: the server ended TCP without a close frame"
    ) {
      $0.finish(.server)
      $0.end()
    },
    Case(
      "reset after a broken rule",
      "the server reset TCP (RST) without a close frame, so both ends report 1006: the client had "
        + "broken mask.client-unmasked",
      "1006 abnormal closure: the server reset TCP (RST) without a close frame"
    ) {
      $0.send([0x81, 0x00], from: .client)
      $0.reset(.server)
      $0.end()
    },
    Case(
      "ended inside a frame",
      "the client ended TCP without a close frame, so both ends report 1006: in the middle of a "
        + "frame",
      "1006 abnormal closure: the client ended TCP without a close frame"
    ) {
      $0.send([0x81, 0x85, 0x37], from: .client)
      $0.finish(.client)
      $0.end()
    },
    Case(
      "after a long silence",
      "the server ended TCP without a close frame, so both ends report 1006: 1 min after the last "
        + "frame, as a proxy's or a server's idle time-out does",
      "1006 abnormal closure: the server ended TCP without a close frame"
    ) {
      $0.frame(0x81, "last", from: .server)
      $0.wait(milliseconds: 60_000)
      $0.finish(.server)
      $0.end()
    },
    Case("open", "still open where the capture ends", "still open") {
      $0.frame(0x81, "more", from: .server)
      $0.end()
    },
    Case(
      "given up by who looks on",
      "still open when it was no longer followed: too many connections at a time", "still open"
    ) { $0.end(.notFollowed) },
    Case(
      "bytes missing", "no close frame is in what the capture holds",
      "1006 abnormal closure: the server ended TCP without a close frame"
    ) {
      $0.lose(7, from: .client)
      $0.finish(.server)
      $0.end()
    },
    Case(
      "the answer missing",
      "the client closed with 1000 (normal closure) \"bye\"; what the server answered is not in the "
        + "capture",
      "1006 abnormal closure: the client closed with 1000 normal closure, and no close frame came "
        + "back"
    ) {
      $0.frame(0x88, bye, from: .client)
      $0.lose(7, from: .server)
      $0.end()
    },
    Case(
      "the network broke",
      "the connection to the client broke: No route to host, without a close frame, so both ends "
        + "report 1006",
      "1006 abnormal closure: the connection to the client broke: No route to host, without a close "
        + "frame"
    ) { $0.end(.broken(by: .client, reason: "No route to host")) },
    Case(
      "no pong",
      "a ping was not answered in time, without a close frame, so both ends report 1006",
      "1006 abnormal closure: a ping was not answered in time, without a close frame"
    ) { $0.end(.given(.noPong)) },
    Case(
      "a peer that does not read",
      "the peer did not read, and 1,234 bytes waited for it, without a close frame, so both ends "
        + "report 1006",
      "1006 abnormal closure: the peer did not read, and 1,234 bytes waited for it, without a close "
        + "frame"
    ) { $0.end(.given(.unread(byteCount: 1234))) },
    Case(
      "the closing handshake took too long",
      "the server closed with 1001 (going away); no close frame came back, so the server reports "
        + "1006: the closing handshake took too long",
      "1006 abnormal closure: the server closed with 1001 going away, and no close frame came back; "
        + "the closing handshake took too long"
    ) {
      $0.frame(0x88, [0x03, 0xe9], from: .server)
      $0.end(.given(.closingTimedOut))
    },
    Case(
      "the program was ended",
      "the program was ended, and 1 byte was not passed on, without a close frame, so both ends "
        + "report 1006",
      "1006 abnormal closure: the program was ended, and 1 byte was not passed on, without a close "
        + "frame"
    ) { $0.end(.given(.stopped(lostByteCount: 1))) },
    Case(
      "a message was too large",
      "the server closed with 1009 (message too big), because a message was larger than the 8 bytes "
        + "that it takes; the client answered with the same",
      "1009 message too big, closed by the server"
    ) {
      $0.frame(0x88, [0x03, 0xf1], from: .server)
      $0.frame(0x88, [0x03, 0xf1], from: .client)
      $0.end(.finished(by: .server), failure: .messageTooLarge(limit: 8))
    },
  ]

  @Test("after an opening handshake", arguments: opened)
  func afterOpening(_ test: Case) throws {
    var conversation = Conversation()
    conversation.open()
    test.happens(&conversation)
    try expect(test, of: conversation)
  }

  static let neverOpened = [
    Case("refused", "refused with 403 Forbidden", "refused with 403") {
      $0.send(request, from: .client)
      $0.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", from: .server)
      $0.end()
    },
    Case("plain", "a plain request, answered with 200 OK", "a plain request, answered with 200") {
      $0.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n", from: .client)
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", from: .server)
      $0.end()
    },
    Case("no answer", "never open: no answer was seen", "never open: no answer was seen") {
      $0.send(request, from: .client)
      $0.end()
    },
    Case("ended before", "never open: the server ended TCP", "never open: the server ended TCP") {
      $0.send(request, from: .client)
      $0.finish(.server)
      $0.end()
    },
    Case(
      "no answer in time", "never open: the opening handshake took too long",
      "never open: the opening handshake took too long"
    ) {
      $0.send(request, from: .client)
      $0.end(.given(.handshakeTimedOut))
    },
    Case(
      "no server", "no connection to the server: Connection refused",
      "no connection to the server: Connection refused"
    ) {
      $0.send(request, from: .client)
      $0.end(.given(.notConnected(reason: "Connection refused")))
    },
  ]

  private static let request = """
    GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n
    """

  @Test("without an opening handshake", arguments: neverOpened)
  func neverOpen(_ test: Case) throws {
    var attention = Attention.everything
    attention.tellsPlainHTTP = true
    var conversation = Conversation(attention: attention)
    test.happens(&conversation)
    try expect(test, of: conversation)
  }

  @Test("a client that goes because none of its subprotocols was chosen")
  func noSubprotocol() throws {
    var conversation = Conversation()
    conversation.open(offering: "chat")
    conversation.finish(.client)
    conversation.end()
    let summary = try #require(conversation.summary)
    #expect(
      EndingWords.sentence(try #require(summary.ending), of: summary)
        == "the client ended TCP without a close frame, so both ends report 1006: it had offered "
        + "subprotocols, and the server chose none, at which browsers and Node's ws give up")
  }

  @Test("ends are called by their ports where their roles are not known")
  func ports() throws {
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    var conversation = Conversation(isFromStart: false, assuming: assumptions)
    conversation.send(Conversation.frame(0x88, [0x03, 0xe8], isMasked: true), from: .client)
    conversation.send(Conversation.frame(0x88, [0x03, 0xe9], isMasked: false), from: .server)
    conversation.end()
    let summary = try #require(conversation.summary)
    #expect(
      EndingWords.sentence(try #require(summary.ending), of: summary)
        == "port 40001 closed with 1000 (normal closure); port 8080 closed with 1001 (going away)")
  }

  private func expect(_ test: Case, of conversation: Conversation) throws {
    let summary = try #require(conversation.summary)
    let ending = try #require(summary.ending)
    #expect(EndingWords.sentence(ending, of: summary) == test.sentence)
    #expect(EndingWords.label(ending) == test.label)
  }
}

extension Conversation {
  /// The summary of a conversation that has ended.
  var summary: ConnectionSummary? {
    events.lazy.compactMap { event in
      if case .ended(let summary) = event.content { summary } else { nil }
    }.first
  }
}
