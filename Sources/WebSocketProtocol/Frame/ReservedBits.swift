/// The three bits between FIN and the opcode, which only extensions may set.
///
/// RFC 6455 §5.2; permessage-deflate uses RSV1 (RFC 7692 §6).
public struct ReservedBits: OptionSet, Hashable, Sendable {
  /// The bits at their places in a frame's first byte: 0x40, 0x20, 0x10.
  public let rawValue: UInt8

  /// A set from a frame's first byte; its other bits are ignored.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue & 0b0111_0000
  }

  /// Bit 1 of the frame: says that the message is compressed, where permessage-deflate was negotiated.
  public static let rsv1 = ReservedBits(rawValue: 0b0100_0000)
  /// Bit 2 of the frame.
  public static let rsv2 = ReservedBits(rawValue: 0b0010_0000)
  /// Bit 3 of the frame.
  public static let rsv3 = ReservedBits(rawValue: 0b0001_0000)
}
