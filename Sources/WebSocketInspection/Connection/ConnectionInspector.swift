import TrafficCapture
import WebSocketProtocol

/// Looks at a connection from outside, and stops at nothing: bytes of each direction in, HTTP
/// exchanges, frames, messages, findings and the ending out.
///
/// Whoever runs it
/// - gives it what was seen, in order: `receive(_:from:at:)`, `receiveGap`, `receiveFinish`,
///   `receiveReset`, at last `end`;
/// - after each takes events until there is none: `nextEvent()`.
///
/// What was given is read only as events are taken, so memory stays bounded. An object, because its
/// state is large and changes with every packet.
public final class ConnectionInspector {
  private var state: InspectorState

  /// An inspector at a connection's beginning.
  ///
  /// `numbering` gives the connection's number when it first shows anything of WebSocket.
  public init(
    _ beginning: Beginning = Beginning(), assuming assumptions: Assumptions = Assumptions(),
    attention: Attention = Attention(), resources: InspectionResources = InspectionResources(),
    numbering: @escaping () -> Int = { 1 }
  ) {
    state = InspectorState(
      beginning, assumptions: assumptions, attention: attention, resources: resources,
      numbering: numbering)
  }

  /// What is known of a connection before its first byte.
  public struct Beginning: Sendable {
    /// The addresses of both ends as text.
    public var first: String?
    /// The other end's.
    public var second: String?
    /// Whether the connection was seen from its start.
    public var isFromStart: Bool
    /// When it began.
    public var moment: EventMoment

    /// A beginning; by default the first byte is the connection's.
    public init(
      first: String? = nil, second: String? = nil, isFromStart: Bool = true,
      moment: EventMoment = EventMoment()
    ) {
      self.first = first
      self.second = second
      self.isFromStart = isFromStart
      self.moment = moment
    }
  }
}

// MARK: - What is given

extension ConnectionInspector {
  /// Takes the next bytes of one direction.
  public func receive(
    _ bytes: [UInt8], from side: Side, at moment: EventMoment = EventMoment()
  ) {
    if !bytes.isEmpty { state.work.append(.bytes(bytes, side, moment)) }
  }

  /// Takes a frame that an endpoint of this program has read and judged, or written.
  public func receive(
    _ frame: ObservedFrame, from side: Side, at moment: EventMoment = EventMoment()
  ) {
    state.work.append(.frame(frame, side, moment))
  }

  /// Learns that bytes of one direction are missing; nil where it is not known how many.
  public func receiveGap(
    _ byteCount: UInt32?, from side: Side, at moment: EventMoment = EventMoment()
  ) {
    state.work.append(.gap(byteCount, side, moment))
  }

  /// Learns that one end sends no more (FIN).
  public func receiveFinish(from side: Side, at moment: EventMoment = EventMoment()) {
    state.work.append(.finish(side, moment))
  }

  /// Learns that one end broke the connection off (RST).
  public func receiveReset(from side: Side, at moment: EventMoment = EventMoment()) {
    state.work.append(.reset(side, moment))
  }

  /// Learns that nothing more will come, and perhaps why: the last call.
  ///
  /// An endpoint tells the failure for which it ended the connection, and whether the stream ended
  /// inside a frame.
  public func end(
    _ stream: StreamOutcome? = nil, failure: ConnectionFailure? = nil, isInsideFrame: Bool = false
  ) {
    state.work.append(.end(stream, failure, isInsideFrame: isInsideFrame))
  }
}

// MARK: - What comes of it

extension ConnectionInspector {
  /// What was seen next; nil where more must be given.
  public func nextEvent() -> InspectionEvent? { state.nextEvent() }

  /// What is known so far.
  public var summary: ConnectionSummary { state.summary }
  /// The connection's number; nil before it has shown anything of WebSocket.
  public var number: Int? { state.number }
  /// What the connection speaks that is not HTTP, where that was seen.
  public var foreign: ForeignProtocol? { state.foreign }
  /// Whether it has shown a head of HTTP.
  public var speaksHTTP: Bool { state.speaksHTTP }
  /// Whether the input begins inside it.
  public var isJoinedLate: Bool { state.isJoinedLate }
  /// Whether it is known which end is the client.
  public var areRolesKnown: Bool { state.client != nil }
  /// The packets in which a frame began because the assumptions say so.
  public var alignedPackets: Set<Int> { state.alignedPackets }

  /// Reads each message when it is complete; at first the one that the resources make.
  public var messageReader: (any MessageReader)? {
    get { state.messageReader }
    set { state.messageReader = newValue }
  }

  /// How many bytes wait for what comes after them.
  package var waitingByteCount: Int { state.waitingByteCount }

  /// Gives up what waits: there is no room for it.
  package func loseWaiting() { state.loseWaiting() }
}
