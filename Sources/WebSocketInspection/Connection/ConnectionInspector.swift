import TrafficCapture
import WebSocketProtocol

/// Inspects a connection from outside, and does not stop at violations.
///
/// It takes the bytes of each direction, and returns HTTP exchanges, frames, messages, findings and the
/// ending. To use it:
/// - give it what was seen, in order: `receive(_:from:at:)`, `receiveGap`, `receiveFinish`,
///   `receiveReset`, and at last `end`;
/// - after each of them, call `nextEvent()` until it returns nil.
///
/// Bytes are read only when events are taken, so memory is bounded. It is a class, because its state is
/// large and changes with every packet.
public final class ConnectionInspector {
  private var state: InspectorState

  /// An inspector at the beginning of a connection.
  ///
  /// `numbering` returns the number of the connection, once WebSocket is seen on it.
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
    /// The address of the first end as text.
    public var first: String?
    /// The address of the other end as text.
    public var second: String?
    /// Whether the connection was seen from its start.
    public var isFromStart: Bool
    /// When it began.
    public var moment: EventMoment

    /// A beginning; by default, the first byte is the first byte of the connection.
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

// MARK: - Input

extension ConnectionInspector {
  /// Takes the next bytes of one direction.
  public func receive(
    _ bytes: [UInt8], from side: Side, at moment: EventMoment = EventMoment()
  ) {
    if !bytes.isEmpty { state.work.append(.bytes(bytes, side, moment)) }
  }

  /// Takes a frame that an endpoint in this program has read and judged, or written.
  public func receive(
    _ frame: ObservedFrame, from side: Side, at moment: EventMoment = EventMoment()
  ) {
    state.work.append(.frame(frame, side, moment))
  }

  /// Takes note that bytes of one direction are missing; nil if it is not known how many.
  public func receiveGap(
    _ byteCount: UInt32?, from side: Side, at moment: EventMoment = EventMoment()
  ) {
    state.work.append(.gap(byteCount, side, moment))
  }

  /// Takes note that one end sends no more (FIN).
  public func receiveFinish(from side: Side, at moment: EventMoment = EventMoment()) {
    state.work.append(.finish(side, moment))
  }

  /// Takes note that one end reset the connection (RST).
  public func receiveReset(from side: Side, at moment: EventMoment = EventMoment()) {
    state.work.append(.reset(side, moment))
  }

  /// Takes note that there is no more input, and perhaps why: the last call.
  ///
  /// An endpoint says for which failure it ended the connection, and whether the stream ended inside
  /// a frame.
  public func end(
    _ stream: StreamOutcome? = nil, failure: ConnectionFailure? = nil, isInsideFrame: Bool = false
  ) {
    state.work.append(.end(stream, failure, isInsideFrame: isInsideFrame))
  }
}

// MARK: - Output

extension ConnectionInspector {
  /// The next event; nil if more input is needed.
  public func nextEvent() -> InspectionEvent? { state.nextEvent() }

  /// What is known so far.
  public var summary: ConnectionSummary { state.summary }
  /// The number of the connection; nil before WebSocket is seen on it.
  public var number: Int? { state.number }
  /// The protocol of the connection, if it is not HTTP and was recognised.
  public var foreign: ForeignProtocol? { state.foreign }
  /// Whether an HTTP head was seen.
  public var speaksHTTP: Bool { state.speaksHTTP }
  /// Whether the input begins inside the connection.
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

  /// Drops the bytes that wait, because there is no memory for them.
  package func loseWaiting() { state.loseWaiting() }
}
