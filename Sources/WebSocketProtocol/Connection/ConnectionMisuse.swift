/// Why something cannot be sent: a mistake of the caller, not of the peer.
///
/// Nothing has been sent then, and the connection is as it was.
public enum ConnectionMisuse: Error, Hashable, Sendable {
  /// A close frame has been sent or the connection is over; nothing can follow.
  case notOpen
  /// The opcode is neither text nor binary.
  case notAMessage(Opcode)
  /// A message has begun; its last fragment must be sent first.
  case messageUnfinished
  /// The payload of a ping or pong has this many bytes; at most 125 fit.
  case controlPayloadTooLong(byteCount: Int)
  /// The code or the reason cannot be sent in a close frame.
  case close(ClosePayloadMisuse)
  /// The negotiated extension cannot transform the message.
  case transform(MessageExtensionError)
}

extension ConnectionMisuse: CustomStringConvertible {
  /// What is wrong, and what to do instead.
  public var description: String {
    switch self {
    case .notOpen:
      "Nothing can be sent after a close frame. Check state before sending."
    case .notAMessage(let opcode):
      "Opcode \(opcode.rawValue) (\(opcode.name)) does not begin a message. Use text or binary."
    case .messageUnfinished:
      "A message is being sent in fragments. Send its last fragment before another message."
    case .controlPayloadTooLong(let byteCount):
      "\(byteCount) bytes are too many for a ping or pong. At most 125 fit."
    case .close(let misuse):
      misuse.description
    case .transform(.tooLarge):
      "The negotiated extension cannot send a message as large as this."
    case .transform(.invalidData(_, let statement, _)):
      "The negotiated extension cannot send this message: \(statement)."
    case .transform(.outOfMemory):
      "There is no memory for the negotiated extension to transform this message."
    }
  }
}
