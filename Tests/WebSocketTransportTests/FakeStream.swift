import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// A byte stream in memory, which a test fills, empties, chokes and breaks.
///
/// It waits for nothing by itself: `deliver` calls its user as often as the user wants to be called.
final class FakeStream: ByteStream {
  /// What the peer has sent and the user has not read.
  var toReceive: [UInt8] = []
  /// What the user has sent.
  private(set) var sent: [UInt8] = []
  /// The most bytes that one `receive` hands over.
  var largestRead = Int.max
  /// The most bytes that one `send` takes; 0 makes it answer `.notNow`.
  var largestWrite = Int.max
  /// Whether the peer's stream has ended, once `toReceive` is read.
  var peerHasEnded = false
  /// What `receive` and `send` find instead of bytes.
  var error: StreamError?
  /// Whether `open` leaves it to the test to say that the stream is open.
  var opensLater = false
  var pendingByteCount = 0

  private(set) var user: (any ByteStreamUser)?
  private(set) var interest: Interest = []
  private(set) var calls: [Call] = []

  enum Call: Hashable {
    case open, endSending, close, reset
  }

  func open(for user: any ByteStreamUser) {
    calls.append(.open)
    self.user = user
    if !opensLater { nowOpen() }
  }

  /// The stream's own handshake is done.
  func nowOpen() {
    interest = .readable
    user?.streamOpened()
  }

  func wait(for interest: Interest) {
    self.interest = interest
  }

  func receive(into bytes: inout [UInt8], from start: Int) -> ByteStreamResult {
    if let error { return .broken(error) }
    let count = min(toReceive.count, largestRead, bytes.count - start)
    guard count > 0 else { return peerHasEnded ? .end : .notNow }
    bytes.replaceSubrange(start..<start + count, with: toReceive.prefix(count))
    toReceive.removeFirst(count)
    return .bytes(count)
  }

  func send(_ bytes: borrowing [UInt8], from start: Int, to end: Int) -> ByteStreamResult {
    if let error { return .broken(error) }
    let count = min(end - start, largestWrite)
    guard count > 0 else { return .notNow }
    sent += bytes[start..<start + count]
    return .bytes(count)
  }

  func endSending() { calls.append(.endSending) }

  func close() { letGo(.close) }

  func reset() { letGo(.reset) }

  private func letGo(_ call: Call) {
    calls.append(call)
    user = nil
    interest = []
  }

  /// Calls the user once with what it waits for and can do; false where that is nothing.
  func deliverOnce() -> Bool {
    var possible: Interest = []
    if error != nil || peerHasEnded || !toReceive.isEmpty { possible.insert(.readable) }
    if error != nil || largestWrite > 0 { possible.insert(.writable) }
    let wanted = interest.intersection(possible)
    guard let user, !wanted.isEmpty else { return false }
    user.streamBecameReady(wanted)
    return true
  }

  /// Takes what the user has sent so far.
  func takeSent() -> [UInt8] {
    defer { sent = [] }
    return sent
  }
}

/// A server's connection on a `FakeStream`, and what its handlers are told.
final class FakeConnection {
  let loop: EventLoop
  let stream = FakeStream()
  let connection: WebSocketConnection
  private(set) var messages: [Message] = []
  private(set) var ends: [WebSocketEnd] = []
  private(set) var openedCount = 0

  init(_ change: (inout TransportLimits) -> Void = { _ in }) throws {
    loop = try EventLoop()
    var limits = TransportLimits()
    change(&limits)
    connection = WebSocketConnection(
      loop: loop, stream: stream, peerAddress: .unknown, number: 1,
      handshake: .server(ServerHandshake(ServerPolicy()), request: []), limits: limits,
      handlers: WebSocketHandlers())
    connection.handlers.opened = { [unowned self] _ in openedCount += 1 }
    connection.handlers.message = { [unowned self] connection, message in
      messages.append(message)
      connection.send(message)
    }
    connection.handlers.closed = { [unowned self] in ends.append($1) }
  }

  /// Opens the stream and then the WebSocket connection.
  func open() {
    stream.open(for: connection)
    stream.toReceive += Array(TestPeer.request().utf8)
    settle()
  }

  /// Lets everything happen that can happen without waiting.
  func settle() {
    var isBusy = true
    while isBusy {
      isBusy = stream.deliverOnce()
      loop.turn(atMost: .zero)
    }
  }
}
