// Writes packets as they are in a capture: Ethernet, IP and TCP headers with their checksums.

extension TCPPacket {
  /// The bytes of an Ethernet frame with a TCP segment in it.
  ///
  /// Both ends must have addresses of the same IP version. The window is 65,535, there are no
  /// options, and the Ethernet addresses are invented (locally administered); `isFromFirst` chooses
  /// the sender's.
  package static func bytes(
    from source: Endpoint, to destination: Endpoint, sequenceNumber: UInt32,
    acknowledgmentNumber: UInt32, flags: TCPHeader.Flags, payload: [UInt8] = [],
    isFromFirst: Bool
  ) -> [UInt8] {
    var tcp: [UInt8] = []
    tcp.append(bigEndian: source.port)
    tcp.append(bigEndian: destination.port)
    tcp.append(bigEndian: sequenceNumber)
    tcp.append(bigEndian: acknowledgmentNumber)
    // A header of five words, the flags, the largest window, room for the checksum, no urgent data.
    tcp += [5 << 4, flags.rawValue, 0xff, 0xff, 0, 0, 0, 0]
    tcp += payload
    let (from, to) = (source.address.bytes, destination.address.bytes)
    let isIPv6 = from.count == 16
    var pseudo = from + to
    if isIPv6 {
      pseudo.append(bigEndian: UInt32(truncatingIfNeeded: tcp.count))
      pseudo += [0, 0, 0, 6]
    } else {
      pseudo += [0, 6]
      pseudo.append(bigEndian: UInt16(truncatingIfNeeded: tcp.count))
    }
    tcp.replaceSubrange(16..<18, with: checksum(of: pseudo + tcp))
    let ip = isIPv6 ? ipv6Header(tcp.count, from, to) : ipv4Header(tcp.count, from, to)
    let cards: [[UInt8]] = [[2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]]
    let ethernet = isFromFirst ? cards[1] + cards[0] : cards[0] + cards[1]
    return ethernet + (isIPv6 ? [0x86, 0xdd] : [0x08, 0x00]) + ip + tcp
  }

  private static func ipv4Header(
    _ byteCount: Int, _ source: [UInt8], _ destination: [UInt8]
  ) -> [UInt8] {
    // Version 4, five words; do not fragment; 64 hops; protocol 6 is TCP.
    var header: [UInt8] = [0x45, 0]
    header.append(bigEndian: UInt16(truncatingIfNeeded: 20 + byteCount))
    header += [0, 0, 0x40, 0, 64, 6, 0, 0]
    header += source + destination
    header.replaceSubrange(10..<12, with: checksum(of: header))
    return header
  }

  private static func ipv6Header(
    _ byteCount: Int, _ source: [UInt8], _ destination: [UInt8]
  ) -> [UInt8] {
    var header: [UInt8] = [0x60, 0, 0, 0]
    header.append(bigEndian: UInt16(truncatingIfNeeded: byteCount))
    return header + [6, 64] + source + destination
  }

  /// The two bytes of the checksum of IP and TCP (RFC 1071); an odd last byte is padded with zero.
  private static func checksum(of bytes: [UInt8]) -> [UInt8] {
    let even = bytes.count % 2 == 0 ? bytes : bytes + [0]
    let sum = internetChecksum(of: even.span, 0..<even.count)
    return [UInt8(sum >> 8), UInt8(truncatingIfNeeded: sum)]
  }
}

extension IPAddress {
  /// The 4 or 16 bytes of the address in a packet.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    switch self {
    case .v4(let value): bytes.append(bigEndian: value)
    case .v6(let high, let low):
      bytes.append(bigEndian: high)
      bytes.append(bigEndian: low)
    }
    return bytes
  }

  /// An address from its 4 or 16 bytes; nil for any other number of bytes.
  package init?(bytes: [UInt8]) {
    func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
    switch bytes.count {
    case 4: self = .v4(UInt32(truncatingIfNeeded: number(0..<4)))
    case 16: self = .v6(high: number(0..<8), low: number(8..<16))
    default: return nil
    }
  }
}

extension [UInt8] {
  /// Appends a number with its most significant byte first.
  package mutating func append(bigEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Appends a number with its least significant byte first.
  package mutating func append(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
