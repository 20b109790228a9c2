import WebSocketProtocol

extension TappedConnection {
  /// Passes on what has arrived, then tells both ends that nothing more comes, and waits so long for
  /// theirs.
  ///
  /// A tap adds no frame of its own, so no end is told why; it sees the stream end (1006).
  func windUp(within time: Duration) {
    guard let client, let server, server.isConnected else {
      end(.abandoned(lostByteCount: 0))
      return
    }
    isWindingUp = true
    timer = loop.schedule(after: time) { self.breakOff() }
    for socket in [client, server] { passOnLast(of: socket) }
  }

  /// Ends the connection at once.
  func breakOff() {
    let lost = (client?.outgoing.count ?? 0) + (server?.outgoing.count ?? 0)
    end(.abandoned(lostByteCount: lost))
  }

  /// Reads until nothing is left to be read; from then on the socket is cut off.
  func passOnLast(of source: TapSocket) {
    // An end that sends faster than this gets its turn again, until the time is over.
    for _ in 0..<16 where source.mayRead && !source.isCutOff { passOnce(from: source) }
  }

  /// Throws away what an end sends that was cut off: unread bytes would make closing a reset.
  func discard(from source: TapSocket) {
    guard let target = other(source), source.mayRead else { return }
    var buffer = loop.takeReceiveBuffer()
    defer { loop.giveBack(receiveBuffer: buffer) }
    switch Descriptor.receive(source.descriptor, into: &buffer, from: 0) {
    case .bytes, .notNow: break
    case .end, .broken: source.hasEnded = true
    }
    adjust(source, target)
  }

  /// Closes both sockets, and tells the tap.
  func end(_ cause: TapEnd) {
    guard client != nil else { return }
    timer?.cancel()
    timer = nil
    let sockets = [client, server]
    client = nil
    server = nil
    for case let socket? in sockets { drop(socket, reset: cause.isBreak) }
    tap.closed(self, cause)
  }

  /// Closes a socket; with a reset, where its end must learn that something is missing.
  func drop(_ socket: TapSocket, reset: Bool) {
    loop.remove(socket)
    if reset {
      Descriptor.closeWithReset(socket.descriptor)
    } else {
      Platform.closeDescriptor(socket.descriptor)
    }
  }
}

/// How a connection through a tap ended.
public enum TapEnd: Hashable, Sendable {
  /// Both ends have ended their streams.
  case ended
  /// The stream of that end broke; the other was broken too.
  case broken(by: Role, SystemError)
  /// The server could not be connected to.
  case notConnected(TransportError)
  /// The tap was shut down; so many bytes were read and not taken by who they were for.
  case abandoned(lostByteCount: Int)

  /// Whether both ends learn by a reset that the stream is not whole.
  fileprivate var isBreak: Bool {
    switch self {
    case .ended: false
    case .abandoned(let lost): lost > 0
    case .broken, .notConnected: true
    }
  }
}
