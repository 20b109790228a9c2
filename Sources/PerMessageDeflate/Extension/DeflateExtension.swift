import WebSocketProtocol

/// permessage-deflate on one connection: compresses what this end sends, inflates what it receives.
///
/// ``PermessageDeflate`` makes it in the opening handshake, of what both ends agreed on.
/// RFC 7692 §7.2.
public struct DeflateExtension: MessageExtension {
  /// What both ends agreed on.
  public let agreement: DeflateAgreement

  private var deflater: Deflater
  private var inflater: Inflater

  /// The extension at one end of a connection.
  public init(
    role: Role, agreement: DeflateAgreement, settings: DeflateSettings = DeflateSettings()
  ) {
    self.agreement = agreement
    deflater = Deflater(agreement[role], settings: settings)
    inflater = Inflater(agreement[role.peer], settings: settings)
  }

  /// RSV1 on a message's first frame says that it is compressed (RFC 7692 §6).
  public var reservedBits: ReservedBits { .rsv1 }

  /// Finds RSV1 on frames that never have it.
  public func judge(_ header: FrameHeader) -> [Finding] {
    DeflateRules.judge(PartialFrameHeader(header))
  }

  /// Appends the compressed message; nothing where it is better sent as it is.
  public mutating func transformOutgoing(
    _ message: Span<UInt8>, opcode: Opcode, appendingTo payload: inout [UInt8]
  ) throws(MessageExtensionError) -> ReservedBits {
    deflater.deflate(message, appendingTo: &payload) ? .rsv1 : []
  }

  /// Appends the next fragment, compressed: each frame holds all of its own part of the message.
  public mutating func transformOutgoingFragment(
    _ fragment: Span<UInt8>, isFinal: Bool, appendingTo payload: inout [UInt8]
  ) throws(MessageExtensionError) -> ReservedBits {
    guard deflater.canCompress else { return [] }
    guard deflater.deflateFragment(fragment, isFinal: isFinal, appendingTo: &payload) else {
      throw .outOfMemory
    }
    return .rsv1
  }

  /// Appends the bytes that the next piece of compressed data encodes.
  public mutating func transformIncoming(
    _ payload: Span<UInt8>, endsMessage: Bool, maximumByteCount: Int,
    appendingTo message: inout [UInt8]
  ) throws(MessageExtensionError) {
    let before = inflater.compressedByteCount
    do throws(InflateError) {
      try inflater.inflate(payload, maximumByteCount: maximumByteCount, appendingTo: &message)
      if endsMessage {
        try inflater.endMessage(maximumByteCount: maximumByteCount, appendingTo: &message)
      }
    } catch {
      guard let rule = error.rule else {
        throw error == .outOfMemory ? .outOfMemory : .tooLarge
      }
      throw .invalidData(rule, error.statement, offset: max(0, (error.offset ?? 0) - before))
    }
  }
}
