import WebSocketProtocol

/// One of the two sockets of a connection through a tap.
final class TapSocket: Participant {
  let role: Role
  let descriptor: Int32
  var outgoing = OutgoingBytes()
  var isConnected: Bool
  /// This end sends no more.
  var hasEnded = false
  /// Nothing more of this end is passed on, because the tap shuts down; what it sends is thrown away.
  var isCutOff = false
  /// This end was told that the other sends no more.
  var endSent = false
  /// Nothing is read from this end, because the other does not take it.
  var isPaused = false
  private var interest: Interest
  private unowned let connection: TappedConnection

  init(_ role: Role, _ descriptor: Int32, _ connection: TappedConnection, isConnected: Bool) {
    self.role = role
    self.descriptor = descriptor
    self.connection = connection
    self.isConnected = isConnected
    interest = isConnected ? .readable : .writable
  }

  var mayRead: Bool { !hasEnded && (isCutOff || !isPaused) }

  func becameReady(_ interest: Interest) {
    // Handlers may end the connection, which lives as long as this call.
    let connection = connection
    guard isConnected else {
      let code = Descriptor.pendingError(descriptor)
      if code == 0 {
        connection.connected()
      } else {
        connection.connectToNext(SystemError(call: "connect", code: code))
      }
      return
    }
    if interest.contains(.writable) { connection.drain(self) }
    if interest.contains(.readable) { connection.passOn(from: self) }
  }

  /// Sends the beginning of a buffer; what the socket does not take waits.
  func send(_ bytes: [UInt8], count: Int) -> SystemError? {
    var sent = 0
    if outgoing.count == 0 {
      switch Descriptor.send(descriptor, bytes, from: 0, to: count) {
      case .bytes(let count): sent = count
      case .notNow, .end: break
      case .broken(let error): return error
      }
    }
    if sent < count { outgoing.append(bytes, from: sent, to: count) }
    return nil
  }

  func updateInterest(_ loop: EventLoop) {
    var wanted: Interest = mayRead ? .readable : []
    if outgoing.count > 0 { wanted.insert(.writable) }
    guard wanted != interest else { return }
    interest = wanted
    loop.change(self, wanted)
  }
}
