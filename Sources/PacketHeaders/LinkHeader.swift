/// The kind of header that a captured packet begins with.
package enum LinkType: CaseIterable, Sendable {
  /// Ethernet II, with any number of VLAN tags.
  case ethernet
  /// Linux "cooked" capture version 1, as on the device `any`.
  case linuxCooked1
  /// Linux "cooked" capture version 2.
  case linuxCooked2
  /// BSD loopback: an address family of four bytes, in either byte order.
  case loopback
  /// No link layer: the IP header comes first.
  case rawIP

  /// The link type with a number in pcap and pcapng files; nil for numbers that are not supported.
  package init?(pcapNumber: UInt32) {
    switch pcapNumber {
    case 1: self = .ethernet
    case 113: self = .linuxCooked1
    case 276: self = .linuxCooked2
    case 0, 108: self = .loopback
    case 12, 14, 101, 228, 229: self = .rawIP
    default: return nil
    }
  }

  /// The name as it is used in a sentence.
  package var title: String {
    switch self {
    case .ethernet: "Ethernet"
    case .linuxCooked1: "Linux cooked capture"
    case .linuxCooked2: "Linux cooked capture v2"
    case .loopback: "loopback"
    case .rawIP: "no link layer"
    }
  }

  /// The length in bytes of the header of this link layer at the beginning of `packet`.
  ///
  /// - Throws: `PacketError`, also if the header says that it does not carry IP.
  package func headerLength(of packet: Span<UInt8>) throws(PacketError) -> Int {
    switch self {
    case .ethernet:
      return try Self.ethernetLength(of: packet)
    case .linuxCooked1:
      try packet.require(upTo: 16, .link)
      return try Self.requireIP(packet.field16(at: 14), length: 16)
    case .linuxCooked2:
      try packet.require(upTo: 20, .link)
      guard packet.field16(at: 2) == 0 else { throw .malformed(.link) }
      return try Self.requireIP(packet.field16(at: 0), length: 20)
    case .loopback:
      try packet.require(upTo: 4, .link)
      let family = packet.field32(at: 0)
      guard Self.isIPFamily(family) || Self.isIPFamily(family.byteSwapped) else {
        throw .notIP(family)
      }
      return 4
    case .rawIP:
      return 0
    }
  }

  /// Reads two addresses, any number of tags of four bytes, and the type of what follows.
  private static func ethernetLength(of packet: Span<UInt8>) throws(PacketError) -> Int {
    var typeOffset = 12
    while true {
      try packet.require(upTo: typeOffset + 2, .link)
      let type = packet.field16(at: typeOffset)
      // IEEE 802.1Q, 802.1ad, and the number that was used before 802.1ad.
      guard [0x8100, 0x88A8, 0x9100].contains(type) else {
        return try requireIP(type, length: typeOffset + 2)
      }
      typeOffset += 4
    }
  }

  private static func requireIP(_ etherType: UInt16, length: Int) throws(PacketError) -> Int {
    guard etherType == 0x0800 || etherType == 0x86DD else { throw .notIP(UInt32(etherType)) }
    return length
  }

  /// Whether this is `AF_INET`, 2 everywhere, or `AF_INET6`: 24, 28 or 30 on the BSDs and macOS, 10
  /// on Linux.
  private static func isIPFamily(_ family: UInt32) -> Bool {
    [2, 10, 24, 28, 30].contains(family)
  }
}
