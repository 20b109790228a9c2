import Testing
import WebSocketInspection
import WebSocketProtocol

/// Frames that an endpoint of this program hands over; the agreement tests compare them with bytes.
@Suite("Frames from an endpoint")
struct EndpointFramesTests {
  private func observed(_ bytes: [UInt8], limit: Int = 1 << 20) -> [ObservedFrame] {
    var settings = ConnectionSettings()
    settings.observesFrames = true
    settings.maximumMessageByteCount = limit
    var connection = Connection(
      role: .client, settings: settings, randomness: SystemRandomNumberGenerator())
    connection.receive(bytes)
    var frames: [ObservedFrame] = []
    while let event = connection.nextEvent() {
      if case .frameReceived(let frame) = event { frames.append(frame) }
    }
    return frames
  }

  private func inspect(
    _ frames: [ObservedFrame], _ change: (inout Attention) -> Void = { _ in },
    resources: InspectionResources = InspectionResources()
  ) -> [InspectionEvent] {
    var attention = Attention()
    change(&attention)
    let inspector = ConnectionInspector(attention: attention, resources: resources)
    for frame in frames { inspector.receive(frame, from: .second) }
    inspector.end(.finished(by: .client), failure: frames.last?.failure)
    return inspector.allEvents()
  }

  @Test("They open a connection by themselves, and are counted")
  func opened() {
    let events = inspect(observed(hex("01 03 e4 bd a0 89 00 80 03 e5 a5 bd 88 02 03 e8")))
    #expect(
      Account(events).lines == [
        "opened", "server text+ 3", "server ping 0", "server continuation 3 = text 6 in 2 \"你好\"",
        "server close 2 (1000)",
        "ended unanswered, finished(by: Optional(WebSocketProtocol.Role.client))",
      ])
    #expect(events.last?.summary?.server.frames == 4 && events.last?.summary?.server.messages == 1)
  }

  @Test("A limit breaks no rule; the ending tells it")
  func limit() throws {
    let frames = observed(text("too long"), limit: 3)
    #expect(frames.map(\.failure) == [.messageTooLarge(limit: 3)])
    let events = inspect(frames)
    #expect(events.compactMap(\.frame).map(\.findings) == [[]])
    let ending = try #require(events.last?.summary?.ending)
    #expect(ending.cause == .failure(.messageTooLarge(limit: 3)))
  }

  @Test("As much is kept of them as is asked for", arguments: [0, 2, 5])
  func kept(count: UInt64) {
    let events = inspect(observed(text("Hello") + frame(.ping, [1, 2, 3]))) {
      $0.keptByteCount = count
      $0.keepsFramePayloads = true
    }
    let frames = events.compactMap(\.frame)
    let hello = Array("Hello".utf8.prefix(Int(count)))
    #expect(frames.first?.message?.content?.prefix(.max) == (count == 0 ? nil : hello))
    #expect(frames.first?.payload?.prefix(.max) == (count == 0 ? nil : hello))
    #expect(
      frames.last?.payload?.prefix(.max) == (count == 0 ? nil : [1, 2, 3].prefix(Int(count)) + []))
    #expect(frames.first?.message?.byteCount == 5)
    #expect(inspect(observed(text("Hello"))).compactMap(\.frame).allSatisfy { $0.payload == nil })
  }

  @Test("Their messages are read by a reader")
  func read() {
    let resources = InspectionResources()
    resources.makeMessageReader = { CountingReader() }
    let events = inspect(observed(text("a") + text("b")), resources: resources)
    #expect(
      events.compactMap { $0.frame?.message?.annotations.first?.summary } == [
        CountingReader.statement(1, nil, .server), CountingReader.statement(2, nil, .server),
      ])
  }
}
