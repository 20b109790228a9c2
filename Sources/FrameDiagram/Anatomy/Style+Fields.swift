import TerminalText

/// The colour that each field of a frame has, in every picture.
extension Style {
  /// The bit FIN.
  package static let fin = Style(.orange)
  /// The reserved bits.
  package static let rsv = Style(.olive)
  /// The opcode.
  package static let opcode = Style(.violet)
  /// The bit MASK.
  package static let mask = Style(.teal)
  /// The payload length, in all its forms.
  package static let length = Style(.blue)
  /// The masking key.
  package static let maskingKey = Style(.purple)
  /// The payload, and a close frame's reason.
  package static let payload = Style(.green)
  /// A close frame's status code.
  package static let closeCode = Style(.rose)
  /// One more field, where a picture needs more than a frame has.
  package static let other = Style(.brown)
}
