import WebSocketProtocol

/// Watches over one connection's silence: pings, their pongs, the idle time-out.
///
/// There is one only where the limits ask for one of them.
final class KeepAlive {
  private unowned let connection: WebSocketConnection
  private var lastArrival = Moment.now
  private var timer: LoopTimer?
  private var number: UInt64 = 0
  private var pingSent: Moment?

  init(_ connection: WebSocketConnection) {
    self.connection = connection
    schedule()
  }

  func stop() {
    timer?.cancel()
  }

  func noteArrival() {
    lastArrival = .now
  }

  /// The time since the ping that this pong answers; nil where it answers no keep-alive ping.
  func receivedPong(_ payload: [UInt8]) -> Duration? {
    guard let sent = pingSent, payload == pingPayload else { return nil }
    pingSent = nil
    timer?.cancel()
    schedule()
    return Moment.now.since(sent)
  }

  private var pingPayload: [UInt8] { Array("keep-alive \(number)".utf8) }

  /// Sets the one timer for what comes next.
  private func schedule() {
    let limits = connection.limits
    var wait = limits.pingInterval
    if pingSent != nil { wait = limits.pongTime }
    if let idle = limits.idleTime {
      let left = idle - Moment.now.since(lastArrival)
      wait = min(wait ?? left, left)
    }
    guard let wait else { return }
    timer = connection.loop.schedule(after: wait) { [weak self] in self?.check() }
  }

  private func check() {
    let limits = connection.limits
    if let idle = limits.idleTime, Moment.now.since(lastArrival) >= idle {
      connection.close(code: .goingAway, reason: "Nothing arrived for a while.")
      return
    }
    if let sent = pingSent {
      if Moment.now.since(sent) >= limits.pongTime {
        connection.end(.noPong, reset: true)
        return
      }
    } else if limits.pingInterval != nil {
      number &+= 1
      pingSent = .now
      connection.ping(pingPayload)
    }
    schedule()
  }
}

extension WebSocketConnection {
  func startKeepAlive() {
    guard limits.idleTime != nil || limits.pingInterval != nil else { return }
    keepAlive = KeepAlive(self)
  }

  func receivedPong(_ payload: [UInt8]) {
    let time = keepAlive?.receivedPong(payload)
    if let time { roundTripTime = time }
    handlers.pong?(self, payload, time)
  }
}
