/// An extension that changes the payload of messages, such as permessage-deflate.
///
/// One value serves one connection, in both directions, after the opening handshake agreed on it: a
/// ``NegotiableExtension`` makes it. RFC 6455 §9, RFC 7692 §5.
public protocol MessageExtension: Sendable {
  /// The reserved bits that the extension uses; set on a message's first frame, they say that the
  /// message is transformed.
  var reservedBits: ReservedBits { get }

  /// Judges a received frame's header by the extension's own rules; an endpoint stops at the first
  /// violation.
  ///
  /// An extension that does not implement this has no such rules.
  func judge(_ header: FrameHeader) -> [Finding]

  /// Appends the payload that is sent for a message; returns the reserved bits of its first frame.
  ///
  /// An empty set says to send the message as it is; what was appended is then ignored.
  mutating func transformOutgoing(
    _ message: Span<UInt8>, opcode: Opcode, appendingTo payload: inout [UInt8]
  ) throws(MessageExtensionError) -> ReservedBits

  /// Appends the payload that is sent for the next fragment of a message; returns the reserved bits of
  /// the message's first frame.
  ///
  /// An empty set for the first fragment says to send the message as it is; then this is not called
  /// for its other fragments. An extension that does not implement this sends every such message as it is.
  mutating func transformOutgoingFragment(
    _ fragment: Span<UInt8>, isFinal: Bool, appendingTo payload: inout [UInt8]
  ) throws(MessageExtensionError) -> ReservedBits

  /// Appends the part of the message that the next payload bytes encode.
  ///
  /// The bytes come in pieces of any size, in order; `endsMessage` goes with the last, perhaps empty.
  /// Throws `.tooLarge` as soon as `message` would hold more than `maximumByteCount` bytes.
  mutating func transformIncoming(
    _ payload: Span<UInt8>, endsMessage: Bool, maximumByteCount: Int,
    appendingTo message: inout [UInt8]
  ) throws(MessageExtensionError)
}

extension MessageExtension {
  /// Finds nothing.
  public func judge(_ header: FrameHeader) -> [Finding] { [] }

  /// Leaves messages in fragments as they are.
  public mutating func transformOutgoingFragment(
    _ fragment: Span<UInt8>, isFinal: Bool, appendingTo payload: inout [UInt8]
  ) throws(MessageExtensionError) -> ReservedBits {
    []
  }
}

/// Why an extension cannot transform a message.
public enum MessageExtensionError: Error, Hashable, Sendable {
  /// The message would be larger than allowed.
  case tooLarge
  /// The bytes are not what the extension's RFC says: the rule that they break, what was found, and
  /// at which byte of the given payload, counted from 0.
  case invalidData(Rule, Statement, offset: Int = 0)
  /// There is no memory to do it.
  case outOfMemory
}
