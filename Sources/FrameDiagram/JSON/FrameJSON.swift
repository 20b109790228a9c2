import WebSocketProtocol

/// A frame as a JSON object: its fields, its payload, and which rules it breaks.
public struct FrameJSON: Sendable {
  /// The frame.
  public var anatomy: FrameAnatomy
  /// Whether the fields are listed too, with their bits and meanings.
  public var includesFields: Bool

  /// A writer of a frame.
  public init(_ anatomy: FrameAnatomy, includesFields: Bool = false) {
    self.anatomy = anatomy
    self.includesFields = includesFields
  }

  /// The object, on one line without its end.
  ///
  /// If a payload is not kept whole, `payload` is its beginning, and `payloadOmitted` says so.
  public func line() -> String {
    JSONText.object { json in
      addMembersBeforePayload(to: &json)
      addPayload(to: &json)
      addMembersAfterPayload(to: &json)
    }
  }

  /// Bytes in hexadecimal, as ASCII.
  public static func hex(of bytes: [UInt8]) -> [UInt8] {
    var digits = [UInt8](repeating: 0, count: 2 * bytes.count)
    var span = digits.mutableSpan
    for index in bytes.indices {
      span[2 * index] = hexDigit(bytes[index] >> 4)
      span[2 * index + 1] = hexDigit(bytes[index] & 0b0000_1111)
    }
    return digits
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
