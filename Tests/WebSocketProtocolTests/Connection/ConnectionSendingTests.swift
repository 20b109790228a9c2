import TestSupport
import Testing

@testable import WebSocketProtocol

@Suite("Connection, sending")
struct ConnectionSendingTests {
  @Test("a client masks, a server does not: the frames of RFC 6455 §5.7")
  func hello() throws {
    var client = Connection(.client)
    try client.send(text: "Hello")
    #expect(
      client.takeBytesToSend()
        == [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58])
    var server = Connection(.server)
    try server.send(text: "Hello")
    #expect(server.takeBytesToSend() == [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f])
  }

  @Test("fragments, with a ping between: §5.7")
  func fragments() throws {
    var server = Connection(.server)
    try server.sendFragment([0x48, 0x65, 0x6c], of: .text, isFinal: false)
    try server.ping([9])
    #expect(throws: ConnectionMisuse.messageUnfinished) { try server.send(text: "no") }
    #expect(throws: ConnectionMisuse.messageUnfinished) {
      try server.sendFragment([], of: .binary, isFinal: true)
    }
    try server.sendFragment([0x6c, 0x6f], of: .text, isFinal: true)
    try server.send(binary: [1])
    #expect(
      server.takeBytesToSend() == [
        0x01, 0x03, 0x48, 0x65, 0x6c, 0x89, 0x01, 9, 0x80, 0x02, 0x6c, 0x6f, 0x82, 0x01, 1,
      ])
  }

  @Test(
    "the header at each boundary of the length",
    arguments: [
      (0, [0x82, 0]), (1, [0x82, 1]), (124, [0x82, 124]), (125, [0x82, 125]),
      (126, [0x82, 126, 0, 126]), (127, [0x82, 126, 0, 127]), (65_534, [0x82, 126, 0xff, 0xfe]),
      (65_535, [0x82, 126, 0xff, 0xff]), (65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
      (65_537, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 1]),
    ] as [(Int, [UInt8])])
  func boundaries(count: Int, header: [UInt8]) throws {
    let payload = [UInt8](repeating: 0x5a, count: count)
    var server = Connection(.server)
    try server.send(binary: payload)
    #expect(server.takeBytesToSend() == header + payload)
  }

  @Test("two buffers take turns")
  func buffers() throws {
    var server = Connection(.server)
    var buffer: [UInt8] = [1, 2, 3]
    try server.ping()
    server.takeBytesToSend(into: &buffer)
    #expect(buffer == [0x89, 0x00])
    try server.pong()
    server.takeBytesToSend(into: &buffer)
    #expect(buffer == [0x8a, 0x00])
    server.takeBytesToSend(into: &buffer)
    #expect(buffer.isEmpty)
  }

  @Test("each frame has a key of its own")
  func keys() throws {
    var client = Connection(role: .client, randomness: SeededGenerator(seed: 1))
    for _ in 0..<3 { try client.send(binary: [0, 0, 0, 0]) }
    let bytes = client.takeBytesToSend()
    #expect(Set([Array(bytes[2..<6]), Array(bytes[12..<16]), Array(bytes[22..<26])]).count == 3)
  }

  // MARK: Misuse

  @Test("misuse is refused, and changes nothing")
  func misuse() throws {
    var server = Connection(.server)
    #expect(throws: ConnectionMisuse.notAMessage(.ping)) {
      try server.sendFragment([], of: .ping, isFinal: true)
    }
    #expect(throws: ConnectionMisuse.controlPayloadTooLong(byteCount: 126)) {
      try server.ping([UInt8](repeating: 0, count: 126))
    }
    #expect(throws: ConnectionMisuse.close(.codeNotAllowed(.abnormalClosure))) {
      try server.close(code: .abnormalClosure)
    }
    #expect(throws: ConnectionMisuse.close(.reasonTooLong(byteCount: 124))) {
      try server.close(reason: String(repeating: "x", count: 124))
    }
    #expect(throws: ConnectionMisuse.close(.reasonWithoutCode)) {
      try server.close(code: nil, reason: "x")
    }
    #expect(server.byteCountToSend == 0)
    #expect(server.state == .open)
    try server.ping([UInt8](repeating: 0, count: 125))
  }

  @Test("nothing can be sent after a close frame")
  func afterClose() throws {
    var server = Connection(.server)
    try server.close(code: .goingAway, reason: "bye")
    #expect(server.takeBytesToSend() == [0x88, 0x05, 0x03, 0xe9, 0x62, 0x79, 0x65])
    #expect(throws: ConnectionMisuse.notOpen) { try server.send(text: "") }
    #expect(throws: ConnectionMisuse.notOpen) { try server.send(binary: []) }
    #expect(throws: ConnectionMisuse.notOpen) {
      try server.sendFragment([], of: .text, isFinal: true)
    }
    #expect(throws: ConnectionMisuse.notOpen) { try server.ping() }
    #expect(throws: ConnectionMisuse.notOpen) { try server.pong() }
    #expect(throws: ConnectionMisuse.notOpen) { try server.close() }
    #expect(server.byteCountToSend == 0)
  }
}
