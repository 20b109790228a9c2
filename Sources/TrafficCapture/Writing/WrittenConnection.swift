import PacketHeaders

/// Makes the packets of a TCP connection from the bytes of its two directions.
///
/// A program between two ends, such as a tap, sees bytes and not packets. Sequence numbers begin at
/// 0, and the handshake and acknowledgments are those of a network that does not lose packets.
package struct WrittenConnection {
  private let ends: [Endpoint]
  private var sent: [UInt32] = [0, 0]
  private var hasEnded = [false, false]

  /// Small enough for an IP packet, and large enough for a capture that is easy to read.
  private static let segmentByteCount = 16_384

  /// A connection between two ends with addresses of the same IP version; the first opens it.
  package init(from first: Endpoint, to second: Endpoint) {
    ends = [first, second]
  }

  /// The packets of the TCP handshake.
  package mutating func open() -> [[UInt8]] {
    let syn = packet(from: .first, .syn)
    sent[0] = 1
    let answer = packet(from: .second, [.syn, .ack])
    sent[1] = 1
    return [syn, answer, packet(from: .first, .ack)]
  }

  /// The packets of data from one side.
  package mutating func send(_ bytes: [UInt8], from side: Side) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: Self.segmentByteCount).map { start in
      let piece = Array(bytes[start..<min(bytes.count, start + Self.segmentByteCount)])
      let made = packet(from: side, [.psh, .ack], piece)
      sent[side.rawValue] &+= UInt32(truncatingIfNeeded: piece.count)
      return made
    }
  }

  /// The packets that end one direction; empty if it has ended before.
  package mutating func end(_ side: Side) -> [[UInt8]] {
    guard !hasEnded[side.rawValue] else { return [] }
    hasEnded[side.rawValue] = true
    let fin = packet(from: side, [.fin, .ack])
    sent[side.rawValue] &+= 1
    return [fin, packet(from: side.other, .ack)]
  }

  /// The packet with which one side resets the connection.
  package func reset(_ side: Side) -> [[UInt8]] {
    [packet(from: side, [.rst, .ack])]
  }

  private func packet(
    from side: Side, _ flags: TCPHeader.Flags, _ payload: [UInt8] = []
  ) -> [UInt8] {
    TCPPacket.bytes(
      from: ends[side.rawValue], to: ends[side.other.rawValue],
      sequenceNumber: sent[side.rawValue],
      // Only the first packet has no acknowledgment.
      acknowledgmentNumber: flags.contains(.ack) ? sent[side.other.rawValue] : 0, flags: flags,
      payload: payload, isFromFirst: side == .first)
  }
}
