/// Where each field of a frame header is.
///
/// It depends on two things: the form of the length, and whether there is a masking key. Both are
/// known from the second byte on. RFC 6455 §5.2.
public struct FrameLayout: Hashable, Sendable {
  /// The form of the payload length.
  public var lengthEncoding: LengthEncoding
  /// Whether a masking key precedes the payload.
  public var isMasked: Bool

  /// A layout from the two things that decide it.
  public init(lengthEncoding: LengthEncoding, isMasked: Bool) {
    self.lengthEncoding = lengthEncoding
    self.isMasked = isMasked
  }

  /// The layout that a frame's second byte announces.
  public init(secondByte: UInt8) {
    lengthEncoding = LengthEncoding(sevenBits: secondByte)
    isMasked = secondByte & FrameField.mask.maskInByte != 0
  }

  /// The header's size: 2–14 bytes.
  public var headerByteCount: Int {
    2 + lengthEncoding.extendedByteCount + (isMasked ? 4 : 0)
  }

  /// The header fields of such a frame, in wire order.
  public var fields: [FrameField] {
    FrameField.allCases.filter { bits(of: $0) != nil }
  }

  /// The bit range of a header field; nil where such a frame does not have it.
  ///
  /// Counted as the RFC counts: bit 0 is the most significant bit of the frame's first byte.
  public func bits(of field: FrameField) -> Range<Int>? {
    let extendedLength = 16..<16 + 8 * lengthEncoding.extendedByteCount
    switch field {
    case .fin: return 0..<1
    case .rsv1: return 1..<2
    case .rsv2: return 2..<3
    case .rsv3: return 3..<4
    case .opcode: return 4..<8
    case .mask: return 8..<9
    case .payloadLength: return 9..<16
    case .extendedPayloadLength: return extendedLength.isEmpty ? nil : extendedLength
    case .maskingKey:
      return isMasked ? extendedLength.upperBound..<extendedLength.upperBound + 32 : nil
    }
  }
}

/// A field of a frame header, in wire order, RFC 6455 §5.2.
public enum FrameField: String, CaseIterable, Hashable, Sendable {
  /// Whether this is the last frame of its message.
  case fin = "FIN"
  /// The first reserved bit.
  case rsv1 = "RSV1"
  /// The second reserved bit.
  case rsv2 = "RSV2"
  /// The third reserved bit.
  case rsv3 = "RSV3"
  /// What the frame is for.
  case opcode
  /// Whether the payload is masked.
  case mask = "MASK"
  /// The seven bits that hold the length, or 126 or 127.
  case payloadLength = "payload length"
  /// The length in two or eight bytes.
  case extendedPayloadLength = "extended payload length"
  /// The key that the payload is XORed with.
  case maskingKey = "masking key"

  /// The field's bits within the one byte that holds it; all ones for the fields of whole bytes.
  public var maskInByte: UInt8 {
    switch self {
    case .fin, .mask: 0b1000_0000
    case .rsv1: ReservedBits.rsv1.rawValue
    case .rsv2: ReservedBits.rsv2.rawValue
    case .rsv3: ReservedBits.rsv3.rawValue
    case .opcode: 0b0000_1111
    case .payloadLength: 0b0111_1111
    case .extendedPayloadLength, .maskingKey: 0b1111_1111
    }
  }
}
