import Testing

@testable import WebSocketProtocol

@Suite("Connection, lending")
struct ConnectionLendingTests {
  /// Takes all events with messages lent, and puts both back into one list.
  private func lentEvents(_ connection: inout Connection) -> [ConnectionEvent] {
    var events: [ConnectionEvent] = []
    while let event = connection.nextEvent(lendingMessagesTo: { _, opcode, payload in
      events.append(.message(Message(opcode: opcode, payload: [UInt8](payload))))
    }) {
      events.append(event)
    }
    return events
  }

  @Test(
    "lent messages and events are those that nextEvent tells",
    arguments: ConnectionReceivingTests.streams)
  func same(stream: ConnectionReceivingTests.Stream) {
    for cut in [0, 1, 2, 3, 5, 7, 11, stream.bytes.count] where cut <= stream.bytes.count {
      var client = Connection(.client)
      client.receive(Array(stream.bytes[..<cut]))
      var events = lentEvents(&client)
      client.receive(Array(stream.bytes[cut...]))
      events += lentEvents(&client)
      #expect(events == stream.events, "cut at \(cut)")
      #expect(client.takeBytesToSend() == stream.answer)
    }
  }

  @Test("failures and the end are told as events", arguments: ConnectionFailureTests.broken)
  func failures(bytes: [UInt8], rule: String, closeCode: UInt16) {
    var client = Connection(.client)
    client.receive(bytes)
    client.receiveEndOfStream()
    let events = lentEvents(&client)
    guard case .failed(let failure) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(failure.closeCode.rawValue == closeCode)
    #expect(events.last == .ended(ConnectionEnd(cause: .failed(failure))))
  }

  @Test("an echo in a few lines")
  func echo() {
    var server = Connection(.server)
    server.receive(frame(.text, [0x61], masked: true) + frame(.binary, [1, 2], masked: true))
    let event = server.nextEvent(lendingMessagesTo: { server, opcode, payload in
      try? server.send(payload, as: opcode)
    })
    #expect(event == nil)
    #expect(server.takeBytesToSend() == frame(.text, [0x61]) + frame(.binary, [1, 2]))
  }

  @Test("bytes that arrive while a message is lent are read afterwards, in order")
  func receivingInside() {
    var client = Connection(.client)
    client.receive(frame(.binary, [1]) + frame(.binary, [2]))
    var seen: [UInt8] = []
    while client.nextEvent(lendingMessagesTo: { client, _, payload in
      seen.append(payload[0])
      if payload[0] == 1 { client.receive(frame(.binary, [3])) }
      #expect(client.nextEvent() == nil)
    }) != nil {}
    #expect(seen == [1, 2, 3])
  }
}
