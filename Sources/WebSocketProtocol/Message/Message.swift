/// A whole message: the payloads of its frames, joined and unmasked.
///
/// RFC 6455 §5.6.
public struct Message: Hashable, Sendable {
  /// `.text` or `.binary`.
  public var opcode: Opcode
  /// The bytes; in a text, UTF-8.
  public var payload: [UInt8]

  /// A message from its kind and its bytes.
  public init(opcode: Opcode, payload: [UInt8]) {
    self.opcode = opcode
    self.payload = payload
  }

  /// A message of text.
  public static func text(_ text: String) -> Message {
    Message(opcode: .text, payload: Array(text.utf8))
  }

  /// A message of arbitrary bytes.
  public static func binary(_ payload: [UInt8]) -> Message {
    Message(opcode: .binary, payload: payload)
  }

  /// The text of a text message; nil for a binary one.
  public var text: String? {
    opcode == .text ? String(decoding: payload, as: UTF8.self) : nil
  }
}
