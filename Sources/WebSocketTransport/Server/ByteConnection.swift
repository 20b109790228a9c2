/// A TCP connection of a `ByteServer`: bytes in, bytes out.
package final class ByteConnection {
  /// Its number, from 1.
  package let number: Int
  /// Called with bytes of the peer as they come.
  package var received: ([UInt8]) -> Void = { _ in }
  /// Called once, when the peer sends no more or the connection is broken.
  package var ended: () -> Void = {}
  /// Called once, when the connection is closed, by either end.
  package var closed: () -> Void = {}

  private let stream: any ByteStream
  private let loop: EventLoop
  private let wasClosed: (ByteConnection) -> Void
  private var outgoing = OutgoingBytes()
  private var isOpen = true
  private var hasEnded = false
  private var endsAfterSending = false
  private var closingTimer: LoopTimer?
  /// While more than this waits to be sent, nothing is read.
  private static let highWaterByteCount = 1 << 20

  init(
    _ stream: any ByteStream, number: Int, on loop: EventLoop,
    wasClosed: @escaping (ByteConnection) -> Void
  ) {
    self.stream = stream
    self.number = number
    self.loop = loop
    self.wasClosed = wasClosed
  }

  func open() { stream.open(for: self) }

  /// Sends bytes; what the socket does not take now waits.
  package func send(_ bytes: [UInt8]) {
    guard isOpen, !endsAfterSending, !bytes.isEmpty else { return }
    if case .broken = outgoing.send(bytes, count: bytes.count, to: stream) { return close() }
    updateInterest()
  }

  /// Tells the peer, after all that was sent, that nothing more comes; closes after `time` even if the
  /// peer does not.
  package func endSending(closingWithin time: Duration) {
    guard isOpen, !endsAfterSending else { return }
    endsAfterSending = true
    closingTimer = loop.schedule(after: time) { [weak self] in self?.close() }
    updateInterest()
  }

  /// Closes the connection at once.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    closingTimer?.cancel()
    stream.close()
    closed()
    wasClosed(self)
    (received, ended, closed) = ({ _ in }, {}, {})
  }

  private func updateInterest() {
    guard isOpen else { return }
    if endsAfterSending, outgoing.count == 0 {
      // Both ends have said all.
      if hasEnded { return close() }
      stream.endSending()
    }
    var wanted: Interest = hasEnded || outgoing.count > Self.highWaterByteCount ? [] : .readable
    if outgoing.count > 0 { wanted.insert(.writable) }
    stream.wait(for: wanted)
  }
}

extension ByteConnection: ByteStreamUser {
  func streamOpened() {}

  func streamDidNotOpen(_ error: StreamError) { close() }

  func streamBecameReady(_ interest: Interest) {
    if interest.contains(.writable), isOpen {
      if case .broken = outgoing.send(to: stream) { return close() }
      updateInterest()
    }
    if interest.contains(.readable), isOpen, !hasEnded { read() }
  }

  private func read() {
    var buffer = loop.takeReceiveBuffer()
    let result = stream.receive(into: &buffer, from: 0)
    let bytes = if case .bytes(let count) = result { Array(buffer[..<count]) } else { [UInt8]() }
    loop.giveBack(receiveBuffer: buffer)
    switch result {
    case .bytes: received(bytes)
    case .notNow: break
    case .end:
      hasEnded = true
      ended()
      updateInterest()
    case .broken: close()
    }
  }
}
