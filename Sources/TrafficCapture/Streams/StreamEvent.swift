import PacketHeaders

/// One of the two ends of a connection, when it is not known which of them is the client.
public enum Side: Int, CaseIterable, Hashable, Sendable {
  /// The end that opened the connection; if that is not known, the end that sent first.
  case first
  /// The other end.
  case second

  /// The other end.
  public var other: Side { self == .first ? .second : .first }
}

/// What happens on the TCP connections of a capture, in the order in which it becomes known.
package enum StreamEvent: Sendable {
  /// A connection is seen for the first time.
  case began(StreamInfo)
  /// The next bytes of one direction.
  case data(StreamBytes)
  /// The next bytes of one direction are not in the capture.
  case gap(StreamGap)
  /// One direction ended, by FIN.
  case ended(stream: Int, by: Side, packet: Int?, time: Timestamp?)
  /// The connection was reset.
  case reset(stream: Int, by: Side, packet: Int?, time: Timestamp?)
  /// There are no more events of the connection.
  ///
  /// `isGivenUp` says whether this is because there were too many connections at a time.
  case closed(stream: Int, isGivenUp: Bool)
}

extension StreamEvent {
  /// The number of the packet in which it happened; nil if the input does not say.
  package var packet: Int? {
    switch self {
    case .began(let info): info.packet
    case .data(let bytes): bytes.packet
    case .gap(let gap): gap.packet
    case .ended(_, _, let packet, _), .reset(_, _, let packet, _): packet
    case .closed: nil
    }
  }
}

/// The ends of a connection, and where it begins.
package struct StreamInfo: Sendable {
  /// The number of the connection among the TCP connections of the capture, from 1.
  package let stream: Int
  /// The end that is called first; nil if the input does not say.
  package let first: Endpoint?
  /// The other end; nil if the input does not say.
  package let second: Endpoint?
  /// Whether the TCP handshake was captured, so that `first` is known to have opened the connection.
  package let isOpening: Bool
  /// The number of the first packet; nil if the input does not say.
  package let packet: Int?
  /// The time of the first packet; nil if the input does not say.
  package let time: Timestamp?

  /// A description of a connection.
  package init(
    stream: Int, first: Endpoint?, second: Endpoint?, isOpening: Bool, packet: Int?,
    time: Timestamp?
  ) {
    self.stream = stream
    self.first = first
    self.second = second
    self.isOpening = isOpening
    self.packet = packet
    self.time = time
  }
}

/// Bytes of one direction of a connection.
package struct StreamBytes: Sendable {
  /// The number of the connection.
  package let stream: Int
  /// The end that sent them.
  package let sender: Side
  /// The bytes.
  package let bytes: [UInt8]
  /// The number of the packet that completes them; nil if the input does not say.
  package let packet: Int?
  /// The time of that packet; nil if the input does not say.
  package let time: Timestamp?

  /// Bytes of one direction.
  package init(
    stream: Int, sender: Side, bytes: [UInt8], packet: Int? = nil, time: Timestamp? = nil
  ) {
    self.stream = stream
    self.sender = sender
    self.bytes = bytes
    self.packet = packet
    self.time = time
  }
}

/// Missing bytes in one direction of a connection.
package struct StreamGap: Sendable {
  /// The number of the connection.
  package let stream: Int
  /// The end that sent them.
  package let sender: Side
  /// How many bytes are missing; nil if the capture began after the start of the direction.
  package let byteCount: UInt32?
  /// The number of the first packet after the gap; nil if the input does not say.
  package let packet: Int?
  /// The time of that packet; nil if the input does not say.
  package let time: Timestamp?
}
