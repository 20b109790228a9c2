import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("Filters of events")
struct EventFilterTests {
  /// Two connections, one after the other, of which the second breaks rules.
  private static func events() -> [InspectionEvent] {
    let good: [Step] = [
      .client(Head.request()), .server(Head.answer()), .client(text("Hello", key: exampleKey)),
      .server(frame(.ping, Array("Hello".utf8))), .gap(3, .second), .finish(.first),
    ]
    let extensions = "Sec-WebSocket-Extensions: permessage-deflate"
    let bad: [Step] = [
      .client(Head.request(extensions)), .server(Head.answer(extensions, accept: "x")),
      .server(hex("01 03 48 65 6c 80 02 6c 6f"), hex("c1 07 f2 48 cd c9 c9 07 00"), hex("83 00")),
      .client(close(1000, "Hello", key: exampleKey)), .reset(.second),
    ]
    return [good, bad].enumerated().flatMap { index, steps in
      ConnectionInspector { index + 1 }.events(steps)
    }
  }

  private func lines(_ change: (inout EventFilter) -> Void) -> [String] {
    var filter = EventFilter()
    change(&filter)
    var admitted: [InspectionEvent] = []
    for event in Self.events() { filter.take(event) { admitted.append($0) } }
    #expect(filter.hasAdmitted == !admitted.isEmpty)
    return zip(admitted, Account(admitted).lines).map { "\($0.connection) \($1)" }
  }

  @Test("Without a wish everything is admitted")
  func all() {
    #expect(lines { _ in }.count == Self.events().count)
  }

  @Test("One connection")
  func connection() {
    let all = lines { _ in }
    #expect(lines { $0.connection = 2 } == all.filter { $0.hasPrefix("2 ") })
    #expect(lines { $0.connection = 3 } == [])
  }

  @Test("One direction: its frames and gaps, after their connection's opening")
  func direction() {
    #expect(
      lines { $0.direction = .client } == [
        "1 opened", "1 client text 5 = text 5 \"Hello\"", "2 opened",
        "2 client close 7 (1000 Hello)",
      ])
    #expect(
      lines {
        $0.direction = .server
        $0.connection = 1
      } == ["1 opened", "1 server ping 5", "1 server gap 3", "1 server lost"])
  }

  @Test("One opcode")
  func opcode() {
    #expect(lines { $0.opcode = .ping } == ["1 opened", "1 server ping 5"])
    #expect(
      lines { $0.opcode = .continuation } == [
        "2 opened", "2 server continuation 2 = text 5 in 2 \"Hello\"",
      ])
    #expect(lines { $0.opcode = .pong } == [])
  }

  @Test(
    "A text: in messages, inflated and joined, in pings and in reasons", arguments: [false, true])
  func containing(isPattern: Bool) throws {
    let pattern = try Regex("H[el]+o")
    let told = lines { filter in
      if isPattern { filter.pattern = pattern } else { filter.text = "Hello" }
    }
    #expect(
      told == [
        "1 opened", "1 client text 5 = text 5 \"Hello\"", "1 server ping 5", "2 opened",
        "2 server continuation 2 = text 5 in 2 \"Hello\"",
        "2 server text 7 = text 5 from 7 \"Hello\"", "2 client close 7 (1000 Hello)",
      ])
    #expect(lines { $0.text = "hello" } == [])
    #expect(lines { $0.text = "" }.contains("1 client text 5 = text 5 \"Hello\""))
  }

  @Test("What breaks a rule, heads included")
  func violations() {
    #expect(
      lines { $0.violationsOnly = true } == [
        "2 opened", "2 server 101 !handshake.accept", "2 exchange invalid deflate 15/15",
        "2 server opcode-3 0 !frame.opcode-reserved@4-8",
      ])
    #expect(
      lines {
        $0.violationsOnly = true
        $0.opcode = .text
      } == [])
  }

  @Test("All wishes count")
  func together() {
    #expect(
      lines {
        $0.connection = 2
        $0.direction = .server
        $0.opcode = .text
        $0.text = "Hello"
      } == ["2 opened", "2 server text 7 = text 5 from 7 \"Hello\""])
  }

  @Test("A part of a compressed message is not text, whatever its bytes look like")
  func compressedFragment() {
    // A block without compression in three frames: its head, "Hello" as it is, its end.
    let bytes = hex("41 05 00 05 00 fa ff  00 05 48 65 6c 6c 6f  80 01 00")
    let events = ConnectionInspector(assuming: .singleStream(.compressingServer))
      .events([.client(bytes)])
    var filter = EventFilter()
    filter.text = "Hello"
    var admitted: [InspectionEvent] = []
    for event in events { filter.take(event) { admitted.append($0) } }
    #expect(
      Account(admitted).lines == [
        "opened", "server continuation 1 = text 5 in 3 from 11 \"Hello\"",
      ])
  }

  @Test("Of a very long message a pattern sees the beginning, and that is counted")
  func longMessage() throws {
    let long = String(repeating: "a", count: EventFilter.matchedByteCount) + "needle"
    var attention = Attention()
    attention.keptByteCount = .max
    let resources = InspectionResources(store: PayloadStore(over: FakeStorage()))
    let events = ConnectionInspector(
      assuming: .singleStream(.server), attention: attention, resources: resources
    ).events([.client(text(long), text("needle"))]
    )
    var filter = EventFilter()
    filter.pattern = try Regex("needle")
    var count = 0
    for event in events { filter.take(event) { _ in count += 1 } }
    #expect(filter.cutMatchCount == 1 && count == 2)
    var whole = EventFilter()
    whole.text = "needle"
    var found = 0
    for event in events { whole.take(event) { _ in found += 1 } }
    #expect(whole.cutMatchCount == 0 && found == 3)
  }
}
