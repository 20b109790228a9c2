import PacketHeaders

/// What one packet, or the fragments of one, says about a TCP connection.
package struct TCPSegment: Sendable {
  package var source: Endpoint
  package var destination: Endpoint
  package var sequenceNumber: UInt32
  package var flags: TCPHeader.Flags
  /// The bytes of the stream, as far as they were captured.
  package var payload: [UInt8]
  /// How many bytes of payload the capture left out behind those.
  package var missingPayload: Int
  /// The number of the packet that completes it.
  package var packet: Int
  package var time: Timestamp?

  package init(
    source: Endpoint, destination: Endpoint, sequenceNumber: UInt32, flags: TCPHeader.Flags = .ack,
    payload: [UInt8] = [], missingPayload: Int = 0, packet: Int, time: Timestamp? = nil
  ) {
    self.source = source
    self.destination = destination
    self.sequenceNumber = sequenceNumber
    self.flags = flags
    self.payload = payload
    self.missingPayload = missingPayload
    self.packet = packet
    self.time = time
  }
}
