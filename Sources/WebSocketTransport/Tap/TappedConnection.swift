import WebSocketProtocol

/// One connection through a tap: a socket to either end, and what is on its way between.
public final class TappedConnection {
  /// The connection's number, from 1.
  public let number: Int
  /// The address of the client.
  public let clientAddress: SocketAddress
  /// Whatever the application keeps for this connection.
  public var userInfo: AnyObject?

  private unowned let tap: WebSocketTap
  private var client: TapSocket?
  private var server: TapSocket?
  private var remaining: ArraySlice<SocketAddress>
  private var timer: LoopTimer?

  init(number: Int, tap: WebSocketTap, client descriptor: Int32) {
    self.number = number
    self.tap = tap
    clientAddress = Descriptor.peerAddress(descriptor)
    remaining = tap.targets[...]
    client = TapSocket(.client, descriptor, self, isConnected: true)
  }

  // MARK: - The beginning

  func begin() {
    timer = tap.loop.schedule(after: tap.limits.handshakeTime) { [weak self] in
      guard let self, let target = self.tap.targets.first else { return }
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
      try tap.loop.add(socket, .writable)
    } catch {
      connectToNext(error)
    }
  }

  func connected() {
    timer?.cancel()
    guard let client, let server else { return }
    Descriptor.sendWithoutDelay(client.descriptor)
    Descriptor.sendWithoutDelay(server.descriptor)
    server.isConnected = true
    do throws(SystemError) {
      try tap.loop.add(client, .readable)
    } catch {
      end(.broken(by: .client, error))
      return
    }
    adjust(client, server)
  }

  // MARK: - Passing on

  /// Reads once from one end, gives it to the other, and only then shows it.
  func passOn(from source: TapSocket) {
    guard let target = other(source), source.mayRead else { return }
    var buffer = tap.loop.takeReceiveBuffer()
    defer { tap.loop.giveBack(receiveBuffer: buffer) }
    switch Descriptor.receive(source.descriptor, into: &buffer, from: 0) {
    case .bytes(let count):
      let error = target.send(buffer, count: count)
      tap.handlers.bytes?(self, source.role, buffer.span.extracting(0..<count))
      if let error { end(.broken(by: target.role, error)) }
    case .notNow:
      break
    case .end:
      source.hasEnded = true
      tap.handlers.ended?(self, source.role)
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
  }

  /// Makes both sockets wait for what can happen next, and hands on the end of a stream behind its
  /// last byte.
  private func adjust(_ a: TapSocket, _ b: TapSocket) {
    guard client != nil else { return }
    for (source, target) in [(a, b), (b, a)] {
      if target.outgoing.count > tap.limits.highWaterByteCount {
        source.isPaused = true
      } else if target.outgoing.count <= tap.limits.lowWaterByteCount {
        source.isPaused = false
      }
      if source.hasEnded, target.outgoing.count == 0, !target.endSent {
        target.endSent = true
        Descriptor.endSending(target.descriptor)
      }
    }
    if a.endSent, b.endSent {
      end(.ended)
      return
    }
    a.updateInterest(tap.loop)
    b.updateInterest(tap.loop)
  }

  private func other(_ socket: TapSocket) -> TapSocket? {
    socket === client ? server : client
  }

  // MARK: - The end

  /// Closes both sockets; with a reset unless both streams have ended as they should.
  func end(_ cause: TapEnd) {
    guard client != nil else { return }
    timer?.cancel()
    let sockets = [client, server]
    client = nil
    server = nil
    for case let socket? in sockets { drop(socket, reset: cause != .ended) }
    tap.closed(self, cause)
  }

  private func drop(_ socket: TapSocket, reset: Bool) {
    tap.loop.remove(socket)
    if reset {
      Descriptor.closeWithReset(socket.descriptor)
    } else {
      Platform.closeDescriptor(socket.descriptor)
    }
  }
}

/// One of the two sockets of a connection through a tap.
final class TapSocket: Participant {
  let role: Role
  let descriptor: Int32
  var outgoing = OutgoingBytes()
  var isConnected: Bool
  /// This end sends no more.
  var hasEnded = false
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

  var mayRead: Bool { !hasEnded && !isPaused }

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
