/// Something that has happened on a connection.
///
/// The large cases are indirect, so that the frequent ones stay small.
public enum ConnectionEvent: Hashable, Sendable {
  /// A whole message has arrived.
  case message(Message)
  /// A ping has arrived, and is answered unless the settings say otherwise.
  case ping([UInt8])
  /// A pong has arrived, in answer to a ping or not.
  case pong([UInt8])
  /// The peer's close frame has arrived, and is answered if this end had not closed first.
  indirect case closeReceived(ClosePayload)
  /// This end fails the connection; nothing that arrives is read from here on.
  indirect case failed(ConnectionFailure)
  /// The stream has ended. The last event.
  indirect case ended(ConnectionEnd)

  /// A frame as it came, before the events that follow from it; only where the settings ask for it.
  indirect case frameReceived(ObservedFrame)
  /// A frame as it is sent; only where the settings ask for it.
  indirect case frameSent(ObservedFrame)
}
