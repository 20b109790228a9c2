import TerminalText

/// Bits with a name in a picture of bytes.
public struct BitField: Hashable, Sendable {
  /// The name in the picture, and shorter forms of it for narrow places.
  public var names: [String]
  /// The bits, counted from the first, the most significant of the first byte.
  public var bits: Range<Int>
  /// What is below the bits; nil where each byte gets its hexadecimal digits instead.
  public var value: String?
  /// Which colour it has.
  public var style: Style

  /// A field from its parts.
  public init(
    _ name: String, bits: Range<Int>, value: String? = nil, style: Style = .plain,
    shortNames: [String] = []
  ) {
    names = [name] + shortNames
    self.bits = bits
    self.value = value
    self.style = style
  }
}

/// Bits that are marked in a picture.
public struct BitMark: Hashable, Sendable {
  /// Why they are marked.
  public enum Kind: Hashable, Sendable {
    /// They break a rule.
    case broken
    /// Whether they break one depends on something that is not known.
    case undecided
  }

  /// The bits.
  public var bits: Range<Int>
  /// Why they are marked.
  public var kind: Kind

  /// A mark from its parts.
  public init(_ kind: Kind, bits: Range<Int>) {
    self.kind = kind
    self.bits = bits
  }
}
