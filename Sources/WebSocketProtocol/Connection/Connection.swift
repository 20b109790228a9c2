/// One end of a WebSocket connection after the opening handshake: bytes in and events out, messages
/// in and bytes out.
///
/// It knows no socket and no clock. The code that drives it
/// - gives it what arrives: `receive(_:)`, at last `receiveEndOfStream()`;
/// - then takes events until there are no more: `nextEvent()`;
/// - sends what it wants to send: `send(text:)`, `ping(_:)`, `close(code:reason:)`, …;
/// - after either, puts `takeBytesToSend()` on the wire, and closes the stream where `closesStream`
///   says so.
///
/// Bytes that have arrived are read only when events are taken. RFC 6455 §5–§8.
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

  /// Writes what a failure is, in the language of the people who read close frames.
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

  /// A server's connection, as its opening handshake has agreed on it.
  public init(
    _ accepted: ServerHandshake.Accepted, settings: ConnectionSettings = ConnectionSettings(),
    reasonOfFailure: ReasonOfFailure? = nil, randomness: any RandomNumberGenerator & Sendable
  ) {
    self.init(
      role: .server, subprotocol: accepted.subprotocol,
      messageExtension: accepted.agreedExtension?.messageExtension, settings: settings,
      leftover: accepted.rest, reasonOfFailure: reasonOfFailure, randomness: randomness)
  }

  /// A client's connection, as its opening handshake has agreed on it.
  public init(
    _ opened: ClientHandshake.Opened, settings: ConnectionSettings = ConnectionSettings(),
    reasonOfFailure: ReasonOfFailure? = nil, randomness: any RandomNumberGenerator & Sendable
  ) {
    self.init(
      role: .client, subprotocol: opened.subprotocol,
      messageExtension: opened.agreedExtension?.messageExtension, settings: settings,
      leftover: opened.rest, reasonOfFailure: reasonOfFailure, randomness: randomness)
  }

  /// Whether this end must close the stream once all bytes are sent: a server after the closing
  /// handshake, and an end that fails the connection.
  ///
  /// An end that closes the stream calls `receiveEndOfStream()` too, and gets the last event.
  public var closesStream: Bool { state.closesStream(role) }
}
