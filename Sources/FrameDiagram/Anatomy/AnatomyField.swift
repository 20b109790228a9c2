import TerminalText
import WebSocketProtocol

/// One field of a frame: where it is, what is there, and what that means.
public struct AnatomyField: Hashable, Sendable {
  /// Which field it is.
  public enum Kind: Hashable, Sendable {
    /// A field of the header.
    case header(FrameField)
    /// A close frame's status code: the first two bytes of its payload (RFC 6455 §5.5.1).
    case closeCode
    /// A close frame's reason: the rest of its payload.
    case closeReason
    /// The payload of any other frame.
    case payload
    /// A field of what an extension or a subprotocol defines, by the name that it has there.
    case named(String)
  }

  /// How much of a field is there.
  public enum Presence: String, Hashable, Sendable {
    /// All of it.
    case whole
    /// Its first bytes only.
    case partial
    /// Nothing.
    case missing
  }

  /// Which field it is.
  public var kind: Kind
  /// Its name, as the RFC calls it.
  public var name: String
  /// Its bits, counted from the frame's first, the most significant of its first byte.
  ///
  /// A payload of 2^59 bytes or more is counted as `largestByteCount`, so that its bits can be.
  public var bits: Range<Int>
  /// How much of it is there.
  public var presence: Presence
  /// Its value as a number; nil for a payload, and where bytes are missing.
  public var value: UInt64?
  /// Its value as text: `1`, `0x1`, `37 fa 21 3d`; empty where nothing is there.
  public var symbol: String
  /// What the value means, in words.
  public var meaning: String
  /// The colour of a field whose kind does not have one.
  public var accent: Style.Accent?

  /// A field from its parts.
  ///
  /// All words are shown as they are: escape what came over the wire.
  public init(
    kind: Kind, name: String, bits: Range<Int>, presence: Presence = .whole, value: UInt64? = nil,
    symbol: String, meaning: String, accent: Style.Accent? = nil
  ) {
    self.kind = kind
    self.name = name
    self.bits = bits
    self.presence = presence
    self.value = value
    self.symbol = symbol
    self.meaning = meaning
    self.accent = accent
  }

  /// The largest size of a payload whose bits an `Int` can certainly count.
  static let largestByteCount = UInt64(1) << 59

  /// The offsets of the bytes of the field, from the frame's first.
  public var byteRange: Range<Int> { bits.lowerBound / 8..<(bits.upperBound + 7) / 8 }

  /// Whether the field begins and ends with a byte.
  public var isWholeBytes: Bool { bits.lowerBound % 8 == 0 && bits.upperBound % 8 == 0 }

  /// Which colour it has in every picture.
  public var style: Style {
    switch kind {
    case .header(.fin): .fin
    case .header(.rsv1), .header(.rsv2), .header(.rsv3): .rsv
    case .header(.opcode): .opcode
    case .header(.mask): .mask
    case .header(.payloadLength), .header(.extendedPayloadLength): .length
    case .header(.maskingKey): .maskingKey
    case .closeCode: .closeCode
    case .closeReason, .payload: .payload
    case .named: Style(accent)
    }
  }
}
