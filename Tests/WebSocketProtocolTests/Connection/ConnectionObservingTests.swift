import Testing

@testable import WebSocketProtocol

@Suite("Connection, observing frames")
struct ConnectionObservingTests {
  private static func observing(
    _ role: Role, messageExtension: (any MessageExtension)? = nil
  ) -> Connection {
    var settings = ConnectionSettings()
    settings.observesFrames = true
    return Connection(role, messageExtension: messageExtension, settings: settings)
  }

  /// The record of a frame that is there whole.
  private func record(
    _ number: Int, offset: UInt64, _ bytes: [UInt8], headerByteCount: Int
  ) -> FrameRecord {
    FrameRecord(
      number: number, offset: offset, headerBytes: Array(bytes[..<headerByteCount]),
      parsed: FrameHeader.parse(bytes), payload: PayloadExtract(Array(bytes[headerByteCount...])))
  }

  /// What a connection has sent so far.
  private func sent(_ connection: inout Connection) -> [ObservedFrame] {
    connection.allEvents().compactMap { event in
      if case .frameSent(let frame) = event { frame } else { nil }
    }
  }

  /// What a connection makes of what it receives.
  private func received(_ connection: inout Connection, _ bytes: [UInt8]) -> [ObservedFrame] {
    connection.events(receiving: bytes).compactMap { event in
      if case .frameReceived(let frame) = event { frame } else { nil }
    }
  }

  @Test("each frame is told with its place, before what follows from it")
  func order() throws {
    var server = Self.observing(.server)
    let hello = frame(.text, Array("Hello".utf8), masked: true)
    let ping = frame(.ping, [1], masked: true)

    let helloSeen = ObservedFrame(
      record: record(1, offset: 0, hello, headerByteCount: 6), message: .text("Hello"))
    let pingSeen = ObservedFrame(record: record(2, offset: 11, ping, headerByteCount: 6))
    let pongSeen = ObservedFrame(
      record: record(1, offset: 0, frame(.pong, [1]), headerByteCount: 2))
    #expect(
      server.events(receiving: hello + ping) == [
        .frameReceived(helloSeen), .message(.text("Hello")),
        .frameReceived(pingSeen), .ping([1]), .frameSent(pongSeen),
      ])
    #expect(server.takeBytesToSend() == frame(.pong, [1]))

    try server.send(text: "hi")
    let hiSeen = ObservedFrame(
      record: record(2, offset: 3, [0x81, 0x02, 0x68, 0x69], headerByteCount: 2),
      message: .text("hi"))
    #expect(server.allEvents() == [.frameSent(hiSeen)])
  }

  @Test("the frame that fails the connection is told with the failure and what has arrived of it")
  func failure() {
    var server = Self.observing(.server)
    let bytes: [UInt8] = [0x83, 0x83, 0x37, 0xfa, 0x21, 0x3d, 0x48, 0x65]
    let events = server.events(receiving: bytes)

    guard case .frameReceived(let observed) = events.first,
      case .failed(let failure) = events.dropFirst().first
    else {
      Issue.record("\(events)")
      return
    }
    #expect(observed.record.headerBytes == Array(bytes[..<6]))
    #expect(observed.record.payload == PayloadExtract([0x48, 0x65]))
    #expect(observed.record.missingByteCount == 1)
    #expect(observed.failure == failure)
    #expect(observed.message == nil)
    // The close frame that says so did not fail anything.
    guard case .frameSent(let close) = events.last else {
      Issue.record("\(events)")
      return
    }
    #expect(close.record.header?.opcode == .close)
    #expect(close.failure == nil)
  }

  @Test("the last frame of a message is told with the message, the others without")
  func fragments() {
    var client = Self.observing(.client)
    let bytes =
      frame(.text, [0xe4, 0xbd], isFinal: false) + frame(.ping) + frame(.continuation, [0xa0])
    #expect(received(&client, bytes).map(\.message) == [nil, nil, .text("你")])
  }

  @Test("a received message is told as the extension has transformed it back")
  func transformedBack() {
    var client = Self.observing(.client, messageExtension: Doubling())
    let bytes =
      frame(.binary, [1, 1, 2], isFinal: false, bits: .rsv2) + frame(.continuation, [2])
      + frame(.binary, [3, 4], bits: .rsv2)
    let frames = received(&client, bytes)
    #expect(frames.map(\.message) == [nil, .binary([1, 2]), nil])
    #expect(frames.map(\.failure?.statement.id) == [nil, nil, "test.not-doubled"])
    #expect(frames.last?.record.payload == PayloadExtract([3, 4]))
  }

  @Test("a sent message is told as the application gave it")
  func sentMessages() throws {
    var server = Self.observing(.server, messageExtension: Doubling())
    try server.send(text: "ab")
    try server.ping([9])
    try server.sendFragment([1], of: .binary, isFinal: false)
    try server.pong()
    try server.sendFragment([], of: .binary, isFinal: false)
    try server.sendFragment([2, 3], of: .binary, isFinal: true)
    try server.sendFragment([4], of: .text, isFinal: true)
    try server.close()

    let frames = sent(&server)
    #expect(
      frames.map(\.message) == [
        .text("ab"), nil, nil, nil, nil, .binary([1, 2, 3]),
        Message(opcode: .text, payload: [4]), nil,
      ])
    #expect(frames[0].record.payload == PayloadExtract([0x61, 0x61, 0x62, 0x62]))
    #expect(frames.allSatisfy { $0.failure == nil })
  }
}
