import PerMessageDeflate
import TestSupport
import Testing
import WebSocketProtocol

@Suite("A connection with permessage-deflate")
struct ConnectionTests {
  static func ends(
    _ response: DeflateResponse, limit: Int = 16 << 20
  ) -> (client: Connection, server: Connection) {
    let agreement = DeflateAgreement(response)
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = limit
    func end(_ role: Role) -> Connection {
      Connection(
        role: role, messageExtension: DeflateExtension(role: role, agreement: agreement),
        settings: settings, randomness: SeededGenerator(seed: 7692))
    }
    return (end(.client), end(.server))
  }

  static func events(_ connection: inout Connection) -> [ConnectionEvent] {
    var events: [ConnectionEvent] = []
    while let event = connection.nextEvent() { events.append(event) }
    return events
  }

  static let text = String(repeating: "The same words again. ", count: 40)

  @Test("Messages there and back, for every agreement")
  func roundTrips() throws {
    for bits in 8...15 {
      for noTakeover in [false, true] {
        var (client, server) = Self.ends(
          DeflateResponse(
            serverNoContextTakeover: noTakeover, clientNoContextTakeover: noTakeover,
            serverMaxWindowBits: max(bits, 9), clientMaxWindowBits: bits))
        for _ in 0..<3 {
          try client.send(text: Self.text)
          let sent = client.takeBytesToSend()
          #expect((sent.count < 200) == (bits > 8))
          server.receive(sent)
          #expect(Self.events(&server) == [.message(.text(Self.text))])
          try server.send(binary: Array(Self.text.utf8))
          let answer = server.takeBytesToSend()
          #expect(answer.count < 200)
          client.receive(answer)
          #expect(Self.events(&client) == [.message(.binary(Array(Self.text.utf8)))])
        }
      }
    }
  }

  @Test("From the offer to compressed frames, as the documentation of PermessageDeflate shows it")
  func fromTheHandshake() throws {
    let offers = [DeflateOffer(serverMaxWindowBits: 8), DeflateOffer()]
    let request = ClientRequest(
      host: "localhost", messageExtension: PermessageDeflate(offers: offers))
    var client = try ClientHandshake(request, key: SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ=="))

    var policy = ServerPolicy()
    policy.messageExtension = PermessageDeflate()
    var handshake = ServerHandshake(policy)
    guard case .accept(let accepted) = handshake.receive(client.requestBytes),
      case .open(let opened) = client.receive(accepted.response)
    else {
      Issue.record("no connection")
      return
    }
    #expect(
      opened.extensions.map(\.text) == [
        "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12"
      ])
    let ends = [accepted.agreedExtension, opened.agreedExtension].map {
      ($0?.messageExtension as? DeflateExtension)?.agreement
    }
    #expect(ends[0] != nil && ends[0] == ends[1])
    #expect(ends[0]?.client == DeflateDirection(windowBits: 12))

    var sender = Connection(opened, randomness: SystemRandomNumberGenerator())
    var receiver = Connection(accepted, randomness: SystemRandomNumberGenerator())
    try sender.send(text: Self.text)
    let bytes = sender.takeBytesToSend()
    #expect(bytes.count < 100)
    receiver.receive(bytes)
    #expect(Self.events(&receiver) == [.message(.text(Self.text))])
  }

  @Test("An answer that breaks a rule opens no connection")
  func wrongAnswer() throws {
    let request = ClientRequest(host: "localhost", messageExtension: PermessageDeflate())
    var client = try ClientHandshake(request, key: SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ=="))
    let answer =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
      + "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\r\n\r\n"
    guard case .fail(let failure) = client.receive(Array(answer.utf8)) else {
      Issue.record("not failed")
      return
    }
    #expect(failure.violation.rule.id == "handshake.extension-parameters")
    // An observer that has not seen the request comes to the same verdict.
    let report = HandshakeReport(
      judgingResponse: HTTPHead(parsing: Array(answer.utf8)),
      messageExtension: PermessageDeflate())
    #expect(report.violations.map(\.statement) == [failure.violation.statement])
  }

  /// RFC 7692 §7.2.3.1: "Hello" in two frames, here with a ping between them, then one in plain.
  static let mixed =
    bytes("41 03 f2 48 cd") + bytes("89 00") + bytes("80 04 c9 c9 07 00")
    + bytes("81 05 48 65 6c 6c 6f") + bytes("c1 05 f2 00 11 00 00")

  @Test("Fragments, control frames between, uncompressed messages: cut at every byte")
  func cuts() {
    let hello = ConnectionEvent.message(.text("Hello"))
    for cut in 0...Self.mixed.count {
      var client = Self.ends(DeflateResponse()).client
      client.receive(Array(Self.mixed[..<cut]))
      var events = Self.events(&client)
      client.receive(Array(Self.mixed[cut...]))
      events += Self.events(&client)
      #expect(events == [.ping([]), hello, hello, hello])
    }
  }

  static func failure(_ frames: [UInt8], limit: Int = 1000) -> CloseCode? {
    var client = ends(DeflateResponse(), limit: limit).client
    client.receive(frames)
    for case .failed(let failure) in events(&client) { return failure.closeCode }
    return nil
  }

  @Test("Failures have their close codes")
  func failures() throws {
    // More than the limit, from few bytes.
    var (client, server) = Self.ends(DeflateResponse())
    try server.send(binary: [UInt8](repeating: 0, count: 1001))
    let bomb = server.takeBytesToSend()
    #expect(bomb.count < 50)
    #expect(Self.failure(bomb) == .messageTooBig)
    #expect(Self.failure(bomb, limit: 1001) == nil)
    client.receive(bomb)
    #expect(Self.events(&client).count == 1)
    // No DEFLATE data; data that ends too early.
    #expect(Self.failure(bytes("c1 01 07")) == .invalidPayloadData)
    #expect(Self.failure(bytes("c1 03 f2 48 cd")) == .invalidPayloadData)
    // Compressed, but no UTF-8: a stored block of ff.
    #expect(Self.failure(bytes("c1 07 00 01 00 fe ff ff 00")) == .invalidPayloadData)
    // RSV1 on a continuation, RSV1 on a control frame, RSV2.
    #expect(Self.failure(bytes("41 03 f2 48 cd c0 04 c9 c9 07 00")) == .protocolError)
    #expect(Self.failure(bytes("c9 00")) == .protocolError)
    #expect(Self.failure(bytes("a1 00")) == .protocolError)
  }
}
