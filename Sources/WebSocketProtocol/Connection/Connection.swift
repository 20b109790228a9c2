/// One end of a WebSocket connection after the opening handshake: bytes in and events out, messages
/// in and bytes out.
///
/// It knows no socket and no clock. Whoever drives it
/// - gives it what arrives: `receive(_:)`, at last `receiveEndOfStream()`;
/// - then takes events until there is none: `nextEvent()`;
/// - sends what it likes: `send(text:)`, `ping(_:)`, `close(code:reason:)`, …;
/// - after either, puts `takeBytesToSend()` on the wire, and closes the stream where `closesStream`
///   says so.
///
/// Arriving bytes are read only as events are taken. RFC 6455 §5–§8.
public struct Connection: Sendable {
  /// Which end this is.
  public let role: Role
  /// The subprotocol agreed on in the opening handshake.
  public let subprotocol: String?
  /// What is allowed, and what happens by itself.
  public let settings: ConnectionSettings
  /// Where the connection is in its life.
  public package(set) var state = ConnectionState.open

  package var writer: FrameWriter
  /// The message that is being sent in fragments.
  package var outgoingMessage: FragmentedMessage?
  package var messageExtension: (any MessageExtension)?
  /// What the close frame says in words when the connection is failed.
  package let reasonOfFailure: ReasonOfFailure?
  package var receiver: Receiver
  package var events = EventQueue()
  package var streamHasEnded = false

  /// Words for a failure, in the language of whoever reads close frames.
  public typealias ReasonOfFailure = @Sendable (ConnectionFailure) -> String

  /// A message of which not all frames are sent.
  package struct FragmentedMessage: Sendable {
    var opcode: Opcode
    var isTransformed: Bool
    /// What the application has given of it so far; only where frames are observed.
    var observedPayload: [UInt8] = []
  }

  /// A connection whose opening handshake is done.
  ///
  /// `leftover` are the bytes that came after the handshake's head. `randomness` makes a client's
  /// masking keys and must not be predictable, RFC 6455 §5.3; a server draws none. `reasonOfFailure`
  /// writes the reason in the close frame that fails the connection, of which 123 bytes are sent;
  /// without it, that is the rule's id and section.
  public init(
    role: Role, subprotocol: String? = nil, messageExtension: (any MessageExtension)? = nil,
    settings: ConnectionSettings = ConnectionSettings(), leftover: [UInt8] = [],
    reasonOfFailure: ReasonOfFailure? = nil, randomness: any RandomNumberGenerator & Sendable
  ) {
    self.role = role
    self.subprotocol = subprotocol
    self.messageExtension = messageExtension
    self.reasonOfFailure = reasonOfFailure
    self.settings = settings
    writer = FrameWriter(role: role, randomness: randomness)
    receiver = Receiver(
      context: FrameContext(
        sender: role.peer, extensionBits: messageExtension?.reservedBits ?? []),
      settings: settings)
    receive(leftover)
  }

  /// Whether this end is to close the stream once all bytes are sent: a server after the closing
  /// handshake, and whoever fails the connection.
  ///
  /// Whoever closes the stream calls `receiveEndOfStream()` too, and gets the last event.
  public var closesStream: Bool { state.closesStream(role) }
}
