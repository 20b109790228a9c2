/// The headers of one captured packet, and where its TCP payload is.
package struct TCPPacket: Equatable, Sendable {
  /// The kind of header that the packet begins with.
  package let linkType: LinkType
  /// Where the header of the link layer is; empty if there is none.
  package let link: Range<Int>
  /// The IP header.
  package let ip: IPHeader
  /// The TCP header.
  package let tcp: TCPHeader
  /// Where the captured part of the payload is.
  package let payload: Range<Int>
  /// How many bytes of the payload were not captured.
  package let missingPayload: Int

  /// The end of the connection that sent the packet.
  package var source: Endpoint { Endpoint(address: ip.source, port: tcp.sourcePort) }
  /// The end of the connection that receives the packet.
  package var destination: Endpoint {
    Endpoint(address: ip.destination, port: tcp.destinationPort)
  }

  /// Reads the headers of `packet`, which begins with a header of `linkType`.
  ///
  /// Bytes after the IP packet, such as Ethernet padding, are not in any range.
  ///
  /// - Throws: `PacketError` if a header is incomplete or malformed, or if this is not TCP.
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
