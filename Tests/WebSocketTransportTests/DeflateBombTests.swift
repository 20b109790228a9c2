import PerMessageDeflate
import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// A few bytes that inflate to very many, sent to a server that runs.
@Suite struct DeflateBombTests {
  /// 64 MiB of zeros as one block of RFC 1951 §3.2.6, written bit by bit.
  ///
  /// A literal, then the longest match again and again: 258 bytes for 13 bits.
  private static let bomb: [UInt8] = {
    var bits = BitString()
    bits.append("1 10")  // BFINAL 1; BTYPE 01, its lowest bit first
    bits.append("00110000")  // literal 0
    for _ in 0..<(64 << 20) / 258 {
      bits.append("11000101")  // length 258
      bits.append("00000")  // distance 1
    }
    bits.append("0000000")  // end of block
    return bits.bytes
  }()

  /// How much a message may hold, inflated.
  private static let limit = 1 << 20

  @Test(arguments: EventLoop.Backend.allCases, [false, true])
  func aBombFailsTheConnectionBeforeItIsInflated(
    _ backend: EventLoop.Backend, _ fragmented: Bool
  ) throws {
    var policy = ServerPolicy()
    policy.messageExtension = PermessageDeflate()
    let test = try ServerUnderTest(backend, policy: policy) { $0.messageByteCount = Self.limit }
    var end: WebSocketEnd?
    test.server.handlers.closed = { end = $1 }
    let peer = try test.peer()
    try peer.send(
      TestPeer.request(headers: "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
    #expect(try peer.receiveHead().contains("permessage-deflate"))

    let stream =
      fragmented
      ? clientFrame(0x42, Array(Self.bomb.prefix(100)))  // RSV1 and binary, not final
        + clientFrame(0x80, Array(Self.bomb.dropFirst(100)))
      : clientFrame(0xc2, Self.bomb)
    var sent = 0
    while sent < stream.count, peer.received.isEmpty {
      let end = min(sent + 1000, stream.count)
      try peer.send(Array(stream[sent..<end]))
      sent = end
      test.loop.turn(atMost: .milliseconds(1))
      peer.takeArrivals()
    }
    // The server cannot have inflated what was not sent. It reaches the limit after a sixty-fourth of
    // the data; the rest may have been in the system's buffers by then.
    #expect(sent < stream.count / 4)
    let close = try peer.receive(4)
    #expect(close.first == 0x88)
    #expect(close.dropFirst(2) == [0x03, 0xf1])  // 1009
    peer.close()
    try test.loop.turn(until: "the connection is over") { end != nil }
    #expect(test.server.connections.isEmpty)
  }
}

/// Bits in the order of RFC 1951 §3.1.1: each byte is filled from its lowest bit on.
private struct BitString {
  private(set) var bytes: [UInt8] = []
  private var count = 0

  /// Appends bits that are written as they are sent, from left to right.
  mutating func append(_ bits: String) {
    for bit in bits.utf8 where bit != UInt8(ascii: " ") {
      if count % 8 == 0 { bytes.append(0) }
      if bit == UInt8(ascii: "1") { bytes[bytes.count - 1] |= 1 << UInt8(count % 8) }
      count += 1
    }
  }
}
