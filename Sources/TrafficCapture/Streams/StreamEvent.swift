import PacketHeaders

/// One of the two ends of a connection, before it is known which of them is the client.
public enum Side: Int, CaseIterable, Hashable, Sendable {
  /// The end that opened the connection, or else the one that was seen to send first.
  case first
  /// The other end.
  case second

  /// The end on the other side.
  public var other: Side { self == .first ? .second : .first }
}

/// What a capture shows of its TCP connections, in the order in which it can be told.
package enum StreamEvent: Sendable {
  /// A connection is seen for the first time.
  case began(StreamInfo)
  /// The next bytes of one direction.
  case data(StreamBytes)
  /// Bytes that the capture does not hold; what follows lies behind them.
  case gap(StreamGap)
  /// One direction ended, by FIN.
  case ended(stream: Int, by: Side, packet: Int?, time: Timestamp?)
  /// The connection was reset.
  case reset(stream: Int, by: Side, packet: Int?, time: Timestamp?)
  /// Nothing more will be told of the connection; whether it was given up although the capture went
  /// on, because there were too many at a time.
  case closed(stream: Int, isGivenUp: Bool)
}

extension StreamEvent {
  /// The packet in which it happened; nil where the input does not tell.
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

/// The ends of a connection.
package struct StreamInfo: Sendable {
  /// The connection's number among the TCP connections of the capture, from 1.
  package let stream: Int
  /// The ends; nil where the input does not tell.
  package let first: Endpoint?
  package let second: Endpoint?
  /// Whether the opening of the connection was captured, so that `first` is known to be its opener.
  package let isOpening: Bool
  package let packet: Int?
  package let time: Timestamp?

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
  package let stream: Int
  package let sender: Side
  package let bytes: [UInt8]
  /// The packet that completes them.
  package let packet: Int?
  package let time: Timestamp?

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

/// A hole in one direction of a connection.
package struct StreamGap: Sendable {
  package let stream: Int
  package let sender: Side
  /// How many bytes are missing; nil at the start of a direction that the capture joins late.
  package let byteCount: UInt32?
  /// The first packet behind the hole.
  package let packet: Int?
  package let time: Timestamp?
}
