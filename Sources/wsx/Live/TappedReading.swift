import WebSocketProtocol

/// Reads what passes through a tap on one connection: HTTP heads, and behind an upgrade, frames.
///
/// It reads copies, and gives up reading where it cannot go on; the traffic never waits for it.
final class TappedReading {
  private let number: Int
  private let view: LiveView
  private var client = Reader.http(HTTPScanner())
  private var server = Reader.http(HTTPScanner())
  private var methods: [String] = []

  private enum Reader {
    case http(HTTPScanner)
    /// Behind an upgrade request: frames, if the answer says so.
    case held([UInt8])
    case frames(FrameExplorer)
    case lost
  }

  /// A larger payload is shown by its ends, and not inflated.
  private static let keptPayloadBytes = 16 << 20
  /// How much a client may send before its request is answered.
  private static let heldLimit = 1 << 20

  init(_ number: Int, _ view: LiveView) {
    self.number = number
    self.view = view
  }

  /// Takes bytes that have passed.
  func receive(_ bytes: [UInt8], from sender: Role) {
    if sender == .client {
      client = read(bytes, client, .client)
    } else {
      server = read(bytes, server, .server)
    }
  }

  /// Shows what the end of a direction has left unfinished.
  func receiveEnd(from sender: Role) {
    switch sender == .client ? client : server {
    case .http(let scanner):
      if let head = scanner.unfinishedHead {
        view.show(head: head.bytes, from: sender, connection: number)
      }
    case .frames(var explorer):
      if let frame = explorer.finish() { view.show(frame, from: sender, connection: number) }
    case .held, .lost: break
    }
    if sender == .client { client = .lost } else { server = .lost }
  }

  private func read(_ bytes: [UInt8], _ reader: Reader, _ sender: Role) -> Reader {
    switch reader {
    case .lost:
      return .lost
    case .held(let before):
      guard before.count + bytes.count <= Self.heldLimit else { return giveUp(sender) }
      return .held(before + bytes)
    case .frames(var explorer):
      explorer.receive(bytes)
      showFrames(of: &explorer, sender)
      return .frames(explorer)
    case .http(var scanner):
      scanner.receive(bytes)
      return readHeads(scanner, sender)
    }
  }

  private func readHeads(_ start: HTTPScanner, _ sender: Role) -> Reader {
    var scanner = start
    while let head = scanner.next() {
      view.show(head: head.bytes, from: sender, connection: number)
      switch head.startLine {
      case .request(let method, _, _):
        if !head.fields(named: "Upgrade").isEmpty { return .held(scanner.takeRest()) }
        methods.append(method)
        scanner.skipBody(of: head, isAnswerToHEAD: false)
      case .status(_, 101, _) where sender == .server:
        beginClientFrames()
        return frames(scanner.takeRest(), .server)
      case .status(_, let code, _):
        if code >= 200 { refuseUpgrade() }
        let isHEAD = !methods.isEmpty && code >= 200 && methods.removeFirst() == "HEAD"
        scanner.skipBody(of: head, isAnswerToHEAD: isHEAD)
      case .unreadable:
        return giveUp(sender)
      }
    }
    return scanner.foreign == nil ? .http(scanner) : giveUp(sender)
  }

  // MARK: - From heads to frames

  private func beginClientFrames() {
    if case .held(let bytes) = client { client = frames(bytes, .client) }
  }

  /// The upgrade was answered with something else: the client goes on in HTTP.
  private func refuseUpgrade() {
    guard case .held(let bytes) = client else { return }
    var scanner = HTTPScanner()
    scanner.receive(bytes)
    client = readHeads(scanner, .client)
  }

  private func frames(_ bytes: [UInt8], _ sender: Role) -> Reader {
    var explorer = FrameExplorer(
      context: view.context(of: sender, connection: number),
      keepingPayloadBytes: Self.keptPayloadBytes)
    explorer.receive(bytes)
    showFrames(of: &explorer, sender)
    return .frames(explorer)
  }

  private func showFrames(of explorer: inout FrameExplorer, _ sender: Role) {
    while let event = explorer.nextEvent() {
      if case .ended(let frame) = event { view.show(frame, from: sender, connection: number) }
    }
  }

  private func giveUp(_ sender: Role) -> Reader {
    view.note(
      "what the \(sender.rawValue) sends is no WebSocket; it is handed on and not shown",
      isError: true, connection: number)
    return .lost
  }
}
