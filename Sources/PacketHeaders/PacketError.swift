/// Why no TCP payload was found in a packet.
package enum PacketError: Error, Equatable {
  /// A header of this layer does not end within the bytes that were captured.
  case truncated(PacketLayer)
  /// A field of this layer's header contradicts the layer, such as version 5 in IPv4.
  case malformed(PacketLayer)
  /// The link layer does not carry IP; the value is its EtherType or address family.
  case notIP(UInt32)
  /// IP does not carry TCP, which is protocol 6; the value is the protocol number.
  case notTCP(UInt8)
  /// The packet is a fragment of a larger IP packet, so the TCP segment is incomplete.
  case fragment
}

/// The layers whose headers come before a TCP payload.
package enum PacketLayer: Sendable {
  /// Ethernet and other link layers.
  case link
  /// IPv4 or IPv6.
  case ip
  /// TCP.
  case tcp
}

/// Reads big-endian fields.
extension Span where Element == UInt8 {
  /// Checks that a header of `layer` that ends at `end` was captured whole.
  func require(upTo end: Int, _ layer: PacketLayer) throws(PacketError) {
    guard end <= count else { throw .truncated(layer) }
  }

  /// The 16-bit field at `offset`; `require` must have been called for it.
  func field16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
  }

  /// The 32-bit field at `offset`; `require` must have been called for it.
  func field32(at offset: Int) -> UInt32 {
    UInt32(field16(at: offset)) << 16 | UInt32(field16(at: offset + 2))
  }

  /// The 64-bit field at `offset`; `require` must have been called for it.
  func field64(at offset: Int) -> UInt64 {
    UInt64(field32(at: offset)) << 32 | UInt64(field32(at: offset + 4))
  }
}
