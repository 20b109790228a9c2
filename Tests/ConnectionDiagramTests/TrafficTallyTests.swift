import ConnectionDiagram
import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("What passed in all")
struct TrafficTallyTests {
  /// A connection that is closed by an end, with as many texts from the client as are wanted.
  private func conversation(_ texts: Int, closedBy closer: Role, reason: String) -> Conversation {
    var conversation = Conversation()
    conversation.open()
    for _ in 0..<texts { conversation.frame(0x81, "hi", from: .client) }
    let close = [0x03, 0xe8] + Array(reason.utf8)
    conversation.frame(0x88, close, from: closer)
    conversation.frame(0x88, close, from: closer.peer)
    conversation.end()
    return conversation
  }

  private func add(_ conversation: Conversation, to tally: inout TrafficTally) {
    for event in conversation.events { tally.note(event) }
  }

  @Test("endings are alike whatever their reasons say")
  func endings() {
    var tally = TrafficTally(here: nil)
    for index in 0..<3 { add(conversation(1, closedBy: .client, reason: "\(index)"), to: &tally) }
    add(conversation(0, closedBy: .server, reason: ""), to: &tally)
    tally.addPassed(30, from: .client)
    tally.addPassed(1, from: .server)
    #expect(
      tally.summaryLines == [
        "4 connections",
        "from clients 3 messages in 30 bytes, from the server 0 messages in 1 byte",
        "  3 × 1000 normal closure, closed by the client",
        "  1 × 1000 normal closure, closed by the server",
      ])
  }

  @Test("counts violations and refusals, and says where to read on")
  func violations() {
    var tally = TrafficTally(here: .server)
    var broken = Conversation()
    broken.open()
    broken.send([0x83, 0x00], from: .client)
    broken.reset(.client)
    broken.end()
    add(broken, to: &tally)
    var ending = Ending(kind: .refused)
    ending.status = 426
    tally.add(ending, violationCount: 1)
    tally.add(messagesReceived: 2, bytesReceived: 1000, messagesSent: 1, bytesSent: 7)
    #expect(tally.violationCount == 3)
    #expect(
      tally.summaryLines == [
        "1 connection, 1 request answered without one",
        "received 2 messages in 1,000 bytes, sent 1 message in 7 bytes", "3 violations",
        "  1 × 1006 abnormal closure: the client reset TCP (RST) without a close frame",
        "  1 × refused with 426", "wsx explain 1006 says what commonly leads to it.",
      ])
  }

  @Test("a client tells what it received and sent")
  func client() {
    var tally = TrafficTally(here: .client)
    tally.add(messagesReceived: 2, bytesReceived: 20, messagesSent: 1, bytesSent: 10)
    #expect(tally.summaryLines == ["received 2 messages in 20 bytes, sent 1 message in 10 bytes"])
  }

  @Test("a failure is counted by its code, answered or not")
  func failures() {
    var tally = TrafficTally(here: .server)
    for isAnswered in [true, false] {
      var conversation = Conversation()
      conversation.open()
      conversation.frame(0x88, [0x03, 0xf1], from: .server)
      if isAnswered { conversation.frame(0x88, [0x03, 0xf1], from: .client) }
      conversation.end(.finished(by: .client), failure: .messageTooLarge(limit: 8))
      add(conversation, to: &tally)
    }
    #expect(tally.summaryLines.last == "  2 × 1009 message too big, closed by the server")
  }

  @Test("however many kinds of endings there are, memory and lines stay few")
  func bound() {
    var tally = TrafficTally(here: nil)
    for code in 0..<5000 {
      var ending = Ending(kind: .refused)
      ending.status = code
      tally.add(ending, violationCount: 0)
    }
    let lines = tally.summaryLines
    #expect(lines.count == 35)
    #expect(lines.last == "  4,968 × something else")
  }
}
