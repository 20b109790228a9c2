/// What a connection accepts, and what it does by itself.
public struct ConnectionSettings: Hashable, Sendable {
  /// The largest message that is accepted, in bytes; a larger one fails the connection with 1009.
  public var maximumMessageByteCount = 16 << 20
  /// The largest number of frames in a message; more fail the connection with 1009.
  public var maximumFragmentCount = 131_072
  /// Whether a ping is answered with a pong of the same payload, as RFC 6455 §5.5.2 requires; false
  /// only for an experiment, or a test of the peer.
  public var answersPings = true
  /// Whether there is an event for each frame, in and out, with its bytes.
  public var observesFrames = false

  /// The usual settings.
  public init() {}
}
