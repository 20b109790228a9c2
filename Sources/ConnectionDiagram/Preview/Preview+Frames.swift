import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

extension Preview {
  /// A preview of the payload of a frame.
  ///
  /// A payload that may be anything, such as that of a ping, is shown as text if it looks like text.
  init(of frame: InspectedFrame) {
    self.init(.frame(frame.record), isText: frame.isTextByItself)
  }

  /// The reason of a close frame.
  init(reasonOf frame: InspectedFrame) {
    self.init(.frame(frame.record, from: 2), isText: true)
  }

  /// A preview of a message; nil if its content is not known.
  init?(of message: InspectedMessage) {
    guard let content = message.content else { return nil }
    self.init(.stored(content), isText: message.opcode == .text)
  }
}

extension InspectedFrame {
  fileprivate var isTextByItself: Bool {
    guard !isCompressed, let opcode = messageOpcode ?? record.header?.opcode else { return false }
    if opcode == .text { return true }
    return opcode != .binary && !opcode.isReserved && beginsAsText
  }

  /// How many bytes decide whether a payload looks like text.
  private static let decidingByteCount = 256

  /// Whether the payload begins like a text that can be shown as it is.
  private var beginsAsText: Bool {
    let bytes = record.unmaskedPrefix(Self.decidingByteCount)
    let isWhole = UInt64(bytes.count) == record.payload.byteCount
    let text = String(
      validating: isWhole ? bytes[...] : bytes[...].withoutCutCharacter, as: UTF8.self)
    return text?.isSafeForTerminal == true
  }
}
