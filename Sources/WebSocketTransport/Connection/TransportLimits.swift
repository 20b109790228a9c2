/// How much memory and time a server or client allows its peers.
public struct TransportLimits: Hashable, Sendable {
  /// The largest request or response head, in bytes; a longer one is refused with 431.
  public var headByteCount = 16 << 10
  /// The largest message, in bytes; a larger one fails the connection with 1009.
  public var messageByteCount = 16 << 20
  /// The largest number of frames in a message; more fail the connection with 1009.
  public var fragmentCount = 131_072
  /// How many connections a server holds at once; further ones wait, not accepted, until one ends.
  public var connectionCount = 1_000
  /// How many bytes may wait for a peer that does not read; more break the connection.
  public var queueByteCount = 64 << 20
  /// How many bytes may wait before nothing more is read from the peer, where the connection
  /// `pausesReading`.
  public var highWaterByteCount = 256 << 10
  /// How few bytes must be left before reading goes on.
  public var lowWaterByteCount = 64 << 10
  /// How long connecting and the opening handshake may take together.
  public var handshakeTime = Duration.seconds(10)
  /// How long a peer may be silent; nil for ever.
  ///
  /// A connection that is idle longer is closed with 1001.
  public var idleTime: Duration?
  /// How long the closing handshake and the end of the stream may take.
  public var closingTime = Duration.seconds(5)
  /// How often a ping is sent; nil never.
  public var pingInterval: Duration?
  /// How long a ping may stay without its pong before the connection is given up.
  public var pongTime = Duration.seconds(20)

  /// The usual limits.
  public init() {}
}
