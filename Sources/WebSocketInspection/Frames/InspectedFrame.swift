import WebSocketProtocol

/// A frame with its findings and the message that it ends.
///
/// It is a class because it is passed on several times; it does not change.
public final class InspectedFrame {
  /// The frame as it was on the wire.
  public let record: FrameRecord
  /// What is known of its sender and the extensions.
  public let context: FrameContext
  /// What is broken, and what depends on something that is not known.
  public let findings: [Finding]
  /// What a close frame says; nil for other frames, and where its code is not there.
  public let close: ClosePayload?
  /// The type of the message that the frame belongs to; nil for control frames.
  public let messageOpcode: Opcode?
  /// Whether the payload is compressed, or may be.
  public let isCompressed: Bool
  /// The unmasked payload, if the payloads of frames are kept.
  public let payload: StoredBytes?
  /// The message that the frame ends.
  public let message: InspectedMessage?

  init(
    _ record: FrameRecord, _ context: FrameContext, findings: [Finding] = [],
    close: ClosePayload? = nil, messageOpcode: Opcode? = nil, isCompressed: Bool = false,
    payload: StoredBytes? = nil, message: InspectedMessage? = nil
  ) {
    self.record = record
    self.context = context
    self.findings = findings
    self.close = close
    self.messageOpcode = messageOpcode
    self.isCompressed = isCompressed
    self.payload = payload
    self.message = message
  }

  /// The same frame with another message.
  func with(_ message: InspectedMessage) -> InspectedFrame {
    InspectedFrame(
      record, context, findings: findings, close: close, messageOpcode: messageOpcode,
      isCompressed: isCompressed, payload: payload, message: message)
  }

  /// The findings that say that a rule is broken.
  public var violations: [Finding] { findings.filter { $0.verdict == .broken } }
}

/// A message as an application reads it: whole, and inflated.
public struct InspectedMessage {
  /// `.text` or `.binary`.
  public var opcode: Opcode
  /// How many frames it has; 0 if the source has only messages.
  public var frameCount: Int
  /// Its size in bytes, inflated; nil if that is not known.
  public var byteCount: UInt64?
  /// The sum of its frames' payloads in bytes, as on the wire.
  public var wireByteCount: UInt64
  /// Whether it was compressed; nil if that depends on a handshake that is not known.
  public var isCompressed: Bool?
  /// Whether it is a text in UTF-8.
  public var isText: Bool
  /// The inflated content that is kept; nil if it is not known.
  public var content: StoredBytes?
  /// Why there is no content, unless none was to be kept.
  public var omission: Statement?
  /// What a ``MessageReader`` found in it.
  public var annotations: [MessageAnnotation] = []
}

/// What a layer above WebSocket, such as a subprotocol, says about a message.
public struct MessageAnnotation: Hashable, Sendable {
  /// The name of the layer: `mqtt`, `socket.io`.
  public var layer: String
  /// What the message is, in the terms of the layer.
  public var summary: Statement
  /// What the rules of the layer say.
  public var findings: [Finding]

  /// An annotation from its parts.
  public init(layer: String, summary: Statement, findings: [Finding]) {
    self.layer = layer
    self.summary = summary
    self.findings = findings
  }
}

/// Reads each complete message of a connection, for example for a subprotocol.
public protocol MessageReader: AnyObject {
  /// Takes the next message, and adds to its annotations.
  ///
  /// `subprotocol` is the one that the opening handshake agreed on; nil if there is none or it is not
  /// known. `sender` is nil if the roles of the ends are not known.
  func read(_ message: inout InspectedMessage, subprotocol: String?, from sender: Role?)
}
