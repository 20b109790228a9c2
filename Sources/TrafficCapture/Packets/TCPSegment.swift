import PacketHeaders

/// What one packet, or the fragments of one, says about a TCP connection.
package struct TCPSegment: Sendable {
  /// The end that sent it.
  package var source: Endpoint
  /// The end that receives it.
  package var destination: Endpoint
  /// The number of the first byte of `payload`; with SYN, the number before it.
  package var sequenceNumber: UInt32
  /// The control bits.
  package var flags: TCPHeader.Flags
  /// The bytes of the stream that were captured.
  package var payload: [UInt8]
  /// How many bytes of payload after those were not captured.
  package var missingPayload: Int
  /// The number of the packet that completes it.
  package var packet: Int
  /// The time of that packet; nil if the file does not say.
  package var time: Timestamp?

  /// A segment from its parts.
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
