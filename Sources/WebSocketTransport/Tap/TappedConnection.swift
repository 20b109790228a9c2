import WebSocketProtocol

/// One connection through a tap: a socket to either end, and what is on its way between.
///
///     connecting ──▶ passing on ──▶ closed
///         │              │            ▲ ▲
///         │              └▶ winding up ┘ │
///         └──────────────────────────────┘
public final class TappedConnection {
  /// The connection's number, from 1.
  public let number: Int
  /// The address of the client.
  public let clientAddress: SocketAddress
  /// Whatever the application keeps for this connection.
  public var userInfo: AnyObject?

  unowned let tap: WebSocketTap
  // What is needed for every byte that passes is here too, not asked of the tap each time.
  let loop: EventLoop
  private let limits: TransportLimits
  private let handlers: WebSocketTap.Handlers

  var client: TapSocket?
  var server: TapSocket?
  /// Whether the tap shuts down; see `windUp`.
  var isWindingUp = false
  // It holds this connection until it is cancelled or fires: a weak reference would make each later
  // retain and release several times as slow.
  /// For connecting, then for winding up.
  var timer: LoopTimer?
  private var remaining: ArraySlice<SocketAddress>

  init(number: Int, tap: WebSocketTap, client descriptor: Int32) {
    self.number = number
    self.tap = tap
    loop = tap.loop
    limits = tap.limits
    handlers = tap.handlers
    clientAddress = Descriptor.peerAddress(descriptor)
    remaining = tap.targets[...]
    client = TapSocket(.client, descriptor, self, isConnected: true)
  }

  // MARK: - The beginning

  func begin() {
    timer = loop.schedule(after: limits.handshakeTime) {
      guard let target = self.tap.targets.first else { return }
      self.end(.notConnected(.connectTimedOut(target)))
    }
    connectToNext(nil)
  }

  /// Tries the server's next address; the client is not read before one has answered.
  func connectToNext(_ error: SystemError?) {
    guard let address = remaining.popFirst() else {
      let last = tap.targets.last
      let failure = error.map { error in
        last.map { TransportError(connectingTo: $0, error) } ?? .system(error, nil)
      }
      end(.notConnected(failure ?? .nameNotFound("", reason: "it has no address")))
      return
    }
    if let server { drop(server, reset: false) }
    do throws(SystemError) {
      let socket = TapSocket(.server, try Descriptor.connect(to: address), self, isConnected: false)
      server = socket
      try loop.add(socket, .writable)
    } catch {
      connectToNext(error)
    }
  }

  func connected() {
    timer?.cancel()
    timer = nil
    guard let client, let server else { return }
    Descriptor.sendWithoutDelay(client.descriptor)
    Descriptor.sendWithoutDelay(server.descriptor)
    server.isConnected = true
    do throws(SystemError) {
      try loop.add(client, .readable)
    } catch {
      end(.broken(by: .client, error))
      return
    }
    adjust(client, server)
  }

  // MARK: - Passing on

  /// A socket has something to read.
  func passOn(from source: TapSocket) {
    if source.isCutOff {
      discard(from: source)
    } else if isWindingUp {
      passOnLast(of: source)
    } else {
      passOnce(from: source)
    }
  }

  /// Reads once from one end, gives it to the other, and only then shows it.
  func passOnce(from source: TapSocket) {
    guard let target = other(source), source.mayRead else { return }
    var buffer = loop.takeReceiveBuffer()
    defer { loop.giveBack(receiveBuffer: buffer) }
    switch Descriptor.receive(source.descriptor, into: &buffer, from: 0) {
    case .bytes(let count):
      let error = target.send(buffer, count: count)
      handlers.bytes?(self, source.role, buffer.span.extracting(0..<count))
      if let error { end(.broken(by: target.role, error)) }
    case .notNow:
      source.isCutOff = isWindingUp
    case .end:
      source.hasEnded = true
      handlers.ended?(self, source.role)
    case .broken(let error):
      end(.broken(by: source.role, error))
    }
    adjust(source, target)
  }

  /// The socket takes bytes again.
  func drain(_ target: TapSocket) {
    guard let source = other(target) else { return }
    if let error = target.outgoing.send(to: target.descriptor) {
      end(.broken(by: target.role, error))
      return
    }
    adjust(source, target)
    if isWindingUp { passOnLast(of: source) }
  }

  /// Makes both sockets wait for what can happen next, and ends the connection that is over.
  func adjust(_ a: TapSocket, _ b: TapSocket) {
    guard client != nil else { return }
    adjust(from: a, to: b)
    adjust(from: b, to: a)
    if a.endSent, b.endSent, a.hasEnded, b.hasEnded {
      end(isWindingUp ? .abandoned(lostByteCount: 0) : .ended)
      return
    }
    a.updateInterest(loop)
    b.updateInterest(loop)
  }

  /// Holds an end up that sends faster than the other reads, and hands on the end of its stream
  /// behind its last byte.
  private func adjust(from source: TapSocket, to target: TapSocket) {
    let waiting = target.outgoing.count
    if waiting > limits.highWaterByteCount {
      source.isPaused = true
    } else if waiting <= limits.lowWaterByteCount {
      source.isPaused = false
    }
    if source.hasEnded || source.isCutOff, waiting == 0, !target.endSent {
      target.endSent = true
      Descriptor.endSending(target.descriptor)
    }
  }

  func other(_ socket: TapSocket) -> TapSocket? {
    socket === client ? server : client
  }
}
