import PerMessageDeflate
import WebSocketProtocol

/// A message that has begun and not ended: checks its text and inflates its data.
struct OpenMessage {
  private(set) var message: InspectedMessage
  /// What checks a text, inflated where it is compressed; nil for other messages, and after an error.
  private var text: TextCheck?
  private var inflatedByteCount: UInt64 = 0

  init(opcode: Opcode, isCompressed: Bool?, content: StoredBytes?, readsText: Bool) {
    let isText = opcode == .text && readsText
    text = isText ? TextCheck(isTransformed: isCompressed != false) : nil
    message = InspectedMessage(
      opcode: opcode, frameCount: 0, byteCount: nil, wireByteCount: 0, isCompressed: isCompressed,
      isText: isText, content: content)
  }

  /// Whether the payload's bytes are needed as they are: to check a text, or to be kept.
  var readsPayload: Bool {
    message.isCompressed == false && (text != nil || message.content != nil)
  }

  mutating func beginFrame(_ header: PartialFrameHeader) {
    message.frameCount &+= 1
    text?.beginFrame(
      headerByteCount: header.layout?.headerByteCount ?? 0, isEmpty: header.payloadLength == 0)
  }

  /// Counts payload bytes as on the wire.
  mutating func count(_ byteCount: Int) {
    message.wireByteCount &+= UInt64(byteCount)
  }

  /// Takes payload bytes of a message that is not inflated.
  mutating func receive(_ bytes: Span<UInt8>, isKept: Bool) -> Finding? {
    guard message.isCompressed == false else { return nil }
    if !isKept { message.content?.append(bytes) }
    return note(text?.validate(bytes))
  }

  /// Takes what compressed payload stands for.
  mutating func receiveInflated(_ bytes: Span<UInt8>) -> Finding? {
    message.content?.append(bytes)
    inflatedByteCount &+= UInt64(bytes.count)
    return note(text?.validate(bytes))
  }

  /// Ends a message that is not inflated.
  mutating func finish() -> Finding? {
    switch message.isCompressed {
    case false?: message.byteCount = message.wireByteCount
    case true?: message.omission = Statement("message.not-inflated")
    case nil: message.omission = Statement("message.compression-unknown")
    }
    guard message.isCompressed == false else {
      message.content = nil
      message.isText = false
      return nil
    }
    return note(text?.finish())
  }

  /// Ends a compressed message.
  mutating func finishInflated(_ result: MessageInflater.FrameResult) -> Finding? {
    if let error = result.error {
      message.omission = Statement(
        "message.inflate-failed", ["cause": .statement(error.statement)])
    } else if !result.isGood {
      message.omission = Statement("message.inflate-failed-before")
    }
    guard message.omission == nil else {
      message.content = nil
      message.isText = false
      return nil
    }
    message.byteCount = inflatedByteCount
    return note(text?.finish())
  }

  /// The message at its end.
  consuming func ended() -> InspectedMessage { message }

  /// Returns the error of a text that is not UTF-8 only once.
  private mutating func note(_ finding: Finding?) -> Finding? {
    if finding != nil {
      message.isText = false
      text = nil
    }
    return finding
  }
}
