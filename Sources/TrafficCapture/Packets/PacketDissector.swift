import PacketHeaders

/// Finds the TCP segments in packets, and counts packets without one.
package struct PacketDissector: Sendable {
  /// How many packets do not carry a TCP segment that can be read, by reason.
  package struct Skipped: Hashable, Sendable {
    /// Packets without IP, or with IP that does not carry TCP.
    package var notTCP = 0
    /// Packets whose headers are cut off or contradict themselves.
    package var unreadable = 0
    /// Packets with a link type that is not supported.
    package var unknownLink = 0
    /// The last link type that is not supported.
    package var unknownLinkType: UInt32?
    /// Fragments whose packet never became complete.
    package var fragments = 0
  }

  /// The packets without a TCP segment so far.
  package private(set) var skipped = Skipped()
  private var reassembly = FragmentReassembly()

  /// A dissector at the beginning of a capture.
  package init() {}

  /// The segment that a packet carries or completes; nil if there is none.
  package mutating func segment(in packet: CapturedPacket) -> TCPSegment? {
    guard let linkType = LinkType(pcapNumber: packet.linkType) else {
      skipped.unknownLink += 1
      skipped.unknownLinkType = packet.linkType
      return nil
    }
    do throws(PacketError) {
      return try Self.segment(in: packet.bytes, linkType: linkType, of: packet)
    } catch {
      return handle(error, packet, linkType)
    }
  }

  /// How many fragments wait for the rest of their packet.
  package var unfinishedFragments: Int { reassembly.fragmentCount }

  private mutating func handle(
    _ error: PacketError, _ packet: CapturedPacket, _ linkType: LinkType
  ) -> TCPSegment? {
    switch error {
    case .notIP, .notTCP:
      skipped.notTCP += 1
    case .truncated, .malformed:
      skipped.unreadable += 1
    case .fragment:
      guard let fragment = IPFragment(Array(packet.bytes), linkType: linkType) else {
        skipped.unreadable += 1
        return nil
      }
      guard fragment.protocolNumber == 6 else {
        skipped.notTCP += 1
        return nil
      }
      let (whole, given) = reassembly.receive(fragment)
      skipped.fragments += given
      guard let whole else { return nil }
      do throws(PacketError) {
        return try Self.segment(in: whole[...], linkType: .rawIP, of: packet)
      } catch {
        skipped.unreadable += 1
      }
    }
    return nil
  }

  private static func segment(
    in bytes: ArraySlice<UInt8>, linkType: LinkType, of packet: CapturedPacket
  ) throws(PacketError) -> TCPSegment {
    let headers = try TCPPacket.parse(bytes.span, linkType: linkType)
    return TCPSegment(
      source: headers.source, destination: headers.destination,
      sequenceNumber: headers.tcp.sequenceNumber, flags: headers.tcp.flags,
      payload: Array(bytes.dropFirst(headers.payload.lowerBound).prefix(headers.payload.count)),
      missingPayload: headers.missingPayload,
      packet: packet.number, time: packet.time)
  }
}
