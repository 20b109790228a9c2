/// What the first 2–14 bytes of a frame say.
///
/// A value, not bytes: it can hold everything that was on the wire, also what the RFC forbids,
/// because parsing never judges. RFC 6455 §5.2.
public struct FrameHeader: Hashable, Sendable {
  /// FIN: whether this is the last frame of its message.
  public var isFinal: Bool
  /// RSV1–RSV3: the bits that only extensions may set.
  public var reservedBits: ReservedBits
  /// What the frame is for.
  public var opcode: Opcode
  /// The key that the payload is XORed with; nil in an unmasked frame.
  public var maskingKey: MaskingKey?
  /// The payload's size in bytes; above 2^63−1 it breaks the RFC.
  public var payloadLength: UInt64
  /// The form in which the length is written, the shortest or not.
  public var lengthEncoding: LengthEncoding

  /// A header from its fields; without `lengthEncoding`, in the shortest form.
  ///
  /// A length that the given form cannot hold is written cut to the form's bits.
  public init(
    isFinal: Bool = true,
    reservedBits: ReservedBits = [],
    opcode: Opcode,
    maskingKey: MaskingKey? = nil,
    payloadLength: UInt64,
    lengthEncoding: LengthEncoding? = nil
  ) {
    self.isFinal = isFinal
    self.reservedBits = reservedBits
    self.opcode = opcode
    self.maskingKey = maskingKey
    self.payloadLength = payloadLength
    self.lengthEncoding = lengthEncoding ?? LengthEncoding(shortestFor: payloadLength)
  }

  /// MASK: whether the payload is masked.
  public var isMasked: Bool { maskingKey != nil }

  /// Where each field of this header is.
  public var layout: FrameLayout {
    FrameLayout(lengthEncoding: lengthEncoding, isMasked: isMasked)
  }

  /// The header's size on the wire: 2–14 bytes.
  public var byteCount: Int { layout.headerByteCount }
}
