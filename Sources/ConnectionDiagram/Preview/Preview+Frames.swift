import TerminalText
import WebSocketInspection
import WebSocketProtocol

extension Preview {
  /// What a frame's own payload says: text as text, and a ping's payload as what it seems to be.
  ///
  /// A compressed payload is bytes.
  init(of frame: InspectedFrame) {
    self.init(.frame(frame.record), isText: frame.isTextByItself)
  }

  /// What a message says; nil where its content is not known.
  init?(of message: InspectedMessage) {
    guard let content = message.content else { return nil }
    self.init(.stored(content), isText: message.opcode == .text)
  }
}

extension InspectedFrame {
  /// How many bytes a control frame's payload has at most.
  private static let controlByteCount = 125

  fileprivate var isTextByItself: Bool {
    guard !isCompressed, let opcode = messageOpcode ?? record.header?.opcode else { return false }
    guard opcode.isControl else { return opcode == .text }
    guard record.payload.byteCount <= UInt64(Self.controlByteCount) else { return false }
    let bytes = record.unmaskedPrefix(Self.controlByteCount)
    return String(validating: bytes, as: UTF8.self)?.isSafeForTerminal == true
  }
}
