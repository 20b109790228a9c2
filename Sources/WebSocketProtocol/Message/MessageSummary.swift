/// What an observer knows of a message when its last frame is there.
public struct MessageSummary: Hashable, Sendable {
  /// `.text` or `.binary`.
  public var opcode: Opcode
  /// How many frames the message came in.
  public var frameCount: Int
  /// The sum of the frames' payloads in bytes, as on the wire.
  public var payloadLength: UInt64
  /// The unmasked payload, as on the wire; nil where it is too long to be kept.
  public var payload: [UInt8]?
  /// Whether a text is UTF-8; nil where that was not judged: a binary message, or one that is or may
  /// be compressed.
  public var isValidText: Bool?
  /// Whether the payload is compressed; nil where that depends on extensions that are not known.
  public var isCompressed: Bool?

  /// A summary from its parts.
  public init(
    opcode: Opcode, frameCount: Int, payloadLength: UInt64, payload: [UInt8]?, isValidText: Bool?,
    isCompressed: Bool?
  ) {
    self.opcode = opcode
    self.frameCount = frameCount
    self.payloadLength = payloadLength
    self.payload = payload
    self.isValidText = isValidText
    self.isCompressed = isCompressed
  }
}
