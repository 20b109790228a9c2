/// What a frame is for: the four bits that say what its payload means.
///
/// 0–15; 3–7 and 11–15 are reserved. RFC 6455 §5.2, §11.8.
public struct Opcode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire, 0–15.
  public let rawValue: UInt8

  /// An opcode by its number; nil above 15, which four bits cannot hold.
  public init?(rawValue: UInt8) {
    guard rawValue <= 15 else { return nil }
    self.rawValue = rawValue
  }

  /// The opcode in the low four bits of a frame's first byte.
  public init(inFirstByte byte: UInt8) {
    rawValue = byte & 0b0000_1111
  }

  /// 0: continues the message that an earlier frame began.
  public static let continuation = Opcode(inFirstByte: 0)
  /// 1: begins a message of UTF-8 text.
  public static let text = Opcode(inFirstByte: 1)
  /// 2: begins a message of arbitrary bytes.
  public static let binary = Opcode(inFirstByte: 2)
  /// 8: begins or answers the closing handshake.
  public static let close = Opcode(inFirstByte: 8)
  /// 9: asks the peer for a pong.
  public static let ping = Opcode(inFirstByte: 9)
  /// 10: answers a ping, or is sent without one as a sign of life.
  public static let pong = Opcode(inFirstByte: 10)

  /// All sixteen opcodes in order.
  public static let all = (0...15).map { Opcode(inFirstByte: $0) }

  /// Whether the frame is about the connection (8–15), not for the application.
  public var isControl: Bool { rawValue >= 8 }

  /// Whether RFC 6455 gives this opcode no meaning: 3–7 and 11–15.
  public var isReserved: Bool {
    switch self {
    case .continuation, .text, .binary, .close, .ping, .pong: false
    default: true
    }
  }

  /// The RFC's word for it; "reserved" for the ten that have no meaning.
  public var name: String {
    switch self {
    case .continuation: "continuation"
    case .text: "text"
    case .binary: "binary"
    case .close: "close"
    case .ping: "ping"
    case .pong: "pong"
    default: "reserved"
    }
  }
}
