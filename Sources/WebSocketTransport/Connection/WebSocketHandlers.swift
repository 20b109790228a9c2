public import WebSocketProtocol

/// What is called during the life of connections: set what you need before the loop runs.
///
/// All connections of a server share one object. Everything is called in the loop's thread and must
/// not wait.
public final class WebSocketHandlers {
  /// The opening handshake is done.
  public var opened: ((WebSocketConnection) -> Void)?
  /// A message has arrived.
  public var message: ((WebSocketConnection, Message) -> Void)?
  /// A message has arrived; its bytes are where they were received, for code that needs no copy.
  ///
  /// Called instead of `message` where both are set.
  public var payload: ((WebSocketConnection, Opcode, Span<UInt8>) -> Void)?
  /// A ping has arrived; the connection answers it by itself.
  public var ping: ((WebSocketConnection, [UInt8]) -> Void)?
  /// A pong has arrived, with the time since its ping where it answers a keep-alive ping.
  public var pong: ((WebSocketConnection, [UInt8], Duration?) -> Void)?
  /// The peer's close frame has arrived.
  public var closeReceived: ((WebSocketConnection, ClosePayload) -> Void)?
  /// The network has taken enough of the waiting bytes that sending may go on.
  public var drained: ((WebSocketConnection) -> Void)?
  /// The connection is over, opened or not; the last call.
  public var closed: ((WebSocketConnection, WebSocketEnd) -> Void)?

  /// Observes each frame, in and out: its bytes, and what the connection made of it.
  ///
  /// Costs nothing where it is nil. Called before what follows from a received frame, such as
  /// `message`.
  public var frame: ((WebSocketConnection, StreamDirection, ObservedFrame) -> Void)?
  /// Observes the head of each request and response, together with a body that follows it.
  public var head: ((WebSocketConnection, StreamDirection, [UInt8]) -> Void)?

  /// Writes the reason in the close frame that fails a connection; without it, that is the id and
  /// the section of the rule that was broken.
  public var reasonOfFailure: Connection.ReasonOfFailure?

  /// No handlers yet.
  public init() {}
}

/// Which way bytes go, seen from this end.
public enum StreamDirection: String, CaseIterable, Hashable, Sendable {
  /// From the peer.
  case received
  /// To the peer.
  case sent
}
