/// Why no TCP payload was found in a packet.
package enum PacketError: Error, Equatable {
  /// A header of this layer reaches beyond the bytes that were captured.
  case truncated(PacketLayer)
  /// A field of this layer's header contradicts the layer, such as version 5 in IPv4.
  case malformed(PacketLayer)
  /// The link layer carries something other than IP; its EtherType or address family.
  case notIP(UInt32)
  /// IP carries something other than TCP; its protocol number (6 would be TCP).
  case notTCP(UInt8)
  /// One fragment of a larger IP packet: the TCP segment is not whole.
  case fragment
}

/// The layers that stand in front of a TCP payload.
package enum PacketLayer: Sendable {
  case link
  case ip
  case tcp
}

/// Reads big-endian fields, and never beyond the end.
extension Span where Element == UInt8 {
  /// The header of `layer` reaches up to `end`, so as many bytes must be there.
  func require(upTo end: Int, _ layer: PacketLayer) throws(PacketError) {
    guard end <= count else { throw .truncated(layer) }
  }

  /// The 16-bit field at `offset`, which must have been required before.
  func field16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
  }

  /// The 32-bit field at `offset`, which must have been required before.
  func field32(at offset: Int) -> UInt32 {
    UInt32(field16(at: offset)) << 16 | UInt32(field16(at: offset + 2))
  }

  /// The 64-bit field at `offset`, which must have been required before.
  func field64(at offset: Int) -> UInt64 {
    UInt64(field32(at: offset)) << 32 | UInt64(field32(at: offset + 4))
  }
}
