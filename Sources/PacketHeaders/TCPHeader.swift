/// The header of a TCP segment (RFC 9293 §3.1).
package struct TCPHeader: Equatable, Sendable {
  /// The control bits, by their names in RFC 9293.
  package struct Flags: OptionSet, Hashable, Sendable {
    /// The byte of the header that contains the bits.
    package let rawValue: UInt8
    /// The flags in that byte.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The sender sends no more data.
    package static let fin = Flags(rawValue: 0x01)
    /// The first segment of a direction: it sets the sequence number.
    package static let syn = Flags(rawValue: 0x02)
    /// The connection is reset.
    package static let rst = Flags(rawValue: 0x04)
    /// The receiver should give the data to the program at once.
    package static let psh = Flags(rawValue: 0x08)
    /// The acknowledgment number is valid.
    package static let ack = Flags(rawValue: 0x10)
    /// The urgent pointer is valid.
    package static let urg = Flags(rawValue: 0x20)
    /// An echo that says that congestion was seen (RFC 3168).
    package static let ece = Flags(rawValue: 0x40)
    /// The sender has reduced its congestion window (RFC 3168).
    package static let cwr = Flags(rawValue: 0x80)
  }

  /// The port of the sender.
  package let sourcePort: UInt16
  /// The port of the receiver.
  package let destinationPort: UInt16
  /// The number of the first byte of data; with SYN, the number before it.
  package let sequenceNumber: UInt32
  /// The number of the next byte that the sender of this segment expects.
  package let acknowledgmentNumber: UInt32
  /// The control bits.
  package let flags: Flags
  /// The four bits that RFC 9293 reserves; accurate ECN uses the last.
  package let reservedBits: UInt8
  /// How many bytes the sender of this segment can accept, before scaling.
  package let window: UInt16
  /// Where the header is, including options.
  package let range: Range<Int>

  /// Reads the header that begins at `start`.
  ///
  /// - Throws: `PacketError` if the header is incomplete or malformed.
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
