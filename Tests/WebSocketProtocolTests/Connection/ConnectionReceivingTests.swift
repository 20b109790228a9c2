import Testing

@testable import WebSocketProtocol

@Suite("Connection, receiving")
struct ConnectionReceivingTests {
  /// What a client may receive, and the events that follow.
  struct Stream: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var events: [ConnectionEvent]
    var answer: [UInt8] = []

    var testDescription: String { name }
  }

  static let streams: [Stream] = [
    Stream(
      name: "text, RFC 6455 §5.7", bytes: [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f],
      events: [.message(.text("Hello"))]),
    Stream(
      name: "two fragments, §5.7",
      bytes: [0x01, 0x03, 0x48, 0x65, 0x6c, 0x80, 0x02, 0x6c, 0x6f],
      events: [.message(.text("Hello"))]),
    Stream(
      name: "a ping between fragments cut inside a character",
      bytes: frame(.text, [0xe4, 0xbd], isFinal: false) + frame(.ping, [1, 2])
        + frame(.continuation, isFinal: false) + frame(.continuation, [0xa0]),
      events: [.ping([1, 2]), .message(.text("你"))], answer: frame(.pong, [1, 2], masked: true)),
    Stream(
      name: "empty messages",
      bytes: frame(.text) + frame(.binary) + frame(.text, isFinal: false) + frame(.continuation),
      events: [.message(.text("")), .message(.binary([])), .message(.text(""))]),
    Stream(
      name: "pongs nobody asked for", bytes: frame(.pong) + frame(.pong, [7]),
      events: [.pong([]), .pong([7])]),
    Stream(
      name: "a close frame, and what follows it",
      bytes: frame(.close, [0x03, 0xe8] + Array("bye".utf8)) + frame(.text, [0xff]) + [0xff],
      events: [.closeReceived(ClosePayload(code: .normalClosure, reason: "bye"))],
      answer: frame(.close, [0x03, 0xe8], masked: true)),
    Stream(
      name: "an empty close frame", bytes: frame(.binary, [9]) + frame(.close),
      events: [.message(.binary([9])), .closeReceived(ClosePayload())],
      answer: frame(.close, masked: true)),
    Stream(
      name: "300 bytes, then 66,000",
      bytes: frame(.binary, long(300)) + frame(.binary, long(66_000)),
      events: [.message(.binary(long(300))), .message(.binary(long(66_000)))]),
  ]

  static func long(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 / 3) }
  }

  @Test("all at once", arguments: streams)
  func coalesced(stream: Stream) {
    var client = Connection(.client)
    #expect(client.events(receiving: stream.bytes) == stream.events)
    #expect(client.takeBytesToSend() == stream.answer)
  }

  @Test("cut at every byte", arguments: streams)
  func cut(stream: Stream) {
    // Of a long stream, a sample: its headers, and some places in its payload.
    let step = max(1, stream.bytes.count / 100)
    let cuts = (0..<stream.bytes.count).filter { $0 < 320 || $0 % step == 0 }
    for cut in cuts {
      var client = Connection(.client)
      var events = client.events(receiving: Array(stream.bytes[..<cut]))
      events += client.events(receiving: Array(stream.bytes[cut...]))
      #expect(events == stream.events, "cut at \(cut)")
      #expect(client.takeBytesToSend() == stream.answer, "cut at \(cut)")
    }
  }

  @Test("byte by byte", arguments: streams)
  func byteByByte(stream: Stream) {
    var client = Connection(.client)
    var events: [ConnectionEvent] = []
    for byte in stream.bytes { events += client.events(receiving: [byte]) }
    #expect(events == stream.events)
    #expect(client.takeBytesToSend() == stream.answer)
  }

  @Test("bytes behind the handshake's head are the first frame's")
  func leftover() {
    var client = Connection(
      role: .client, leftover: [0x81, 0x01], randomness: ExampleKey())
    #expect(client.events(receiving: [0x61]) == [.message(.text("a"))])
  }

  @Test("masked frames from a client", arguments: [0, 1, 124, 125, 126, 127, 65_535, 65_536])
  func masked(count: Int) {
    let payload = Self.long(count)
    var server = Connection(.server)
    let bytes = frame(.binary, payload, masked: true)
    #expect(server.events(receiving: bytes) == [.message(.binary(payload))])
  }

  @Test("masked frames cut at every byte, and byte by byte")
  func maskedAndCut() {
    let payload = Self.long(130)
    let bytes =
      frame(.text, [0x61, 0x62], isFinal: false, masked: true)
      + frame(.ping, [1, 2, 3, 4, 5], masked: true) + frame(.continuation, [0x63], masked: true)
      + frame(.binary, payload, masked: true)
    let expected: [ConnectionEvent] = [
      .ping([1, 2, 3, 4, 5]), .message(.text("abc")), .message(.binary(payload)),
    ]
    for cut in bytes.indices {
      var server = Connection(.server)
      var events = server.events(receiving: Array(bytes[..<cut]))
      events += server.events(receiving: Array(bytes[cut...]))
      #expect(events == expected, "cut at \(cut)")
    }
    var server = Connection(.server)
    #expect(bytes.flatMap { server.events(receiving: [$0]) } == expected)
  }

  @Test("an idle connection keeps no memory of what it has read")
  func idle() {
    var client = Connection(.client)
    _ = client.events(receiving: frame(.binary, Self.long(70_000)))
    #expect(client.receiver.input.bytes.capacity == 0)
  }

  @Test("pongs can be left to the application")
  func noPong() {
    var settings = ConnectionSettings()
    settings.answersPings = false
    var client = Connection(.client, settings: settings)
    #expect(client.events(receiving: frame(.ping, [5])) == [.ping([5])])
    #expect(client.byteCountToSend == 0)
  }
}
