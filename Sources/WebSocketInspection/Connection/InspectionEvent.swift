import TrafficCapture
import WebSocketProtocol

/// Something that was seen on a connection.
public struct InspectionEvent {
  /// The number of the connection, from 1.
  public var connection: Int
  /// Who did it; nil if neither end did, or if it is not known which.
  public var sender: Role?
  /// The end that did it.
  public var side: Side
  /// When it happened.
  public var moment: EventMoment
  /// What happened.
  public var content: Content

  /// What can happen on a connection.
  ///
  /// The large cases are indirect, so that the frequent ones are small.
  public enum Content {
    /// The connection was seen for the first time.
    indirect case opened(ConnectionEnds)
    /// A head of HTTP.
    indirect case head(InspectedHead)
    /// A request and its answer, after their heads.
    indirect case exchange(Exchange)
    /// A frame, with the message that it ends.
    case frame(InspectedFrame)
    /// A message from a source without frames.
    indirect case message(InspectedMessage)
    /// Bytes that are missing in the input; nil if it is not known how many.
    case gap(UInt32?)
    /// From here on, the frames of this direction cannot be found.
    case lost
    /// This end sends no more (FIN).
    case finished
    /// This end reset the connection (RST).
    case reset
    /// The end of the connection, which is its last event.
    indirect case ended(ConnectionSummary)
  }
}

/// The two ends of a connection.
public struct ConnectionEnds: Hashable, Sendable {
  /// The client's address and port as text; nil if the input does not say.
  ///
  /// If the roles are not known, those of the first end.
  public var client: String?
  /// The server's address and port, or those of the second end.
  public var server: String?
  /// Whether the input begins before the connection.
  public var isFromStart: Bool
  /// Whether it is known which end is which.
  public var areRolesKnown: Bool

  /// Ends from what is known of them.
  public init(
    client: String? = nil, server: String? = nil, isFromStart: Bool = true,
    areRolesKnown: Bool = true
  ) {
    self.client = client
    self.server = server
    self.isFromStart = isFromStart
    self.areRolesKnown = areRolesKnown
  }
}
