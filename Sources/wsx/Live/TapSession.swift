import FrameDiagram
import WebSocketProtocol
import WebSocketTransport

/// One run of `wsx tap`: shows what passes, and writes it to a capture file.
final class TapSession {
  private let tap: WebSocketTap
  private let view: LiveView
  private var capture: CaptureFile?
  private var clientByteCount: UInt64 = 0
  private var serverByteCount: UInt64 = 0
  private var connectionCount = 0
  private var ends: [String: Int] = [:]

  /// What is kept of one connection.
  private final class Passing {
    let reading: TappedReading?
    var stream: CapturedStream?

    init(_ reading: TappedReading?, _ stream: CapturedStream?) {
      self.reading = reading
      self.stream = stream
    }
  }

  init(_ tap: WebSocketTap, _ view: LiveView, savingTo capture: CaptureFile?) {
    self.tap = tap
    self.view = view
    self.capture = capture
    tap.handlers.opened = { [unowned self] connection in opened(connection) }
    tap.handlers.bytes = { [unowned self] connection, sender, bytes in
      passed(connection, sender, bytes)
    }
    tap.handlers.ended = { [unowned self] connection, sender in ended(connection, sender) }
    tap.handlers.closed = { [unowned self] connection, end in closed(connection, end) }
  }

  private func opened(_ connection: TappedConnection) {
    connectionCount += 1
    var stream: CapturedStream?
    if capture != nil {
      stream = CapturedStream(client: connection.clientAddress, serverPort: tap.port)
      if let packets = stream?.open() { save(packets) }
    }
    let reading = view.isWatching ? TappedReading(connection.number, view) : nil
    connection.userInfo = Passing(reading, stream)
  }

  private func passed(_ connection: TappedConnection, _ sender: Role, _ bytes: Span<UInt8>) {
    if sender == .client {
      clientByteCount &+= UInt64(bytes.count)
    } else {
      serverByteCount &+= UInt64(bytes.count)
    }
    guard let passing = connection.userInfo as? Passing,
      passing.reading != nil || passing.stream != nil
    else { return }
    let copy = [UInt8](bytes)
    if let packets = passing.stream?.send(copy, from: sender) { save(packets) }
    passing.reading?.receive(copy, from: sender)
  }

  private func ended(_ connection: TappedConnection, _ sender: Role) {
    guard let passing = connection.userInfo as? Passing else { return }
    if let packets = passing.stream?.end(sender) { save(packets) }
    passing.reading?.receiveEnd(from: sender)
  }

  private func closed(_ connection: TappedConnection, _ end: TapEnd) {
    if let passing = connection.userInfo as? Passing {
      if case .broken(let role, _) = end, let packets = passing.stream?.reset(role) {
        save(packets)
      }
      for sender in [Role.client, .server] { passing.reading?.receiveEnd(from: sender) }
    }
    ends[end.inWords, default: 0] += 1
    view.end(end.inWords, isClean: end == .ended, connection: connection.number)
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
    var lines = [
      "\(connectionCount) \(connectionCount == 1 ? "connection" : "connections"): "
        + "\(Words.bytes(clientByteCount)) from clients, \(Words.bytes(serverByteCount)) from the "
        + "server"
    ]
    let account = view.account
    if view.isWatching {
      lines.append("\(account.frameCount) frames, \(account.violationCount) violations")
    }
    lines += ends.sorted { $0.key < $1.key }.map { "  \($0.value) × \($0.key)" }
    return lines.map { "\($0)\n" }.joined()
  }
}

extension TapEnd {
  /// How it ended, in a sentence.
  var inWords: String {
    switch self {
    case .ended: "Both ends have closed their streams."
    case .broken(let role, let error): "The \(role.rawValue)'s stream broke: \(error)."
    case .notConnected(let error): "No connection to the server: \(error)"
    case .abandoned: "The tap was ended."
    }
  }
}
