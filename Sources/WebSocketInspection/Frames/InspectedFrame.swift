import WebSocketProtocol

/// A frame with all that is to be said of it.
///
/// An object because it is handed on several times; nothing changes it once it is told.
public final class InspectedFrame {
  /// The frame as it was on the wire.
  public let record: FrameRecord
  /// What is known of its surroundings.
  public let context: FrameContext
  /// What the rules say: what is broken, and what depends on something that is not known.
  public let findings: [Finding]
  /// What a close frame says; nil for other frames, and where its code is not there.
  public let close: ClosePayload?
  /// The type of the message that the frame belongs to; nil for control frames.
  public let messageOpcode: Opcode?
  /// Whether the payload is compressed, or may be.
  public let isCompressed: Bool
  /// The payload, unmasked, where each frame's is kept.
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

  /// The same frame with what was added to its message.
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
  /// How many frames it came in; 0 where the source knows messages alone.
  public var frameCount: Int
  /// Its size in bytes, inflated; nil where that is not known.
  public var byteCount: UInt64?
  /// The sum of its frames' payloads in bytes, as on the wire.
  public var wireByteCount: UInt64
  /// Whether it came compressed; nil where that depends on a handshake that is not known.
  public var isCompressed: Bool?
  /// Whether it is a text, and that is UTF-8.
  public var isText: Bool
  /// What it holds, inflated, as much as is kept; nil where that is not known.
  public var content: StoredBytes?
  /// Why there is no content, where that is not by choice.
  public var omission: Statement?
  /// What a ``MessageReader`` found in it.
  public var annotations: [MessageAnnotation] = []
}

/// What a layer above WebSocket, such as a subprotocol, says of a message.
public struct MessageAnnotation: Hashable, Sendable {
  /// The layer's name: `mqtt`, `socket.io`.
  public var layer: String
  /// What the message is, in the layer's terms.
  public var summary: Statement
  /// What the layer's own rules say.
  public var findings: [Finding]

  /// An annotation from its parts.
  public init(layer: String, summary: Statement, findings: [Finding]) {
    self.layer = layer
    self.summary = summary
    self.findings = findings
  }
}

/// Reads each message of a connection when it is complete: the place for subprotocols.
public protocol MessageReader: AnyObject {
  /// Takes the next message, and adds to its annotations what it finds.
  ///
  /// `subprotocol` is what the opening handshake agreed on; nil where there was none or it is not
  /// known. `sender` is nil where the ends' roles are not known.
  func read(_ message: inout InspectedMessage, subprotocol: String?, from sender: Role?)
}
