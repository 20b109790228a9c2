/// The four bytes that a client's payload is XORed with.
///
/// RFC 6455 §5.3.
public struct MaskingKey: RawRepresentable, Hashable, Sendable {
  /// The key as one number, its first byte the most significant.
  public let rawValue: UInt32

  /// A key from one number, its first byte the most significant.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// A key from its four bytes in wire order.
  public init(_ byte0: UInt8, _ byte1: UInt8, _ byte2: UInt8, _ byte3: UInt8) {
    rawValue = UInt32(byte0) << 24 | UInt32(byte1) << 16 | UInt32(byte2) << 8 | UInt32(byte3)
  }

  /// The four bytes in wire order.
  public var bytes: [UInt8] {
    [self[0], self[1], self[2], self[3]]
  }

  /// The byte that masks payload byte `index`: key byte `index` mod 4.
  public subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: rawValue >> (24 - 8 * UInt32(truncatingIfNeeded: index & 3)))
  }
}
