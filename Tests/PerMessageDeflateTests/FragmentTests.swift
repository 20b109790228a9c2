import PerMessageDeflate
import TestSupport
import Testing
import WebSocketProtocol

/// Compressed messages sent in fragments, RFC 7692 §6.1.
@Suite("Fragments with permessage-deflate")
struct FragmentTests {
  /// The parts of some messages, with every place for an empty one.
  static let messages: [[String]] = [
    ["a", "b", "c"], ["Hello"], ["Hel", "lo"], ["", "Hello"], ["Hello", ""], ["Hel", "", "lo"],
    [""], ["", "", ""], [ConnectionTests.text, ConnectionTests.text, "", ConnectionTests.text],
  ]

  /// Reads what was sent as frames: opcode, FIN, reserved bits, payload length.
  static func headers(_ bytes: [UInt8]) -> [FrameHeader] {
    var headers: [FrameHeader] = []
    var position = 0
    while case .header(let header) = FrameHeader.parse(bytes.span, at: position) {
      headers.append(header)
      position += header.byteCount + Int(header.payloadLength)
    }
    return headers
  }

  @Test("RSV1 is 1 in the first frame only, for any parts", arguments: messages)
  func frames(parts: [String]) throws {
    var server = ConnectionTests.ends(DeflateResponse()).server
    for (index, part) in parts.enumerated() {
      try server.sendFragment(Array(part.utf8), of: .text, isFinal: index == parts.count - 1)
    }
    let headers = Self.headers(server.takeBytesToSend())
    #expect(headers.count == parts.count)
    for (index, header) in headers.enumerated() {
      #expect(header.opcode == (index == 0 ? .text : .continuation))
      #expect(header.reservedBits == (index == 0 ? .rsv1 : []))
      #expect(header.isFinal == (index == parts.count - 1))
    }
  }

  @Test("What is sent arrives, for every agreement; pings and whole messages between")
  func roundTrips() throws {
    for bits in 8...15 {
      for noTakeover in [false, true] {
        var (client, server) = ConnectionTests.ends(
          DeflateResponse(
            serverNoContextTakeover: noTakeover, clientNoContextTakeover: noTakeover,
            serverMaxWindowBits: max(bits, 9), clientMaxWindowBits: bits))
        for parts in Self.messages + Self.messages {
          for (index, part) in parts.enumerated() {
            try client.sendFragment(Array(part.utf8), of: .text, isFinal: index == parts.count - 1)
            try client.ping()
          }
          // Long enough to refer to the message before, where that is not forgotten.
          try client.send(text: ConnectionTests.text)
          let sent = client.takeBytesToSend()
          #expect(Self.headers(sent).first?.reservedBits == (bits > 8 ? .rsv1 : []))
          server.receive(sent)
          let messages = ConnectionTests.events(&server).filter { $0 != .ping([]) }
          #expect(
            messages == [.message(.text(parts.joined())), .message(.text(ConnectionTests.text))])
          _ = server.takeBytesToSend()
        }
      }
    }
  }

  @Test("The message ends as §7.2.1 says, also where the last part is empty", arguments: messages)
  func ending(parts: [String]) throws {
    var deflater = Deflater()
    var inflater = Inflater()
    var payload: [UInt8] = []
    for (index, part) in parts.enumerated() {
      let isFinal = index == parts.count - 1
      #expect(
        deflater.deflateFragment(Array(part.utf8).span, isFinal: isFinal, appendingTo: &payload))
    }
    var message: [UInt8] = []
    try inflater.inflate(payload.span, appendingTo: &message)
    #expect(try inflater.endMessage(appendingTo: &message) == .emptyBlock)
    #expect(message == Array(parts.joined().utf8))
  }

  /// §7.2.3.5 shows two blocks in one message, which is what a fragment each makes.
  @Test("The RFC's own bytes")
  func rfcExample() throws {
    var (client, server) = ConnectionTests.ends(DeflateResponse())
    try server.sendFragment(Array("He".utf8), of: .text, isFinal: false)
    try server.sendFragment(Array("llo".utf8), of: .text, isFinal: true)
    let sent = server.takeBytesToSend()
    #expect(sent == bytes("41 08 f2 48 05 00 00 00 ff ff") + bytes("80 05 ca c9 c9 07 00"))
    client.receive(sent)
    #expect(ConnectionTests.events(&client) == [.message(.text("Hello"))])
  }

  @Test("Each frame can be inflated before the next one comes")
  func nothingIsHeldBack() throws {
    var deflater = Deflater()
    var inflater = Inflater()
    var message: [UInt8] = []
    var expected = ""
    for (part, isFinal) in [("The same words. ", false), ("The same words. ", false), ("!", true)] {
      var payload: [UInt8] = []
      #expect(
        deflater.deflateFragment(Array(part.utf8).span, isFinal: isFinal, appendingTo: &payload))
      try inflater.inflate(payload.span, appendingTo: &message)
      expected += part
      #expect(message == Array(expected.utf8))
    }
    try inflater.endMessage(appendingTo: &message)
    #expect(message == Array(expected.utf8))
  }
}
