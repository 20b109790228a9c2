import WebSocketProtocol

/// Reads what passes through a tap on one connection: HTTP heads, and behind an upgrade, frames.
///
/// It reads copies, and gives up reading where it cannot go on; the traffic never waits for it. With
/// nothing to be drawn it reads heads, frame headers and close frames, and steps over the rest.
final class TappedReading {
  /// What has passed so far.
  private(set) var tally = TapTally()

  private let number: Int
  private let view: LiveView
  private let keptByteCount: Int
  private var client = Reader.http(HTTPScanner())
  private var server = Reader.http(HTTPScanner())
  private var methods: [String] = []
  /// Whether the client's stream was over before its request was answered.
  private var hasClientEnded = false

  private enum Reader {
    case http(HTTPScanner)
    /// Behind an upgrade request: frames, if the answer says so.
    case held([UInt8])
    case frames(TappedFrames)
    case counted(Skimmed)
    case lost
  }

  /// An object, so that it is changed in place and not copied with each read.
  private final class Skimmed {
    var frames: FrameSkimmer
    init(_ frames: FrameSkimmer) { self.frames = frames }
  }

  /// How much a client may send before its request is answered.
  private static let heldLimit = 1 << 20

  /// A reading of a connection's first byte; of larger messages than `keptByteCount`, both ends of a
  /// payload are shown.
  init(_ number: Int, _ view: LiveView, keepingBytes keptByteCount: Int) {
    self.number = number
    self.view = view
    self.keptByteCount = keptByteCount
  }

  /// Takes bytes that have passed.
  func receive(_ bytes: Span<UInt8>, from sender: Role) {
    switch sender == .client ? client : server {
    case .lost:
      break
    case .counted(let skimmed):
      skimmed.frames.receive(bytes)
      if let close = skimmed.frames.close { tally.note(close, from: sender) }
    case .frames(let frames):
      frames.receive([UInt8](bytes))
      show(frames, sender)
    case .held(let before):
      let isShort = before.count + bytes.count <= Self.heldLimit
      set(isShort ? .held(before + [UInt8](bytes)) : giveUp(sender), sender)
    case .http(var scanner):
      scanner.receive([UInt8](bytes))
      set(readHeads(scanner, sender), sender)
    }
  }

  /// Shows what the end of a direction has left unfinished.
  func receiveEnd(from sender: Role) {
    var insideFrame = false
    switch sender == .client ? client : server {
    case .http(let scanner):
      if let head = scanner.unfinishedHead {
        view.show(head: head.bytes, from: sender, connection: number)
      }
    case .frames(let frames):
      if let passed = frames.finish() {
        insideFrame = true
        view.show(passed, from: sender, connection: number)
      }
    case .counted(let skimmed):
      insideFrame = skimmed.frames.isInsideFrame
      count(skimmed.frames, sender)
    case .held:
      // What is held is read, and its end shown, once the answer says what it is.
      hasClientEnded = true
      tally.note(endFrom: sender, insideFrame: false)
      return
    case .lost:
      return
    }
    tally.note(endFrom: sender, insideFrame: insideFrame)
    set(.lost, sender)
  }

  private func set(_ reader: Reader, _ sender: Role) {
    if sender == .client { client = reader } else { server = reader }
  }

  // MARK: - Heads

  private func readHeads(_ start: HTTPScanner, _ sender: Role) -> Reader {
    var scanner = start
    while let head = scanner.next() {
      view.show(head: head.bytes, from: sender, connection: number)
      switch head.startLine {
      case .request(let method, _, _):
        tally.note(request: head)
        if !head.fields(named: "Upgrade").isEmpty { return .held(scanner.takeRest()) }
        methods.append(method)
        scanner.skipBody(of: head, isAnswerToHEAD: false)
      case .status(_, 101, _) where sender == .server:
        tally.note(response: head)
        beginClientFrames()
        return frames(scanner.takeRest(), .server)
      case .status(_, let code, _):
        tally.note(response: head)
        if code >= 200 { refuseUpgrade() }
        let isHEAD = !methods.isEmpty && code >= 200 && methods.removeFirst() == "HEAD"
        scanner.skipBody(of: head, isAnswerToHEAD: isHEAD)
      case .unreadable:
        return giveUp(sender)
      }
    }
    return scanner.foreign == nil ? .http(scanner) : giveUp(sender)
  }

  private func beginClientFrames() {
    guard case .held(let bytes) = client else { return }
    client = frames(bytes, .client)
    if hasClientEnded { receiveEnd(from: .client) }
  }

  /// The upgrade was answered with something else: the client goes on in HTTP.
  private func refuseUpgrade() {
    guard case .held(let bytes) = client else { return }
    var scanner = HTTPScanner()
    scanner.receive(bytes)
    client = readHeads(scanner, .client)
    if hasClientEnded { receiveEnd(from: .client) }
  }

  private func giveUp(_ sender: Role) -> Reader {
    view.note(
      "what the \(sender.rawValue) sends is no WebSocket; it is handed on and not shown",
      isError: true, connection: number)
    return .lost
  }

  // MARK: - Frames

  private func frames(_ bytes: [UInt8], _ sender: Role) -> Reader {
    guard view.isWatching else {
      let skimmed = Skimmed(FrameSkimmer(context: view.context(of: sender, connection: number)))
      skimmed.frames.receive(bytes.span)
      if let close = skimmed.frames.close { tally.note(close, from: sender) }
      return .counted(skimmed)
    }
    let frames = view.frames(of: sender, connection: number, keepingBytes: keptByteCount)
    frames.receive(bytes)
    show(frames, sender)
    return .frames(frames)
  }

  private func show(_ frames: TappedFrames, _ sender: Role) {
    while let passed = frames.next() {
      if passed.frame.findings.message != nil { tally.note(messages: 1, from: sender) }
      if passed.frame.record.header?.opcode == .close {
        tally.note(passed.frame.findings.close ?? ClosePayload(), from: sender)
      }
      view.show(passed, from: sender, connection: number)
    }
  }

  private func count(_ frames: FrameSkimmer, _ sender: Role) {
    tally.note(messages: frames.messageCount, from: sender)
    view.keepAccount { account in
      account.frameCount += Int(clamping: frames.frameCount)
      account.violationCount += Int(clamping: frames.violationCount)
    }
  }
}
