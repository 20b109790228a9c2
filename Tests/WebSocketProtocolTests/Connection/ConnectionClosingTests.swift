import Testing

@testable import WebSocketProtocol

@Suite("Connection, closing")
struct ConnectionClosingTests {
  /// Carries what each end has sent to the other, once.
  private func exchange(_ one: inout Connection, _ other: inout Connection) {
    let fromOne = one.takeBytesToSend()
    let fromOther = other.takeBytesToSend()
    other.receive(fromOne)
    one.receive(fromOther)
  }

  @Test(
    "either end closes, the other answers, the server ends the stream", arguments: Role.allCases)
  func handshake(closing: Role) throws {
    var one = Connection(closing)
    var other = Connection(closing.peer)
    try one.close(code: .goingAway, reason: "bye")
    #expect(one.state == .closeSent)
    exchange(&one, &other)
    let received = ClosePayload(code: .goingAway, reason: "bye")
    #expect(other.allEvents() == [.closeReceived(received)])
    #expect(other.state == .closeExchanged(received, startedHere: false))
    #expect(other.closesStream == (closing == .client))

    exchange(&one, &other)
    #expect(one.allEvents() == [.closeReceived(ClosePayload(code: .goingAway))])
    #expect(one.closesStream == (closing == .server))

    one.receiveEndOfStream()
    other.receiveEndOfStream()
    guard case .ended(let oneEnd) = one.nextEvent(), case .ended(let otherEnd) = other.nextEvent()
    else {
      Issue.record("no end")
      return
    }
    #expect(oneEnd.isClean && otherEnd.isClean)
    #expect(oneEnd.code == .goingAway && oneEnd.cause == .closingHandshake(startedHere: true))
    #expect(otherEnd.code == .goingAway && otherEnd.reason == "bye")
    #expect(otherEnd.cause == .closingHandshake(startedHere: false))
  }

  @Test("both ends close at once, and neither answers")
  func bothAtOnce() throws {
    var client = Connection(.client)
    var server = Connection(.server)
    try client.close(code: .normalClosure, reason: "c")
    try server.close(code: .goingAway, reason: "s")
    exchange(&client, &server)
    #expect(client.allEvents() == [.closeReceived(ClosePayload(code: .goingAway, reason: "s"))])
    #expect(server.allEvents() == [.closeReceived(ClosePayload(code: .normalClosure, reason: "c"))])
    #expect(client.byteCountToSend == 0 && server.byteCountToSend == 0)
    #expect(!client.closesStream && server.closesStream)
  }

  @Test("messages and pings that were under way are still taken after this end's close frame")
  func underWay() throws {
    var client = Connection(.client)
    try client.close()
    _ = client.takeBytesToSend()
    #expect(
      client.events(receiving: frame(.binary, [1]) + frame(.ping, [2]))
        == [.message(.binary([1])), .ping([2])])
    // §5.5.2 excuses from the pong only who has received a close frame.
    #expect(client.takeBytesToSend() == frame(.pong, [2], masked: true))
  }

  @Test("a violation after this end's close frame sends no second one")
  func failureAfterClose() throws {
    var client = Connection(.client)
    try client.close()
    _ = client.takeBytesToSend()
    #expect(client.events(receiving: [0x83, 0x00]).count == 1)
    #expect(client.byteCountToSend == 0)
    #expect(client.closesStream)
  }

  @Test(
    "the end of the stream without a close frame is 1006, and says where",
    arguments: [
      ([], false), ([0x81], true), ([0x81, 0x02, 0x61], true), ([0x89, 0x01], true),
      ([0x81, 0x01, 0x61], false),
    ] as [([UInt8], Bool)])
  func endOfStream(bytes: [UInt8], insideFrame: Bool) {
    var client = Connection(.client)
    client.receive(bytes)
    client.receiveEndOfStream()
    let end = ConnectionEnd(cause: .noCloseFrame(insideFrame: insideFrame))
    #expect(client.allEvents().last == .ended(end))
    #expect(end.code == .abnormalClosure && !end.isClean)
    #expect(
      end.statement
        == Statement(insideFrame ? "end.no-close-frame/inside-frame" : "end.no-close-frame"))
  }

  @Test("the end of the stream before the answer to a close frame is 1006")
  func noAnswer() throws {
    var client = Connection(.client)
    try client.close()
    client.receiveEndOfStream()
    #expect(client.allEvents() == [.ended(ConnectionEnd(cause: .noAnswer(insideFrame: false)))])
  }

  @Test("events wait for whoever takes them, the end of the stream last")
  func order() {
    var client = Connection(.client)
    client.receive(frame(.text, [0x61]))
    client.receive(frame(.close))
    client.receiveEndOfStream()
    #expect(client.state == .open)
    #expect(
      client.allEvents() == [
        .message(.text("a")), .closeReceived(ClosePayload()),
        .ended(
          ConnectionEnd(
            received: ClosePayload(), cause: .closingHandshake(startedHere: false))),
      ])
  }
}
