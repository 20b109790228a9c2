/// One captured packet, and where in it the TCP payload lies.
package struct TCPPacket: Equatable, Sendable {
  package let linkType: LinkType
  /// Where the link layer's header lies; empty where there is none.
  package let link: Range<Int>
  package let ip: IPHeader
  package let tcp: TCPHeader
  /// Where the payload lies, as far as it was captured.
  package let payload: Range<Int>
  /// How many bytes of the payload the capture left out.
  package let missingPayload: Int

  package var source: Endpoint { Endpoint(address: ip.source, port: tcp.sourcePort) }
  package var destination: Endpoint {
    Endpoint(address: ip.destination, port: tcp.destinationPort)
  }

  /// Reads the headers of `packet`, which begins as `linkType` says.
  ///
  /// Bytes behind the IP packet, such as Ethernet's padding, belong to no range.
  package static func parse(
    _ packet: Span<UInt8>, linkType: LinkType
  ) throws(PacketError) -> TCPPacket {
    let linkLength = try linkType.headerLength(of: packet)
    let ip = try IPHeader.parse(packet, at: linkLength)
    guard ip.protocolNumber == 6 else { throw .notTCP(ip.protocolNumber) }
    let tcp = try TCPHeader.parse(packet, at: ip.range.upperBound)
    guard tcp.range.upperBound <= ip.end else { throw .malformed(.tcp) }
    return TCPPacket(
      linkType: linkType, link: 0..<linkLength, ip: ip, tcp: tcp,
      payload: tcp.range.upperBound..<min(ip.end, packet.count),
      missingPayload: max(0, ip.end - packet.count))
  }
}
