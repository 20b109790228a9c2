import CommandLineKit
import FrameDiagram
import WebSocketProtocol
import WebSocketTransport

/// One run of `wsx tap`: shows what passes, and writes it to a capture file.
final class TapSession {
  private let tap: WebSocketTap
  private let view: LiveView
  private var capture: CaptureFile?
  private let keptByteCount: Int
  private var clientByteCount: UInt64 = 0
  private var serverByteCount: UInt64 = 0
  private var clientMessageCount: UInt64 = 0
  private var serverMessageCount: UInt64 = 0

  /// What is kept of one connection.
  private final class Passing {
    let reading: TappedReading
    var stream: CapturedStream?

    init(_ reading: TappedReading, _ stream: CapturedStream?) {
      self.reading = reading
      self.stream = stream
    }
  }

  init(
    _ tap: WebSocketTap, _ view: LiveView, savingTo capture: CaptureFile?,
    keepingBytes keptByteCount: Int
  ) {
    self.tap = tap
    self.view = view
    self.keptByteCount = keptByteCount
    self.capture = capture
    tap.handlers.opened = { [unowned self] connection in opened(connection) }
    tap.handlers.bytes = { [unowned self] connection, sender, bytes in
      passed(connection, sender, bytes)
    }
    tap.handlers.ended = { [unowned self] connection, sender in ended(connection, sender) }
    tap.handlers.closed = { [unowned self] connection, end in closed(connection, end) }
  }

  private func opened(_ connection: TappedConnection) {
    view.keepAccount { $0.connectionCount += 1 }
    var stream: CapturedStream?
    if capture != nil {
      stream = CapturedStream(client: connection.clientAddress, serverPort: tap.port)
      if let packets = stream?.open() { save(packets) }
    }
    let reading = TappedReading(connection.number, view, keepingBytes: keptByteCount)
    connection.userInfo = Passing(reading, stream)
  }

  private func passed(_ connection: TappedConnection, _ sender: Role, _ bytes: Span<UInt8>) {
    if sender == .client {
      clientByteCount &+= UInt64(bytes.count)
    } else {
      serverByteCount &+= UInt64(bytes.count)
    }
    guard let passing = connection.userInfo as? Passing else { return }
    if let packets = passing.stream?.send([UInt8](bytes), from: sender) { save(packets) }
    passing.reading.receive(bytes, from: sender)
  }

  private func ended(_ connection: TappedConnection, _ sender: Role) {
    guard let passing = connection.userInfo as? Passing else { return }
    if let packets = passing.stream?.end(sender) { save(packets) }
    passing.reading.receiveEnd(from: sender)
  }

  private func closed(_ connection: TappedConnection, _ end: TapEnd) {
    guard let passing = connection.userInfo as? Passing else { return }
    switch end {
    case .broken(let role, _):
      if let packets = passing.stream?.reset(role) { save(packets) }
    case .abandoned, .notConnected:
      // The tap, which is the server of the saved connection, has ended it.
      if let packets = passing.stream?.end(.server) { save(packets) }
    case .ended: break
    }
    for sender in [Role.client, .server] { passing.reading.receiveEnd(from: sender) }
    let tally = passing.reading.tally
    clientMessageCount &+= tally.messagesFromClient
    serverMessageCount &+= tally.messagesFromServer
    let (words, isClean) = tally.end(end)
    view.keepAccount { $0.count(words, isUnexplained: tally.isUnexplained(end)) }
    view.end(words, isClean: isClean, connection: connection.number)
  }

  private func save(_ packets: [[UInt8]]) {
    do throws(Failure) {
      try capture?.write(packets, at: .now)
    } catch {
      // A full disk must not stop the traffic.
      StandardError.write("wsx tap: \(error.message) No more is saved.\n")
      capture = nil
    }
  }

  /// What passed in all.
  var summary: String {
    let account = view.account
    var lines = [
      TrafficAccount.counted(account.connectionCount, "connection", "connections"),
      "from clients \(Self.amount(clientMessageCount, clientByteCount)), "
        + "from the server \(Self.amount(serverMessageCount, serverByteCount))",
    ]
    if account.violationCount > 0 {
      lines.append(TrafficAccount.counted(account.violationCount, "violation", "violations"))
    }
    return (lines + account.endLines).map { "\($0)\n" }.joined()
  }

  private static func amount(_ messages: UInt64, _ bytes: UInt64) -> String {
    "\(TrafficAccount.counted(messages, "message", "messages")) in \(Words.bytes(bytes))"
  }
}
