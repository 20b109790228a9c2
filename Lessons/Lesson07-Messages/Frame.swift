import FrameDiagram
import LessonKit
import TerminalText
import WebSocketProtocol

/// A frame of this lesson's conversations.
struct Frame {
  let sender: Role
  let header: FrameHeader
  /// The payload, unmasked.
  let payload: [UInt8]

  /// The key of the client's frames.
  static let key = MaskingKey(0x37, 0xfa, 0x21, 0x3d)

  init(_ sender: Role, _ opcode: Opcode, isFinal: Bool = true, _ payload: [UInt8]) {
    self.sender = sender
    self.payload = payload
    header = FrameHeader(
      isFinal: isFinal, opcode: opcode, maskingKey: sender == .client ? Self.key : nil,
      payloadLength: UInt64(payload.count))
  }

  /// The frame as it is on the wire.
  var bytes: [UInt8] {
    var masked = payload
    header.maskingKey?.apply(to: &masked)
    return header.bytes + masked
  }

  /// The value of FIN: `FIN 0`.
  var finWords: String { "FIN \(header.isFinal ? 1 : 0)" }

  /// The frame in a few words: `FIN 0, text "He"`.
  var label: String {
    let title = "\(finWords), \(header.opcode.name)"
    return payload.isEmpty ? title + ", empty" : "\(title) \(quoted(payload, columns: 14))"
  }
}

/// Bytes as quoted text of at most some columns, without the quotes.
func quoted(_ bytes: [UInt8], columns: Int) -> String {
  let preview = TextPreview(bytes, isWhole: true, columns: columns)
  return preview.isCut ? "\"\(preview.text)…\"" : "\"\(preview.text)\""
}
