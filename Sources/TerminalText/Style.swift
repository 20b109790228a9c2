/// How a piece of text is marked; a terminal, a page or a picture decides how it looks.
public struct Style: Hashable, Sendable {
  /// What sets the text apart; nil for plain text.
  public var accent: Accent?
  /// Whether the text is bold.
  public var isBold = false

  /// What sets text apart: a colour without a meaning, or a judgement.
  ///
  /// The caller gives colours a meaning, in an extension of `Style`.
  public enum Accent: String, CaseIterable, Hashable, Sendable {
    /// A colour.
    case orange, olive, violet, teal, blue, purple, green, rose, brown
    /// Less important, such as the lines of pictures, and notes.
    case dim
    /// Wrong.
    case error
    /// Perhaps wrong.
    case warning
    /// Right.
    case ok
  }

  /// A style from its parts.
  public init(_ accent: Accent? = nil, isBold: Bool = false) {
    self.accent = accent
    self.isBold = isBold
  }

  /// The same style in bold.
  public var bold: Style { Style(accent, isBold: true) }

  /// Text without any mark.
  public static let plain = Style()
  /// Plain text in bold.
  public static let bold = Style(isBold: true)
  /// A title of the text below it.
  public static let heading = Style(isBold: true)
  /// Less important.
  public static let dim = Style(.dim)
  /// Wrong.
  public static let error = Style(.error, isBold: true)
  /// Perhaps wrong.
  public static let warning = Style(.warning, isBold: true)
  /// Right.
  public static let ok = Style(.ok, isBold: true)
}
