import Testing

@testable import WebSocketProtocol

@Suite("Connection, failing")
struct ConnectionFailureTests {
  static let broken: [(bytes: [UInt8], rule: String, closeCode: UInt16)] = [
    ([0xc1, 0x00], "frame.rsv-not-negotiated", 1002),
    ([0x83, 0x00], "frame.opcode-reserved", 1002),
    ([0x8b, 0x00], "frame.opcode-reserved", 1002),
    ([0x09, 0x00], "frame.control-fragmented", 1002),
    ([0x89, 0x7e, 0x00, 0x7e], "frame.control-too-long", 1002),
    ([0x81, 0x7e, 0x00, 0x01], "frame.length-not-minimal", 1002),
    ([0x82, 0x7f, 0x80, 0, 0, 0, 0, 0, 0, 0], "frame.length-high-bit", 1002),
    ([0x81, 0x80, 1, 2, 3, 4], "mask.server-masked", 1002),
    ([0x80, 0x00], "message.continuation-without-start", 1002),
    ([0x01, 0x00, 0x81, 0x00], "message.interrupted", 1002),
    ([0x81, 0x01, 0xff], "text.not-utf8", 1007),
    ([0x81, 0x02, 0xe4, 0xbd], "text.not-utf8", 1007),
    ([0x01, 0x02, 0xe4, 0xbd, 0x80, 0x00], "text.not-utf8", 1007),
    ([0x88, 0x01, 0x03], "close.one-byte", 1002),
    ([0x88, 0x02, 0x03, 0xee], "close.code-not-allowed", 1002),
    ([0x88, 0x03, 0x03, 0xe8, 0xff], "close.reason-not-utf8", 1007),
  ]

  @Test(
    "the first violation fails the connection, and nothing is read after it", arguments: broken)
  func fails(bytes: [UInt8], rule: String, closeCode: UInt16) throws {
    var client = Connection(.client)
    let events = client.events(receiving: bytes + frame(.text, Array("too late".utf8)))
    guard case .failed(.violation(let violation)) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(events.count == 1)
    #expect(violation.rule.id == rule)
    let close = try #require(sentClose(&client, masked: true))
    #expect(close.code?.rawValue == closeCode)
    #expect(close.reason == "\(rule) (\(violation.rule.fullCitation))")
    #expect(client.closesStream)

    #expect(client.events(receiving: frame(.text)).isEmpty)
    client.receiveEndOfStream()
    #expect(client.allEvents() == [.ended(ConnectionEnd(cause: .failed(.violation(violation))))])
    #expect(client.nextEvent() == nil)
  }

  @Test("the reason is whatever the caller writes, cut to what fits, and language-free without it")
  func reasonOfFailure() throws {
    var client = Connection(
      role: .client, reasonOfFailure: { "\($0.rule.id): " + String(repeating: "你", count: 60) },
      randomness: ExampleKey())
    _ = client.events(receiving: [0x83, 0x00])
    let close = try #require(sentClose(&client, masked: true))
    // 23 bytes and 33 characters of 3 bytes are 122; one more would be 125.
    #expect(close.reason == "frame.opcode-reserved: " + String(repeating: "你", count: 33))
    #expect(close.code == .protocolError)
  }

  @Test("a server fails a client that does not mask")
  func unmasked() throws {
    var server = Connection(.server)
    let events = server.events(receiving: frame(.text))
    guard case .failed(.violation(let violation)) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(violation.rule.id == "mask.client-unmasked")
    #expect(try #require(sentClose(&server, masked: false)).code == .protocolError)
  }

  @Test("text that is not UTF-8 fails before its frame has ended")
  func failsFast() {
    var client = Connection(.client)
    #expect(client.events(receiving: [0x81, 0x7f, 0, 0, 0, 0, 0, 0x10, 0, 0, 0x61]).isEmpty)
    let events = client.events(receiving: [0xff])
    guard case .failed(.violation(let violation)) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(violation.bits == 88..<96)  // header of 10 bytes, payload byte 1
  }

  // MARK: Limits

  @Test("a message of the largest size is taken, one byte more is not")
  func messageSize() throws {
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = 4
    let tooLarge = [ConnectionEvent.failed(.messageTooLarge(limit: 4))]

    var client = Connection(.client, settings: settings)
    let four = frame(.binary, [1, 2], isFinal: false) + frame(.continuation, [3, 4])
    #expect(client.events(receiving: four) == [.message(.binary([1, 2, 3, 4]))])
    // The header alone tells.
    #expect(client.events(receiving: [0x82, 0x05]) == tooLarge)
    #expect(try #require(sentClose(&client, masked: true)).code == .messageTooBig)

    client = Connection(.client, settings: settings)
    let five = frame(.binary, [1, 2], isFinal: false) + frame(.continuation, [3, 4, 5])
    #expect(client.events(receiving: five) == tooLarge)
  }

  @Test("the number of fragments is limited, empty ones included")
  func fragments() throws {
    var settings = ConnectionSettings()
    settings.maximumFragmentCount = 3
    var client = Connection(.client, settings: settings)
    let two = frame(.text, isFinal: false) + frame(.continuation, isFinal: false)
    #expect(client.events(receiving: two + frame(.continuation)) == [.message(.text(""))])
    #expect(
      client.events(receiving: two + frame(.continuation, isFinal: false) + frame(.continuation))
        == [.failed(.tooManyFragments(limit: 3))])
    #expect(try #require(sentClose(&client, masked: true)).code == .messageTooBig)
  }

  @Test("the default takes 65,536 fragments with an empty one behind them")
  func defaultFragmentLimit() {
    var client = Connection(.client)
    var bytes = frame(.binary, [0x2a], isFinal: false)
    let next = frame(.continuation, [0x2a], isFinal: false)
    for _ in 1..<65_536 { bytes += next }
    let whole = [UInt8](repeating: 0x2a, count: 65_536)
    #expect(client.events(receiving: bytes + frame(.continuation)) == [.message(.binary(whole))])
  }

  @Test("a declared length of 2^63−1 fails, or where it is allowed reserves no memory")
  func declaredLength() throws {
    let header: [UInt8] = [0x82, 0x7f, 0x7f, 255, 255, 255, 255, 255, 255, 255]
    var client = Connection(.client)
    #expect(
      client.events(receiving: header) == [.failed(.messageTooLarge(limit: 16_777_216))])

    var assembler = MessageAssembler(maximumByteCount: .max, maximumFrameCount: 1)
    guard case .header(let parsed) = FrameHeader.parse(header) else { return }
    var none: (any MessageExtension)?
    try assembler.begin(parsed)
    try assembler.receive([1, 2, 3].span, transform: &none)
    #expect(assembler.reservedByteCount < 1024)

    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = .max
    client = Connection(.client, settings: settings)
    #expect(client.events(receiving: header + [1, 2, 3]).isEmpty)
    client.receiveEndOfStream()
    #expect(
      client.allEvents() == [.ended(ConnectionEnd(cause: .noCloseFrame(insideFrame: true)))])
  }

  @Test("two fragments whose lengths add up to more than 2^64 are refused")
  func overflow() {
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = .max
    var client = Connection(.client, settings: settings)
    let events = client.events(
      receiving: [0x02, 0x01, 0x00] + [0x80, 0x7f, 0x7f, 255, 255, 255, 255, 255, 255, 255])
    #expect(events == [.failed(.messageTooLarge(limit: .max))])
  }

  /// The close frame that was sent, read by hand: two bytes of header, perhaps a key, the payload.
  private func sentClose(_ connection: inout Connection, masked: Bool) -> ClosePayload? {
    let bytes = connection.takeBytesToSend()
    let key: [UInt8] = masked ? [0x37, 0xfa, 0x21, 0x3d] : [0, 0, 0, 0]
    let start = masked ? 6 : 2
    guard bytes.count >= start, bytes[0] == 0x88 else { return nil }
    #expect(bytes[1] == UInt8(bytes.count - start) | (masked ? 0x80 : 0))
    let payload = bytes[start...].enumerated().map { $1 ^ key[$0 % 4] }
    return ClosePayload(parsing: payload.span)
  }
}
