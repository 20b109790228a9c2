import PacketHeaders

/// Recognises a whole packet among pasted bytes, and only what can be nothing else.
enum PastedPacket {
  /// The one way in which `bytes` are a TCP packet; `nil` if there is none, or more than one.
  static func recognise(_ bytes: [UInt8]) -> TCPPacket? {
    let packets = LinkType.allCases.compactMap { linkType -> TCPPacket? in
      guard let packet = try? TCPPacket.parse(bytes.span, linkType: linkType) else { return nil }
      return isConvincing(packet, in: bytes) ? packet : nil
    }
    return packets.count == 1 ? packets.first : nil
  }

  /// Whether the lengths agree with the number of bytes and nothing in the headers is odd.
  ///
  /// A right IPv4 checksum, one chance in 65,536, also excuses a missing end.
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

  /// Whether nothing but zeros follows the packet, to fill up 46 bytes behind Ethernet's header.
  ///
  /// `tcpdump` prints them even where it leaves that header out.
  private static func hasOnlyPadding(_ packet: TCPPacket, in bytes: [UInt8]) -> Bool {
    let trailer = bytes[packet.ip.end...]
    let mayBePadded = packet.linkType == .ethernet || packet.linkType == .rawIP
    let isShort = bytes.count - packet.link.count <= 46
    return trailer.isEmpty || (mayBePadded && isShort && trailer.allSatisfy { $0 == 0 })
  }

  /// What was stepped over, in words.
  static func note(on packet: TCPPacket) -> String {
    var parts: [String] = []
    if !packet.link.isEmpty {
      parts.append("\(packet.link.count) bytes of \(packet.linkType.title)")
    }
    let unit = parts.isEmpty ? " bytes" : ""
    parts.append("\(packet.ip.range.count)\(unit) of IPv\(packet.ip.version)")
    let headers = parts.joined(separator: ", ")
    return "stepped over \(headers) and \(packet.tcp.range.count) of TCP, "
      + "from \(packet.source) to \(packet.destination)"
  }
}
