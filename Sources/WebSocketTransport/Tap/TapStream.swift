import WebSocketProtocol

/// One of the two streams of a connection through a tap.
final class TapStream: ByteStreamUser {
  let role: Role
  let stream: any ByteStream
  var outgoing = OutgoingBytes()
  private(set) var isOpen = false
  /// What becomes of the bytes that this end sends.
  var input = TapInput.passing
  /// Whether this end was told that the other sends no more.
  var isTold = false
  /// Whether nothing is read from this end, because the other does not take it.
  var isPaused = false
  private unowned let connection: TappedConnection

  init(_ role: Role, _ stream: any ByteStream, _ connection: TappedConnection) {
    self.role = role
    self.stream = stream
    self.connection = connection
  }

  var mayRead: Bool {
    switch input {
    case .passing: !isPaused
    case .cutOff: true
    case .ended: false
    }
  }

  /// How many bytes for this end wait.
  var waitingByteCount: Int { outgoing.count + stream.pendingByteCount }

  func streamOpened() {
    isOpen = true
    connection.streamOpened()
  }

  func streamDidNotOpen(_ error: StreamError) {
    connection.end(.broken(by: role, error))
  }

  func streamBecameReady(_ interest: Interest) {
    // Handlers may end the connection, which lives as long as this call.
    let connection = connection
    if interest.contains(.writable) { connection.drain(self) }
    if interest.contains(.readable) { connection.passOn(from: self) }
  }

  /// Adjusts what is waited for to what is to be done.
  func updateInterest() {
    var wanted: Interest = mayRead ? .readable : []
    if outgoing.count > 0 { wanted.insert(.writable) }
    stream.wait(for: wanted)
  }
}
