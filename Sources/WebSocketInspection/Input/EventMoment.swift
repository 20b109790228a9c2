import TrafficCapture

/// When something happened: in which packet, and at what time; nil if the input does not say.
public struct EventMoment: Hashable, Sendable {
  /// The number of the packet in its capture, from 1.
  public var packet: Int?
  /// The time.
  public var time: Timestamp?

  /// A moment from its parts; by default, nothing is known.
  public init(packet: Int? = nil, time: Timestamp? = nil) {
    self.packet = packet
    self.time = time
  }

  /// Whether anything is known.
  public var isKnown: Bool { packet != nil || time != nil }
}
