import PerMessageDeflate
import WebSocketProtocol

/// The message of one direction that has begun and not ended: its text checked, its data inflated.
struct OpenMessage {
  private(set) var message: InspectedMessage
  /// What checks a text that is not compressed; nil for other messages, and after an error.
  private var text: TextCheck?
  /// What checks a compressed text as it is inflated.
  private var inflatedText: UTF8Validator?
  private var inflatedByteCount: UInt64 = 0

  init(opcode: Opcode, isCompressed: Bool?, content: StoredBytes?, readsText: Bool) {
    let isText = opcode == .text && readsText
    text = isText && isCompressed == false ? TextCheck() : nil
    inflatedText = isText && isCompressed == true ? UTF8Validator() : nil
    message = InspectedMessage(
      opcode: opcode, frameCount: 0, byteCount: nil, wireByteCount: 0, isCompressed: isCompressed,
      isText: isText, content: content)
  }

  /// Whether the payload's bytes are needed: to check a text, or to be kept.
  var readsPayload: Bool { text != nil || message.content != nil }

  mutating func beginFrame(_ header: PartialFrameHeader) {
    message.frameCount &+= 1
    text?.beginFrame(headerByteCount: header.layout?.headerByteCount ?? 0)
  }

  /// Counts payload bytes as on the wire.
  mutating func count(_ byteCount: Int) {
    message.wireByteCount &+= UInt64(byteCount)
  }

  /// Takes payload bytes of a message that is not compressed.
  mutating func receive(_ bytes: Span<UInt8>, isKept: Bool) -> Finding? {
    if !isKept { message.content?.append(bytes) }
    return note(text?.validate(bytes))
  }

  /// Takes what compressed payload stands for; the error that it brings to light.
  mutating func receiveInflated(_ bytes: Span<UInt8>) -> UTF8Violation? {
    message.content?.append(bytes)
    inflatedByteCount &+= UInt64(bytes.count)
    guard let error = inflatedText?.validate(bytes) else { return nil }
    inflatedText = nil
    message.isText = false
    return error
  }

  /// Ends a message that is not inflated.
  mutating func finish() -> Finding? {
    switch message.isCompressed {
    case false?: message.byteCount = message.wireByteCount
    case true?: message.omission = Statement("message.not-inflated")
    case nil: message.omission = Statement("message.compression-unknown")
    }
    if message.isCompressed != false {
      message.content = nil
      message.isText = false
    }
    return note(text?.finish())
  }

  /// Ends a compressed message; the error of a text that ends inside a character.
  mutating func finishInflated(_ result: MessageInflater.FrameResult) -> UTF8Violation? {
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
    guard let error = inflatedText?.finish() else { return nil }
    message.isText = false
    return error
  }

  /// What is told of the message at its end.
  consuming func ended() -> InspectedMessage { message }

  /// A text is told once that it is not UTF-8.
  private mutating func note(_ finding: Finding?) -> Finding? {
    if finding != nil {
      message.isText = false
      text = nil
    }
    return finding
  }
}
