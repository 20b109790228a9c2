import PacketHeaders

/// Recognises pasted bytes that are a whole TCP packet and cannot be anything else.
enum PastedPacket {
  /// Reads `bytes` as a TCP packet; nil if they are not one, or if there is more than one way.
  static func recognise(_ bytes: [UInt8]) -> TCPPacket? {
    let packets = LinkType.allCases.compactMap { linkType -> TCPPacket? in
      guard let packet = try? TCPPacket.parse(bytes.span, linkType: linkType) else { return nil }
      return isConvincing(packet, in: bytes) ? packet : nil
    }
    return packets.count == 1 ? packets.first : nil
  }

  /// Whether the lengths agree with the number of bytes, and every header field is plausible.
  ///
  /// Where the IPv4 checksum is right, the end may be missing: by chance, it is right once in
  /// 65,536 times.
  private static func isConvincing(_ packet: TCPPacket, in bytes: [UInt8]) -> Bool {
    let isWhole = packet.missingPayload == 0 && hasOnlyPadding(packet, in: bytes)
    let isLengthRight =
      switch packet.ip.checksum {
      case .right: isWhole || packet.missingPayload > 0
      case .wrong: false
      case .notFilledIn: isWhole && packet.linkType != .rawIP
      case .absent: isWhole
      }
    let flags = packet.tcp.flags
    let areFlagsPlausible =
      !flags.isDisjoint(with: [.ack, .syn, .rst]) && !flags.isSuperset(of: [.syn, .fin])
    return isLengthRight && areFlagsPlausible && packet.tcp.reservedBits <= 1
      && packet.ip.hopLimit > 0 && packet.tcp.sourcePort > 0 && packet.tcp.destinationPort > 0
  }

  /// Whether only zeros follow the packet, as padding to the 46 bytes that Ethernet needs.
  ///
  /// `tcpdump` prints the padding even where it leaves the Ethernet header out.
  private static func hasOnlyPadding(_ packet: TCPPacket, in bytes: [UInt8]) -> Bool {
    let trailer = bytes[packet.ip.end...]
    let mayBePadded = packet.linkType == .ethernet || packet.linkType == .rawIP
    let isShort = bytes.count - packet.link.count <= 46
    return trailer.isEmpty || (mayBePadded && isShort && trailer.allSatisfy { $0 == 0 })
  }

  /// A note that says which headers were skipped.
  static func note(on packet: TCPPacket) -> String {
    var parts: [String] = []
    if !packet.link.isEmpty {
      parts.append("\(packet.link.count) bytes of \(packet.linkType.title)")
    }
    let unit = parts.isEmpty ? " bytes" : ""
    parts.append("\(packet.ip.range.count)\(unit) of IPv\(packet.ip.version)")
    let headers = parts.joined(separator: ", ")
    return "skipped \(headers) and \(packet.tcp.range.count) of TCP, "
      + "from \(packet.source) to \(packet.destination)"
  }
}
