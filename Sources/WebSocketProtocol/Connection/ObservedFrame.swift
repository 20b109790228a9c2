/// A frame that a connection received or sent, and what the connection made of it.
///
/// For programs that show frames: what an endpoint has judged and transformed already need not be
/// judged and transformed again.
public struct ObservedFrame: Hashable, Sendable {
  /// The frame's place and bytes, as they are on the wire.
  public var record: FrameRecord
  /// Why this frame made this end fail the connection; nil where it did not, and for sent frames.
  public var failure: ConnectionFailure?
  /// The whole message that this frame ended; nil where it ended none, as a control frame.
  ///
  /// A received message is transformed back by the extension, where there is one. A sent message is
  /// as the application gave it.
  public var message: Message?

  /// An observed frame from its parts.
  public init(
    record: FrameRecord, failure: ConnectionFailure? = nil, message: Message? = nil
  ) {
    self.record = record
    self.failure = failure
    self.message = message
  }
}
