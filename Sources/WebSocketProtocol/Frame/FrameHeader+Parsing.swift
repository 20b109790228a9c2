extension FrameHeader {
  /// The result of reading a header.
  public enum ParseResult: Hashable, Sendable {
    /// The whole header was there.
    case header(FrameHeader)
    /// At least this many bytes are missing; with what is known already.
    ///
    /// From two bytes on the number is exact: the second byte determines the header's size.
    case needMoreBytes(Int, known: PartialFrameHeader)
  }

  /// Reads the header that begins at `start`.
  ///
  /// Accepts all bytes and does not judge them. RFC 6455 §5.2.
  public static func parse(_ bytes: Span<UInt8>, at start: Int = 0) -> ParseResult {
    let available = max(0, bytes.count - start)
    guard available >= 2 else {
      let known =
        available == 1 ? PartialFrameHeader(firstByte: bytes[start]) : PartialFrameHeader()
      return .needMoreBytes(2 - available, known: known)
    }

    let firstByte = bytes[start]
    let secondByte = bytes[start + 1]
    let layout = FrameLayout(secondByte: secondByte)
    let length = payloadLength(
      in: bytes, at: start, available: available, secondByte: secondByte, layout: layout)

    guard available >= layout.headerByteCount, let length else {
      var known = PartialFrameHeader(firstByte: firstByte)
      known.layout = layout
      known.payloadLength = length
      return .needMoreBytes(layout.headerByteCount - available, known: known)
    }

    var key: MaskingKey?
    if layout.isMasked {
      let at = start + layout.headerByteCount - 4
      key = MaskingKey(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3])
    }
    return .header(
      FrameHeader(
        isFinal: firstByte & FrameField.fin.maskInByte != 0,
        reservedBits: ReservedBits(rawValue: firstByte),
        opcode: Opcode(inFirstByte: firstByte),
        maskingKey: key,
        payloadLength: length,
        lengthEncoding: layout.lengthEncoding))
  }

  /// Reads the header at the front of an array.
  public static func parse(_ bytes: [UInt8]) -> ParseResult {
    parse(bytes.span)
  }

  /// The length, in any of its forms; nil where its bytes are not all there.
  private static func payloadLength(
    in bytes: Span<UInt8>, at start: Int, available: Int, secondByte: UInt8, layout: FrameLayout
  ) -> UInt64? {
    let extended = layout.lengthEncoding.extendedByteCount
    guard extended > 0 else { return UInt64(secondByte & FrameField.payloadLength.maskInByte) }
    guard available >= 2 + extended else { return nil }
    var length: UInt64 = 0
    for index in start + 2..<start + 2 + extended {
      length = length << 8 | UInt64(bytes[index])
    }
    return length
  }
}

/// What is known of a header, also where its bytes are not all there.
public struct PartialFrameHeader: Hashable, Sendable {
  /// FIN; nil before the first byte.
  public var isFinal: Bool?
  /// RSV1–RSV3; nil before the first byte.
  public var reservedBits: ReservedBits?
  /// What the frame is for; nil before the first byte.
  public var opcode: Opcode?
  /// Where the fields are; nil before the second byte.
  public var layout: FrameLayout?
  /// The payload's size in bytes; nil before its last byte.
  public var payloadLength: UInt64?

  /// Nothing known yet.
  public init() {}

  /// What the first byte of a frame says.
  public init(firstByte: UInt8) {
    isFinal = firstByte & FrameField.fin.maskInByte != 0
    reservedBits = ReservedBits(rawValue: firstByte)
    opcode = Opcode(inFirstByte: firstByte)
  }

  /// The same for a whole header, for checks that work on both.
  public init(_ header: FrameHeader) {
    isFinal = header.isFinal
    reservedBits = header.reservedBits
    opcode = header.opcode
    layout = header.layout
    payloadLength = header.payloadLength
  }
}
