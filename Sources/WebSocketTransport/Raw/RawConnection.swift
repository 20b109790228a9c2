/// A TCP connection whose bytes are its user's business, right or wrong: for tests of other endpoints.
///
/// Everything is told to `onEvent`, never within a call of the user. Bytes that are sent go out at
/// once as far as the socket takes them, so that a receiver can see the pieces.
package final class RawConnection {
  /// What can happen.
  package enum Event {
    /// The connection is open.
    case opened
    /// There is no connection.
    case notConnected(TransportError)
    /// The peer's next bytes.
    case received([UInt8])
    /// The socket took everything that was to be sent.
    case sent
    /// The peer sends no more (FIN).
    case finished
    /// The connection broke, as with a reset (RST).
    case broken(StreamError)
  }

  /// Told what happens; nothing more after `close` or `reset`.
  package var onEvent: (Event) -> Void = { _ in }
  /// Whether bytes are read as they come.
  ///
  /// A peer that is not read from has to wait.
  package var reads = true {
    didSet { waitForWhatIsNeeded() }
  }
  /// Called once, when the socket is closed.
  var whenClosed: () -> Void = {}

  private let loop: EventLoop
  private var attempt: ConnectAttempt?
  private var stream: (any ByteStream)?
  private var outgoing = OutgoingBytes()
  private var endsSending = false
  private var isFinished = false
  private var isClosed = false

  /// Begins to connect.
  package init(to address: SocketAddress, on loop: EventLoop) {
    self.loop = loop
    do throws(SystemError) {
      attempt = try ConnectAttempt(address, on: loop) { [weak self] attempt, error in
        self?.attemptEnded(attempt, error)
      }
    } catch {
      loop.schedule(after: .zero) { [weak self] in
        self?.tell(.notConnected(TransportError(connectingTo: address, error)))
      }
    }
  }

  /// Takes a socket that a listener accepted.
  init(accepted descriptor: Int32, on loop: EventLoop) {
    self.loop = loop
    let stream = SocketStream(descriptor, on: loop)
    self.stream = stream
    loop.schedule(after: .zero) { [weak self] in
      guard let self, !self.isClosed else { return }
      stream.open(for: self)
    }
  }

  private func attemptEnded(_ attempt: ConnectAttempt, _ error: SystemError?) {
    self.attempt = nil
    if let error {
      let address = attempt.address
      attempt.cancel()
      tell(.notConnected(TransportError(connectingTo: address, error)))
      return
    }
    let stream = SocketStream(attempt.takeDescriptor(), on: loop)
    self.stream = stream
    stream.open(for: self)
  }

  private func tell(_ event: Event) {
    guard !isClosed else { return }
    onEvent(event)
  }

  // MARK: - Sending

  /// How many bytes wait for the socket.
  package var pendingByteCount: Int { outgoing.count }

  /// Sends bytes after those that wait.
  package func send(_ bytes: [UInt8]) {
    guard let stream, !isClosed else { return }
    if case .broken(let error) = outgoing.send(bytes, count: bytes.count, to: stream) {
      breakLater(error)
    }
    waitForWhatIsNeeded()
  }

  /// Ends this direction (FIN) after what waits; the other stays open.
  package func endSending() {
    endsSending = true
    if outgoing.count == 0 { stream?.endSending() }
  }

  /// A peer that resets the connection is told once what it sent before is read.
  private func breakLater(_ error: StreamError) {
    outgoing.discard()
    loop.schedule(after: .milliseconds(1)) { [weak self] in
      guard let self, !self.isFinished else { return }
      self.isFinished = true
      self.tell(.broken(error))
    }
  }

  // MARK: - The end

  /// Closes the socket.
  package func close() {
    end { $0.close() }
  }

  /// Closes the socket with a reset.
  package func reset() {
    end { $0.reset() }
  }

  private func end(_ action: (any ByteStream) -> Void) {
    guard !isClosed else { return }
    isClosed = true
    onEvent = { _ in }
    attempt?.cancel()
    attempt = nil
    if let stream { action(stream) }
    stream = nil
    whenClosed()
  }

  private func waitForWhatIsNeeded() {
    var interest: Interest = []
    if reads, !isFinished { interest.insert(.readable) }
    if outgoing.count > 0 { interest.insert(.writable) }
    stream?.wait(for: interest)
  }
}

extension RawConnection: ByteStreamUser {
  func streamOpened() {
    tell(.opened)
  }

  func streamDidNotOpen(_ error: StreamError) {
    tell(.broken(error))
  }

  func streamBecameReady(_ interest: Interest) {
    if interest.contains(.writable) { sendWaiting() }
    if interest.contains(.readable), reads { receive() }
  }

  private func sendWaiting() {
    guard let stream, outgoing.count > 0 else { return }
    if case .broken(let error) = outgoing.send(to: stream) { breakLater(error) }
    waitForWhatIsNeeded()
    guard outgoing.count == 0 else { return }
    if endsSending { stream.endSending() }
    tell(.sent)
  }

  private func receive() {
    guard let stream, !isFinished else { return }
    var buffer = loop.takeReceiveBuffer()
    let result = stream.receive(into: &buffer, from: 0)
    let bytes: [UInt8] = if case .bytes(let count) = result { Array(buffer[..<count]) } else { [] }
    loop.giveBack(receiveBuffer: buffer)
    switch result {
    case .bytes: tell(.received(bytes))
    case .notNow: break
    case .end: finish(.finished)
    case .broken(let error): finish(.broken(error))
    }
  }

  private func finish(_ event: Event) {
    isFinished = true
    waitForWhatIsNeeded()
    tell(event)
  }
}

extension RawConnection {
  /// Whether a server takes a connection at an address; waits for the answer, at most a second.
  package static func isTaken(_ address: SocketAddress) -> Bool {
    guard let loop = try? EventLoop() else { return false }
    var isOpen = false
    let connection = RawConnection(to: address, on: loop)
    connection.onEvent = { event in
      if case .opened = event { isOpen = true }
      loop.stop()
    }
    let limit = loop.schedule(after: .seconds(1)) { loop.stop() }
    loop.run()
    connection.close()
    limit.cancel()  // it keeps the loop, and the loop its descriptors
    return isOpen
  }
}
