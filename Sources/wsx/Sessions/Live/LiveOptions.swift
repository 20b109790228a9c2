import CommandLineKit
import PerMessageDeflate
import WebSocketProtocol
import WebSocketTransport

extension TransportLimits {
  /// The options that set limits, for commands with connections of their own.
  static let options = [
    Option.value("max-message", "BYTES", "largest message that is accepted (default 16777216)"),
    .value("max-fragments", "NUMBER", "most frames in a message (default 131072)"),
    .value("max-head", "BYTES", "largest head of a handshake (default 16384)"),
    .value(
      "max-queue", "BYTES", "most bytes that wait for a peer that does not read (default 67108864)"),
    .value("handshake-timeout", "SECONDS", "time for the opening handshake (default 10)"),
    .value(
      "idle-timeout", "SECONDS", "close a connection that is silent this long (default never)"),
    .value("ping", "SECONDS", "send a ping at this interval (default never)"),
  ]

  /// The limits that the command line asks for.
  init(_ arguments: Arguments) throws(Failure) {
    self.init()
    // A number that is larger by far than any memory, and still can be added to.
    let bytes = 1...(1 << 40)
    let seconds = 1...86_400
    connectionCount = try arguments.number("max-connections", in: 1...1_000_000) ?? connectionCount
    messageByteCount = try arguments.number("max-message", in: bytes) ?? messageByteCount
    fragmentCount = try arguments.number("max-fragments", in: bytes) ?? fragmentCount
    headByteCount = try arguments.number("max-head", in: 128...(1 << 24)) ?? headByteCount
    queueByteCount = try arguments.number("max-queue", in: bytes) ?? queueByteCount
    if let time = try arguments.number("handshake-timeout", in: seconds) {
      handshakeTime = .seconds(time)
    }
    idleTime = try arguments.number("idle-timeout", in: seconds).map { .seconds($0) }
    pingInterval = try arguments.number("ping", in: seconds).map { .seconds($0) }
  }
}

/// The event loop of a command.
func makeEventLoop() throws(Failure) -> EventLoop {
  ignoreBrokenPipes()
  do throws(TransportError) {
    return try EventLoop()
  } catch {
    throw Failure(status: .network, message: "\(error)")
  }
}
