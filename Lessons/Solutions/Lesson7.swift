// Lesson 7: messages, finished.

/// A message, as far as its frames have come.
struct Message {
  /// 1 for text, 2 for binary: the opcode of its first frame.
  var opcode: UInt8
  var payload: [UInt8]
  var isComplete: Bool
}

/// The error for a frame that must not come now.
struct WrongOrder: Error {}

/// The message with one more frame, whose payload is unmasked.
///
/// `message` is the message that is not complete yet, or nil. A control frame leaves it as it is. It
/// throws for a continuation of nothing, and for a new message before the last one is complete.
/// RFC 6455 §5.4.
func assemble(
  _ message: Message?, fin: Bool, opcode: UInt8, payload: [UInt8]
) throws -> Message? {
  if opcode >= 8 { return message }  // a control frame
  if opcode == 0 {
    guard var longer = message else { throw WrongOrder() }
    longer.payload += payload
    longer.isComplete = fin
    return longer
  }
  guard message == nil else { throw WrongOrder() }
  return Message(opcode: opcode, payload: payload, isComplete: fin)
}

/// The whole frame that answers a ping with this payload.
///
/// RFC 6455 §5.5.3.
func pong(answering payload: [UInt8]) throws -> [UInt8] {
  [0x8a, UInt8(payload.count)] + payload
}
