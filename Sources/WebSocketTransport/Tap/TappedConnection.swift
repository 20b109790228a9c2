import WebSocketProtocol

/// One connection through a tap: a stream to either end, and what is on its way between them.
public final class TappedConnection {
  /// The connection's number, from 1.
  public let number: Int
  /// The address of the client.
  public let clientAddress: SocketAddress
  /// Anything that the application keeps for this connection.
  public var userInfo: AnyObject?

  unowned let tap: WebSocketTap
  // What is needed for every byte that passes is here too, not asked of the tap each time.
  let loop: EventLoop
  private let limits: TransportLimits
  private let handlers: WebSocketTap.Handlers

  var phase = TapPhase.connecting
  var client: TapStream?
  var server: TapStream?
  // It holds this connection until it is cancelled or fires: a weak reference would make each later
  // retain and release several times as slow.
  /// For connecting, then for winding up.
  var timer: LoopTimer?
  /// The socket to the server, until it is connected.
  var attempt: ConnectAttempt?
  private var remaining: ArraySlice<SocketAddress>

  init(number: Int, tap: WebSocketTap, client descriptor: Int32) {
    self.number = number
    self.tap = tap
    loop = tap.loop
    limits = tap.limits
    handlers = tap.handlers
    clientAddress = Descriptor.peerAddress(descriptor)
    remaining = tap.targets[...]
    client = TapStream(.client, SocketStream(descriptor, on: loop), self)
  }

  // MARK: - The beginning

  func begin() {
    timer = loop.schedule(after: limits.handshakeTime) {
      guard let target = self.tap.targets.first else { return }
      self.end(.notConnected(.connectTimedOut(target)))
    }
    connectToNext(.nameNotFound("", reason: "it has no address"))
  }

  /// Tries the server's next address; ends with an error where there is none.
  private func connectToNext(_ failure: TransportError) {
    attempt = nil
    guard let address = remaining.popFirst() else {
      end(.notConnected(failure))
      return
    }
    do throws(SystemError) {
      attempt = try ConnectAttempt(address, on: loop) { [unowned self] attempt, error in
        connected(attempt, error)
      }
    } catch {
      connectToNext(TransportError(connectingTo: address, error))
    }
  }

  private func connected(_ attempt: ConnectAttempt, _ error: SystemError?) {
    if let error {
      attempt.cancel()
      connectToNext(TransportError(connectingTo: attempt.address, error))
      return
    }
    self.attempt = nil
    server = TapStream(.server, SocketStream(attempt.takeDescriptor(), on: loop), self)
    // The client is not read before a server is there.
    server.map { $0.stream.open(for: $0) }
    client.map { $0.stream.open(for: $0) }
  }

  func streamOpened() {
    guard let client, let server, client.isOpen, server.isOpen, phase.begin() else { return }
    timer?.cancel()
    timer = nil
    adjust(client, server)
  }

  // MARK: - Passing on

  /// An end has something to read.
  func passOn(from source: TapStream) {
    if source.input == .cutOff {
      discard(from: source)
    } else if phase == .windingUp {
      passOnLast(of: source)
    } else {
      passOnce(from: source)
    }
  }

  /// Reads once from one end, gives it to the other, and only then shows it.
  func passOnce(from source: TapStream) {
    guard let target = other(source), source.mayRead else { return }
    var buffer = loop.takeReceiveBuffer()
    defer { loop.giveBack(receiveBuffer: buffer) }
    switch source.stream.receive(into: &buffer, from: 0) {
    case .bytes(let count):
      let result = target.outgoing.send(buffer, count: count, to: target.stream)
      handlers.bytes?(self, source.role, buffer.span.extracting(0..<count))
      if case .broken(let error) = result { end(.broken(by: target.role, error)) }
    case .notNow:
      source.input.allIsRead(in: phase)
    case .end:
      source.input.end()
      handlers.ended?(self, source.role)
    case .broken(let error):
      end(.broken(by: source.role, error))
    }
    adjust(source, target)
  }

  /// An end takes bytes again.
  func drain(_ target: TapStream) {
    guard let source = other(target) else { return }
    if case .broken(let error) = target.outgoing.send(to: target.stream) {
      end(.broken(by: target.role, error))
      return
    }
    adjust(source, target)
    if phase == .windingUp { passOnLast(of: source) }
  }

  /// Makes both streams wait for what can happen next, and ends the connection that is over.
  func adjust(_ a: TapStream, _ b: TapStream) {
    guard phase != .closed else { return }
    adjust(from: a, to: b)
    adjust(from: b, to: a)
    if a.isTold, b.isTold, a.input == .ended, b.input == .ended {
      end(phase == .windingUp ? .abandoned(lostByteCount: 0) : .ended)
      return
    }
    a.updateInterest()
    b.updateInterest()
  }

  /// Pauses an end that sends faster than the other reads, and passes on the end of its stream
  /// after its last byte.
  private func adjust(from source: TapStream, to target: TapStream) {
    let waiting = target.outgoing.count
    if waiting > limits.highWaterByteCount {
      source.isPaused = true
    } else if waiting <= limits.lowWaterByteCount {
      source.isPaused = false
    }
    if source.input != .passing, waiting == 0, !target.isTold {
      target.isTold = true
      target.stream.endSending()
    }
  }

  func other(_ source: TapStream) -> TapStream? {
    source === client ? server : client
  }
}
