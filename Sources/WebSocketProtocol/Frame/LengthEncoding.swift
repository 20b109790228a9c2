/// The three forms in which a frame's payload length can be written.
///
/// RFC 6455 §5.2.
public enum LengthEncoding: Int, CaseIterable, Hashable, Sendable {
  /// 0–125, in the seven bits after MASK.
  case sevenBits = 7
  /// The seven bits say 126; the length follows in two bytes.
  case sixteenBits = 16
  /// The seven bits say 127; the length follows in eight bytes.
  case sixtyFourBits = 64

  /// The shortest form that can hold a length, and so the only legal one.
  public init(shortestFor length: UInt64) {
    self =
      switch length {
      case 0...125: .sevenBits
      case 126...65_535: .sixteenBits
      default: .sixtyFourBits
      }
  }

  /// The form that the seven bits after MASK announce.
  public init(sevenBits: UInt8) {
    self =
      switch sevenBits & 0b0111_1111 {
      case 126: .sixteenBits
      case 127: .sixtyFourBits
      default: .sevenBits
      }
  }

  /// How many bytes of length follow the second byte: 0, 2 or 8.
  public var extendedByteCount: Int {
    switch self {
    case .sevenBits: 0
    case .sixteenBits: 2
    case .sixtyFourBits: 8
    }
  }

  /// The largest length that this form can carry; the 64-bit form's first bit must be 0.
  public var maximum: UInt64 {
    switch self {
    case .sevenBits: 125
    case .sixteenBits: 65_535
    case .sixtyFourBits: UInt64(Int64.max)
    }
  }
}
