/// The header of an IPv4 packet (RFC 791), or of an IPv6 packet with its extension headers
/// (RFC 8200).
package struct IPHeader: Equatable, Sendable {
  /// What is known of the checksum of the header.
  package enum Checksum: Sendable {
    /// It is right.
    case right
    /// It is wrong.
    case wrong
    /// The field is zero, because the network card fills it in after the capture.
    case notFilledIn
    /// IPv6 has no header checksum.
    case absent
  }

  /// The version of IP: 4 or 6.
  package let version: UInt8
  /// The address of the sender.
  package let source: IPAddress
  /// The address of the receiver.
  package let destination: IPAddress
  /// The number of the protocol that the packet carries; 6 is TCP.
  package let protocolNumber: UInt8
  /// How many more routers may forward the packet.
  package let hopLimit: UInt8
  /// Whether the checksum of the header is right.
  package let checksum: Checksum
  /// Where the header is, including extension headers.
  package let range: Range<Int>
  /// Where the packet ends by its own length; after the last byte if the capture cut it off.
  package let end: Int

  /// Reads the header that begins at `start`.
  ///
  /// - Throws: `PacketError` if the header is incomplete or malformed, or of a fragment.
  package static func parse(
    _ packet: Span<UInt8>, at start: Int
  ) throws(PacketError) -> IPHeader {
    try packet.require(upTo: start + 1, .ip)
    switch packet[start] >> 4 {
    case 4: return try parseVersion4(packet, at: start)
    case 6: return try parseVersion6(packet, at: start)
    default: throw .malformed(.ip)
    }
  }

  private static func parseVersion4(
    _ packet: Span<UInt8>, at start: Int
  ) throws(PacketError) -> IPHeader {
    try packet.require(upTo: start + 20, .ip)
    let length = Int(packet[start] & 0x0F) * 4
    guard length >= 20 else { throw .malformed(.ip) }
    try packet.require(upTo: start + length, .ip)

    // The total length is zero in a capture if the network card splits the packet later.
    let totalLength = Int(packet.field16(at: start + 2))
    let end = totalLength == 0 ? packet.count : start + totalLength
    guard end >= start + length else { throw .malformed(.ip) }

    let moreFragments = packet.field16(at: start + 6) & 0x2000 != 0
    let fragmentOffset = packet.field16(at: start + 6) & 0x1FFF
    guard !moreFragments, fragmentOffset == 0 else { throw .fragment }

    let checksum: Checksum =
      packet.field16(at: start + 10) == 0
      ? .notFilledIn : (internetChecksum(of: packet, start..<start + length) == 0 ? .right : .wrong)
    return IPHeader(
      version: 4,
      source: .v4(packet.field32(at: start + 12)),
      destination: .v4(packet.field32(at: start + 16)),
      protocolNumber: packet[start + 9], hopLimit: packet[start + 8], checksum: checksum,
      range: start..<start + length, end: end)
  }

  private static func parseVersion6(
    _ packet: Span<UInt8>, at start: Int
  ) throws(PacketError) -> IPHeader {
    try packet.require(upTo: start + 40, .ip)
    let end = start + 40 + Int(packet.field16(at: start + 4))
    var next = packet[start + 6]
    var position = start + 40
    while let length = try extensionLength(packet, next, at: position) {
      next = packet[position]
      position += length
      guard position <= end else { throw .malformed(.ip) }
      try packet.require(upTo: position, .ip)
    }
    return IPHeader(
      version: 6,
      source: .v6(high: packet.field64(at: start + 8), low: packet.field64(at: start + 16)),
      destination: .v6(high: packet.field64(at: start + 24), low: packet.field64(at: start + 32)),
      protocolNumber: next, hopLimit: packet[start + 7], checksum: .absent,
      range: start..<position, end: end)
  }

  /// The length in bytes of the extension header `number`; nil if it is not an extension header.
  private static func extensionLength(
    _ packet: Span<UInt8>, _ number: UInt8, at position: Int
  ) throws(PacketError) -> Int? {
    switch number {
    // Hop-by-hop options, routing, destination options, mobility, HIP, shim6.
    case 0, 43, 60, 135, 139, 140:
      try packet.require(upTo: position + 2, .ip)
      return (Int(packet[position + 1]) + 1) * 8
    case 44:
      try packet.require(upTo: position + 8, .ip)
      // An "atomic" fragment, with offset 0 and no others, is whole (RFC 6946).
      guard packet.field16(at: position + 2) & 0xFFF9 == 0 else { throw .fragment }
      return 8
    // Authentication: its length is in units of four bytes, minus two (RFC 4302 §2.2).
    case 51:
      try packet.require(upTo: position + 2, .ip)
      return (Int(packet[position + 1]) + 2) * 4
    default:
      return nil
    }
  }
}

/// The checksum of RFC 1071 over `range`: 0 if `range` includes a checksum that is right.
func internetChecksum(of packet: Span<UInt8>, _ range: Range<Int>) -> UInt16 {
  var sum: UInt32 = 0
  for offset in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
    sum += UInt32(packet.field16(at: offset))
  }
  while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
  return ~UInt16(truncatingIfNeeded: sum)
}
