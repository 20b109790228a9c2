/// The header of a TCP segment (RFC 9293 §3.1).
package struct TCPHeader: Equatable, Sendable {
  /// The control bits, by their names in RFC 9293.
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let fin = Flags(rawValue: 0x01)
    package static let syn = Flags(rawValue: 0x02)
    package static let rst = Flags(rawValue: 0x04)
    package static let psh = Flags(rawValue: 0x08)
    package static let ack = Flags(rawValue: 0x10)
    package static let urg = Flags(rawValue: 0x20)
    package static let ece = Flags(rawValue: 0x40)
    package static let cwr = Flags(rawValue: 0x80)
  }

  package let sourcePort: UInt16
  package let destinationPort: UInt16
  package let sequenceNumber: UInt32
  package let acknowledgmentNumber: UInt32
  package let flags: Flags
  /// The four bits that RFC 9293 reserves; the last is in use for accurate ECN.
  package let reservedBits: UInt8
  package let window: UInt16
  /// Where the header lies, options included.
  package let range: Range<Int>

  /// Reads the header that begins at `start`.
  package static func parse(
    _ packet: Span<UInt8>, at start: Int
  ) throws(PacketError) -> TCPHeader {
    try packet.require(upTo: start + 20, .tcp)
    let length = Int(packet[start + 12] >> 4) * 4
    guard length >= 20 else { throw .malformed(.tcp) }
    try packet.require(upTo: start + length, .tcp)
    return TCPHeader(
      sourcePort: packet.field16(at: start),
      destinationPort: packet.field16(at: start + 2),
      sequenceNumber: packet.field32(at: start + 4),
      acknowledgmentNumber: packet.field32(at: start + 8),
      flags: Flags(rawValue: packet[start + 13]),
      reservedBits: packet[start + 12] & 0x0F,
      window: packet.field16(at: start + 14),
      range: start..<start + length)
  }
}
