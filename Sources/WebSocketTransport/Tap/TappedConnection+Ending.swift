import WebSocketProtocol

extension TappedConnection {
  /// Passes on what has arrived, then tells both ends that nothing more comes, and waits that long
  /// for their ends.
  ///
  /// A tap adds no frame of its own, so no end is told why; it sees the stream end (1006).
  func windUp(within time: Duration) {
    switch phase.shutDown() {
    case .none: break
    case .close: end(.abandoned(lostByteCount: 0))
    case .windUp:
      timer = loop.schedule(after: time) { self.breakOff() }
      for stream in [client, server] { stream.map(passOnLast) }
    }
  }

  /// Ends the connection at once.
  func breakOff() {
    let lost = (client?.waitingByteCount ?? 0) + (server?.waitingByteCount ?? 0)
    end(.abandoned(lostByteCount: lost))
  }

  /// Reads until nothing is left to be read; from then on the stream is cut off.
  func passOnLast(of source: TapStream) {
    // An end that sends faster than this gets its turn again, until the time is over.
    for _ in 0..<16 where source.mayRead && source.input == .passing { passOnce(from: source) }
  }

  /// Throws away what an end sends that is cut off.
  func discard(from source: TapStream) {
    guard let target = other(source) else { return }
    var buffer = loop.takeReceiveBuffer()
    defer { loop.giveBack(receiveBuffer: buffer) }
    switch source.stream.receive(into: &buffer, from: 0) {
    case .bytes, .notNow: break
    case .end, .broken: source.input.end()
    }
    adjust(source, target)
  }

  /// Gives both streams up, and tells the tap.
  func end(_ cause: TapEnd) {
    guard phase.close() else { return }
    timer?.cancel()
    timer = nil
    attempt?.cancel()
    attempt = nil
    let streams = [client, server].compactMap { $0?.stream }
    client = nil
    server = nil
    for stream in streams {
      if cause.isBreak { stream.reset() } else { stream.close() }
    }
    tap.closed(self, cause)
  }
}

/// How a connection through a tap ended.
public enum TapEnd: Hashable, Sendable {
  /// Both ends have ended their streams.
  case ended
  /// The stream of that end broke; the other was broken too.
  case broken(by: Role, StreamError)
  /// The server could not be connected to.
  case notConnected(TransportError)
  /// The tap was shut down; this many bytes were read and did not reach the other end.
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
