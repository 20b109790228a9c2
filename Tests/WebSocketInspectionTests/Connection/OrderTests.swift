import TrafficCapture
import Testing
import WebSocketInspection
import WebSocketProtocol

/// Captures that are out of order, and connections of which one end alone is seen.
@Suite("Odd orders")
struct OrderTests {
  @Test("An answer that is seen before its request")
  func answerFirst() {
    expect(
      [
        "opened", "server 101", "exchange accepted request unseen none",
        "server text 2 = text 2 \"hi\"", "client GET /chat", "client text 5 = text 5 \"Hello\"",
        "ended open",
      ],
      of: [
        .server(Head.answer(), text("hi")),
        .client(Head.request(), text("Hello", key: exampleKey)),
      ])
  }

  @Test("An answer that is seen before its request opens the connection too")
  func answerFirstWithoutFrames() {
    expect(
      [
        "opened", "server 101", "exchange accepted request unseen none", "client GET /chat",
        "ended open",
      ], of: [.server(Head.answer()), .client(Head.request())])
  }

  @Test("An end that is seen before the answer does not cut what waits for it")
  func finishFirst() {
    expect(
      [
        "opened", "client GET /chat", "client finished", "server 101", "exchange accepted none",
        "client close 2 (1000)", "server close 2 (1000)",
        "ended closed, finished(by: Optional(WebSocketProtocol.Role.client))",
      ],
      of: [
        .client(Head.request(), close(1000, key: exampleKey)), .finish(.first),
        .server(Head.answer(), close(1000)),
      ])
  }

  @Test("One direction alone: the client's")
  func clientAlone() {
    expect(
      [
        "opened", "client GET /chat", "client text 5 = text 5 \"Hello\"", "exchange unanswered",
        "ended open",
      ], of: [.client(Head.request(), text("Hello", key: exampleKey))])
  }

  @Test("One direction alone: the server's")
  func serverAlone() {
    expect(
      [
        "opened", "server 101", "exchange accepted request unseen none",
        "server text 2 = text 2 \"hi\"", "ended open",
      ], of: [.server(Head.answer(), text("hi"))])
  }

  @Test("Events have the moments of what showed them")
  func moments() {
    let events = ConnectionInspector(
      ConnectionInspector.Beginning(moment: EventMoment(packet: 1))
    ).events([
      .client(Array(Head.request()[..<50]), packet: 4),
      .client(Array(Head.request()[50...]), packet: 5),
      .client(text("Hello", key: exampleKey), packet: 6), .server(Head.answer(), packet: 7),
      .server(Array(text("hi")[..<3]), packet: 8), .server(Array(text("hi")[3...]), packet: 9),
    ])
    #expect(
      zip(Account(events).lines, events).map { "\($1.moment.packet ?? 0) \($0)" } == [
        "1 opened", "5 client GET /chat", "7 server 101", "7 exchange accepted none",
        "6 client text 5 = text 5 \"Hello\"", "9 server text 2 = text 2 \"hi\"", "9 ended open",
      ])
    let summary = events.last?.summary
    #expect(summary?.start.packet == 1 && summary?.last.packet == 9)
    #expect(summary?.isOrderKnown == true)
  }

  @Test("A number is taken when the connection first shows anything of WebSocket")
  func numbering() {
    var count = 7
    let inspector = ConnectionInspector {
      count += 1; return count
    }
    _ = inspector.events([.client(Head.of("GET / HTTP/1.1", "Host: a"))])
    #expect(inspector.number == nil && inspector.speaksHTTP && count == 7)
    let other = ConnectionInspector {
      count += 1; return count
    }
    let events = other.events(RoleTests.steps)
    #expect(other.number == 8 && count == 8)
    #expect(events.allSatisfy { $0.connection == 8 })
    #expect(other.summary.number == 8)
  }
}
