import CommandLineKit
import FrameDiagram
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// Shows what passes on some connections, as it passes, and keeps account of it.
final class LiveView {
  let format: LiveFormat
  let style: TerminalStyle
  /// This end; nil for somebody between two others.
  let here: Role?
  private(set) var account = TrafficAccount()

  private var connections: [Int: ObservedConnection] = [:]
  private let loop: EventLoop
  private var isFlushScheduled = false

  init(_ format: LiveFormat, _ style: TerminalStyle, here: Role?, on loop: EventLoop) {
    self.format = format
    self.style = style
    self.here = here
    self.loop = loop
  }

  /// Whether there is anything to look at.
  var isWatching: Bool { format != .none }

  // MARK: - What passes

  /// A head has passed, with what was sent behind it in the same answer.
  func show(head bytes: [UInt8], from sender: Role, connection number: Int) {
    let head = HTTPHead(parsing: bytes)
    let seen = update(number) {
      sender == .client ? $0.receive(request: head) : $0.receive(response: head)
    }
    account.violationCount += seen.report?.violations.count ?? 0
    let body = Array(bytes.dropFirst(head.bytes.count))
    switch format {
    case .none: break
    case .json: write(LiveJSON.line(of: seen, connection: number, at: .now))
    case .line, .diagram:
      write(LiveText.head(seen, body: body, stamp(number, sender), style))
    }
  }

  /// A frame has passed.
  func show(_ record: FrameRecord, from sender: Role, connection number: Int) {
    show(update(number) { $0.receive(record, from: sender) }, connection: number)
  }

  /// A frame has passed that was judged and inflated already.
  func show(_ passed: TappedFrames.Passed, from sender: Role, connection number: Int) {
    show(update(number) { $0.receive(passed, from: sender) }, connection: number)
  }

  private func show(_ frame: ObservedFrame, connection number: Int) {
    account.violationCount += frame.violations.count
    account.frameCount += 1
    let stamp = stamp(number, frame.sender)
    switch format {
    case .none: break
    case .json: write(LiveJSON.line(of: frame, connection: number, at: stamp.time))
    case .line: write(LiveText.line(of: frame, stamp, style))
    case .diagram: write(LiveText.diagram(of: frame, stamp, style))
    }
  }

  /// What is known of the frames that an end of a connection sends.
  func context(of sender: Role, connection number: Int) -> FrameContext {
    connections[number]?.context(of: sender) ?? FrameContext(sender: sender)
  }

  /// Begins to read the frames that an end sends, as the handshake says.
  func frames(of sender: Role, connection number: Int, keepingBytes: Int) -> TappedFrames {
    update(number) { $0.frames(of: sender, keepingBytes: keepingBytes) }
  }

  /// Something has happened that is no frame.
  func note(_ words: String, isError: Bool = false, connection number: Int) {
    tell("note", words, isError ? .error : .dim, number)
  }

  /// A connection is over, and why.
  func end(_ words: String, isClean: Bool, connection number: Int) {
    connections[number] = nil
    tell("closed", words, isClean ? .dim : .warning, number)
  }

  private func tell(_ event: String, _ words: String, _ style: Style, _ number: Int) {
    switch format {
    case .none: break
    case .json:
      write(LiveJSON.line(event: event, words, connection: number, at: .now))
    case .line, .diagram:
      write(LiveText.note(words, style, stamp(number, nil), self.style))
    }
  }

  /// Keeps account of the end of a connection of this end.
  func keepAccount(of end: WebSocketEnd, _ traffic: Traffic) {
    account.add(end, traffic)
    // Who watches has counted them as they passed, frame by frame.
    if !isWatching, end.isForViolation { account.violationCount += 1 }
  }

  /// Changes the account of what passed between two others.
  func keepAccount(_ change: (inout TrafficAccount) -> Void) {
    change(&account)
  }

  private func update<Result>(
    _ number: Int, _ change: (inout ObservedConnection) -> Result
  ) -> Result {
    change(&connections[number, default: ObservedConnection(number: number)])
  }

  private func stamp(_ number: Int, _ sender: Role?) -> LiveStamp {
    let arrow =
      switch (sender, here) {
      case (nil, _): "·"
      case (let sender?, let here?): sender == here ? "→" : "←"
      case (let sender?, nil): sender == .client ? "→" : "←"
      }
    return LiveStamp(time: .now, connection: number, arrow: arrow)
  }

  /// What the arrows mean.
  var legend: String {
    here == nil
      ? style.spell("→ from the client, ← from the server") : style.spell("→ sent, ← received")
  }

  // MARK: - Writing

  /// Writes a sentence or more to standard error, broken at blanks where that is a terminal.
  func say(_ words: String, indent: Int = 0) {
    Console.standard().say(words, indent: indent, style: style)
  }

  /// Writes what passed in all.
  func writeSummary(of role: Role) {
    say(account.summary(of: role), indent: 4)
  }

  private func write(_ text: StyledText) {
    write(text.rendered(style))
  }

  /// Writes at the end of the turn, so that many frames go out together and the traffic goes first.
  private func write(_ text: String) {
    StandardOutput.write(text)
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    loop.schedule(after: .zero) { [weak self] in
      self?.isFlushScheduled = false
      StandardOutput.flush()
    }
  }
}

/// When, on which connection, and which way.
struct LiveStamp {
  var time: WallTime
  var connection: Int
  var arrow: String
}
