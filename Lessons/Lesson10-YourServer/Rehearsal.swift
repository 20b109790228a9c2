import WebSocketProtocol

/// A short talk between a client and the server, without a socket.
struct Rehearsal: Sendable {
  /// What it shows.
  var title: String
  /// What the client sends after its request, in these pieces.
  var pieces: [[UInt8]]
  /// What the client must see after that, in order.
  var wanted: [String]
  /// Whether the request and all that follows come one byte at a time.
  var isSlow = false
  /// Whether the request and all that follows come at once.
  var isTogether = false

  /// The client's request.
  static let request = ClientRequest(host: "localhost", subprotocols: ["talk", "echo"])
  private static let key = "dGhlIHNhbXBsZSBub25jZQ=="

  /// Plays it on a server of these functions; returns what the client sees.
  func play(
    on functions: ServerFunctions, tell: (Conversation.Event) -> Void = { _ in }
  ) throws -> [String] {
    var client = Client(try ClientHandshake(Self.request, key: try SecWebSocketKey(Self.key)))
    let bytes = [client.handshake.requestBytes] + pieces
    let together = bytes.flatMap { $0 }
    let sends = isSlow ? together.map { [$0] } : isTogether ? [together] : bytes
    withoutActuallyEscaping(tell) { tell in
      let conversation = Conversation(functions) { event in
        tell(event)
        if case .sends(_, let bytes) = event { client.receive(bytes) }
        if case .isOver = event { client.seen.append("the end") }
      }
      for piece in sends { conversation.receive(piece) }
    }
    return client.seen
  }
}

/// A client that notes what it sees, in words.
private struct Client {
  var handshake: ClientHandshake
  private var connection: Connection?
  var seen: [String] = []

  init(_ handshake: ClientHandshake) { self.handshake = handshake }

  mutating func receive(_ bytes: [UInt8]) {
    if connection != nil {
      connection?.receive(bytes)
    } else {
      switch handshake.receive(bytes) {
      case .open(let opened):
        seen.append("open, subprotocol \(opened.subprotocol ?? "none")")
        connection = Connection(opened, randomness: SystemRandomNumberGenerator())
      case .fail(let failure): seen.append("no connection: \(failure.violation.rule.id)")
      case .needMoreBytes, .alreadyOver: break
      }
    }
    while let event = connection?.nextEvent() { note(event) }
  }

  private mutating func note(_ event: ConnectionEvent) {
    switch event {
    case .message(let message):
      if let text = message.text, text.count < 60 {
        seen.append("text \"\(text)\"")
      } else {
        seen.append("\(message.opcode.name) of \(message.payload.count) bytes")
      }
    case .pong(let payload): seen.append("pong \"\(String(decoding: payload, as: UTF8.self))\"")
    case .closeReceived(let close): seen.append("close \(close.code?.rawValue ?? 1005)")
    case .failed(let failure): seen.append("a broken rule: \(failure)")
    case .ping, .ended, .frameReceived, .frameSent: break
    }
  }
}

// MARK: - The talks of a check

extension Rehearsal {
  /// A frame of the client, under a key that is always the same.
  static func frame(
    _ opcode: Opcode, _ payload: some Sequence<UInt8>, isFinal: Bool = true,
    reservedBits: ReservedBits = []
  ) -> [UInt8] {
    var payload = Array(payload)
    let key = MaskingKey(rawValue: 0x37fa_213d)
    let header = FrameHeader(
      isFinal: isFinal, reservedBits: reservedBits, opcode: opcode, maskingKey: key,
      payloadLength: UInt64(payload.count))
    key.apply(to: &payload)
    return header.bytes + payload
  }

  private static let opened = "open, subprotocol echo"
  private static let greeting = "Hello 👋"
  /// A text in three fragments, cut inside two characters, with a ping in between.
  static let fragments: [[UInt8]] = {
    let bytes = Array("Grüße 👋".utf8)
    return [
      frame(.text, bytes[..<3], isFinal: false),
      frame(.continuation, bytes[3..<10], isFinal: false),
      frame(.ping, "still there?".utf8), frame(.continuation, bytes[10...]),
    ]
  }()

  /// Enough to use each of the functions.
  static let all: [Rehearsal] = [
    Rehearsal(
      title: "a text comes back", pieces: [frame(.text, greeting.utf8)],
      wanted: [opened, "text \"\(greeting)\""]),
    Rehearsal(
      title: "70,000 bytes come back",
      pieces: [frame(.binary, (0..<70_000).map { UInt8(truncatingIfNeeded: $0) })],
      wanted: [opened, "binary of 70000 bytes"]),
    Rehearsal(
      title: "a ping between fragments is answered at once", pieces: fragments,
      wanted: [opened, "pong \"still there?\"", "text \"Grüße 👋\""]),
    Rehearsal(
      title: "one byte at a time", pieces: fragments,
      wanted: [opened, "pong \"still there?\"", "text \"Grüße 👋\""], isSlow: true),
    Rehearsal(
      title: "all at once", pieces: fragments,
      wanted: [opened, "pong \"still there?\"", "text \"Grüße 👋\""], isTogether: true),
    Rehearsal(
      title: "a text that is not UTF-8 is refused", pieces: [frame(.text, [0x48, 0xff])],
      wanted: [opened, "close 1007", "the end"]),
    Rehearsal(
      title: "a reserved bit is refused",
      pieces: [frame(.text, greeting.utf8, reservedBits: .rsv1)],
      wanted: [opened, "close 1002", "the end"]),
    Rehearsal(
      title: "a continuation of nothing is refused", pieces: [frame(.continuation, [])],
      wanted: [opened, "close 1002", "the end"]),
    Rehearsal(
      title: "the client's close is answered",
      pieces: [frame(.close, ClosePayload(code: CloseCode(rawValue: 4001), reason: "bye").bytes)],
      wanted: [opened, "close 4001", "the end"]),
  ]
}
