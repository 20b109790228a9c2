import TrafficCapture
import WebSocketProtocol

/// Something that was seen on a connection.
public struct InspectionEvent {
  /// The connection's number, from 1, as whoever runs the inspector counts.
  public var connection: Int
  /// Who did it; nil where no end did, or it is not known which.
  public var sender: Role?
  /// The end that did it.
  public var side: Side
  /// When it happened.
  public var moment: EventMoment
  /// What happened.
  public var content: Content

  /// What can happen on a connection.
  ///
  /// The large cases are indirect, so that the frequent one is small to hand on.
  public enum Content {
    /// The connection was seen for the first time.
    indirect case opened(ConnectionEnds)
    /// A head of HTTP.
    indirect case head(InspectedHead)
    /// A request and its answer, after their heads.
    indirect case exchange(Exchange)
    /// A frame, with the message that it ends.
    case frame(InspectedFrame)
    /// A message of a source that knows no frames.
    indirect case message(InspectedMessage)
    /// Bytes that the input does not hold; nil where it is not known how many.
    case gap(UInt32?)
    /// From here on this direction's frames cannot be found.
    case lost
    /// This end has sent all it had (FIN).
    case finished
    /// This end broke the connection off (RST).
    case reset
    /// Nothing more will be told of the connection.
    indirect case ended(ConnectionSummary)
  }
}

/// Who is connected with whom.
public struct ConnectionEnds: Hashable, Sendable {
  /// The client's address and port as text; nil where the input does not tell.
  ///
  /// Where the roles are not known, the first end's.
  public var client: String?
  /// The server's, or the second end's.
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
