/// What a piece of text is, from which a terminal, a page or a picture derives how it looks.
public struct Style: Hashable, Sendable {
  /// The part that the text plays; nil for plain text.
  public var role: Role?
  /// Whether it stands out.
  public var isBold = false

  /// The parts that text can play: a frame's fields first, then what is said about them.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Whether a frame is the last of its message.
    case fin
    /// The three reserved bits.
    case rsv
    /// What a frame is for.
    case opcode
    /// Whether a frame is masked.
    case mask
    /// The payload length, in all its forms.
    case length
    /// The masking key.
    case maskingKey
    /// The payload, and a close frame's reason.
    case payload
    /// A close frame's status code.
    case closeCode
    /// A further field, where a picture needs more than a frame has.
    case other
    /// Frames of pictures, and what matters less.
    case dim
    /// What is wrong.
    case error
    /// What may be wrong.
    case warning
    /// What is right.
    case ok
  }

  /// A style from its parts.
  public init(_ role: Role? = nil, isBold: Bool = false) {
    self.role = role
    self.isBold = isBold
  }

  /// The same style, standing out.
  public var bold: Style { Style(role, isBold: true) }

  /// Text without any part to play.
  public static let plain = Style()
  /// Plain text that stands out.
  public static let bold = Style(isBold: true)
  /// What stands above other text.
  public static let heading = Style(isBold: true)
  /// The bit FIN.
  public static let fin = Style(.fin)
  /// The reserved bits.
  public static let rsv = Style(.rsv)
  /// The opcode.
  public static let opcode = Style(.opcode)
  /// The bit MASK.
  public static let mask = Style(.mask)
  /// The payload length.
  public static let length = Style(.length)
  /// The masking key.
  public static let maskingKey = Style(.maskingKey)
  /// The payload.
  public static let payload = Style(.payload)
  /// A close frame's status code.
  public static let closeCode = Style(.closeCode)
  /// A further field.
  public static let other = Style(.other)
  /// Less important.
  public static let dim = Style(.dim)
  /// Wrong.
  public static let error = Style(.error, isBold: true)
  /// Perhaps wrong.
  public static let warning = Style(.warning, isBold: true)
  /// Right.
  public static let ok = Style(.ok, isBold: true)
}
