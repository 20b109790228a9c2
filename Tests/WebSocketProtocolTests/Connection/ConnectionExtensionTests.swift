import Testing

@testable import WebSocketProtocol

/// What a doubled message breaks.
private let notDoubled = Rule(
  "test.not-doubled", section: "RFC 0 §1", .failConnection(.invalidPayloadData))

/// Owns RSV2; doubles each byte on the wire, and leaves empty messages alone.
struct Doubling: MessageExtension {
  var reservedBits: ReservedBits { .rsv2 }
  private var held: UInt8?

  mutating func transformOutgoing(
    _ message: Span<UInt8>, opcode: Opcode, appendingTo payload: inout [UInt8]
  ) throws(MessageExtensionError) -> ReservedBits {
    for index in message.indices { payload += [message[index], message[index]] }
    return message.isEmpty ? [] : .rsv2
  }

  mutating func transformIncoming(
    _ payload: Span<UInt8>, endsMessage: Bool, maximumByteCount: Int,
    appendingTo message: inout [UInt8]
  ) throws(MessageExtensionError) {
    for index in payload.indices {
      guard let first = held else {
        held = payload[index]
        continue
      }
      guard first == payload[index] else {
        throw .invalidData(notDoubled, Statement("test.not-doubled"), offset: index)
      }
      guard message.count < maximumByteCount else { throw .tooLarge }
      message.append(first)
      held = nil
    }
    if endsMessage, held != nil { throw .invalidData(notDoubled, Statement("test.half")) }
  }
}

@Suite("Connection, extension")
struct ConnectionExtensionTests {
  @Test("messages are transformed, control frames and fragments are not")
  func sending() throws {
    var server = Connection(.server, messageExtension: Doubling())
    try server.send(text: "ab")
    try server.send(binary: [])
    try server.ping([1])
    try server.sendFragment([1], of: .binary, isFinal: true)
    #expect(
      server.takeBytesToSend() == [
        0b1_010_0001, 0x04, 0x61, 0x61, 0x62, 0x62, 0x82, 0x00, 0x89, 0x01, 1, 0x82, 0x01, 1,
      ])
  }

  @Test("transformed and plain messages arrive, cut anywhere")
  func receiving() {
    let bytes =
      frame(.text, [0xe4, 0xe4, 0xbd], isFinal: false, bits: .rsv2) + frame(.ping)
      + frame(.continuation, [0xbd, 0xa0, 0xa0]) + frame(.text, [0x61])
    for cut in 0...bytes.count {
      var client = Connection(.client, messageExtension: Doubling())
      var events = client.events(receiving: Array(bytes[..<cut]))
      events += client.events(receiving: Array(bytes[cut...]))
      #expect(events == [.ping([]), .message(.text("你")), .message(.text("a"))], "cut at \(cut)")
    }
  }

  @Test(
    "what fails a transformed message",
    arguments: [
      // The header has 2 bytes; the bits are those of the byte that is wrong, or of the last one.
      (
        [1, 2],
        .violation(
          Finding(
            notDoubled, .broken, .frame(bits: 24..<32), Statement("test.not-doubled")))
      ),
      (
        [1],
        .violation(Finding(notDoubled, .broken, .frame(bits: 16..<24), Statement("test.half")))
      ),
      ([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], .messageTooLarge(limit: 4)),
    ] as [([UInt8], ConnectionFailure)])
  func failing(payload: [UInt8], failure: ConnectionFailure) {
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = 4
    var client = Connection(.client, messageExtension: Doubling(), settings: settings)
    let events = client.events(receiving: frame(.binary, payload, bits: .rsv2))
    #expect(events == [.failed(failure)])
  }

  @Test("the size limit is that of the message, not of its bytes on the wire")
  func size() {
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = 4
    var client = Connection(.client, messageExtension: Doubling(), settings: settings)
    let bytes = frame(.binary, [1, 1, 2, 2, 3, 3, 4, 4], bits: .rsv2)
    #expect(client.events(receiving: bytes) == [.message(.binary([1, 2, 3, 4]))])
  }

  @Test("transformed text is judged after it is transformed back")
  func text() {
    var client = Connection(.client, messageExtension: Doubling())
    let events = client.events(receiving: frame(.text, [0xff, 0xff], bits: .rsv2))
    guard case .failed(.violation(let violation)) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(violation.rule.id == "text.not-utf8")
  }

  @Test("bits that the extension does not own stay forbidden")
  func otherBits() {
    var client = Connection(.client, messageExtension: Doubling())
    let events = client.events(receiving: frame(.text, bits: .rsv1))
    guard case .failed(.violation(let violation)) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(violation.bits == 1..<2)
  }
}
