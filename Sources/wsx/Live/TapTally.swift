import FrameDiagram
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// What is kept of one connection through a tap until its end, to say how it ended, and why.
struct TapTally {
  private(set) var messagesFromClient: UInt64 = 0
  private(set) var messagesFromServer: UInt64 = 0
  /// Whether the upgrade was asked for, and what was answered.
  private var asksForUpgrade = false
  private var answer: HTTPStartLine?
  private var isOpen = false
  /// The first close frame of each end, in the order of passing.
  private var closes: [(sender: Role, payload: ClosePayload)] = []
  /// The end whose stream was over first, and whether that was inside a frame.
  private var ended: (sender: Role, insideFrame: Bool)?

  mutating func note(request head: HTTPHead) {
    asksForUpgrade = !head.fields(named: "Upgrade").isEmpty
    answer = nil
  }

  mutating func note(response head: HTTPHead) {
    guard case .status(_, let code, _) = head.startLine else { return }
    answer = head.startLine
    isOpen = isOpen || code == 101
  }

  mutating func note(messages count: UInt64, from sender: Role) {
    if sender == .client {
      messagesFromClient &+= count
    } else {
      messagesFromServer &+= count
    }
  }

  mutating func note(_ close: ClosePayload, from sender: Role) {
    if !closes.contains(where: { $0.sender == sender }) { closes.append((sender, close)) }
  }

  mutating func note(endFrom sender: Role, insideFrame: Bool) {
    if ended == nil || ended?.sender == sender { ended = (sender, insideFrame) }
  }

  // MARK: - The end

  /// How the connection ended, in a sentence without its stop, alike for ends that are alike.
  func end(_ cause: TapEnd) -> (words: String, isClean: Bool) {
    if case .notConnected(let error) = cause {
      return ("no connection to the server: \(error)", false)
    }
    guard isOpen else { return unopened(cause) }
    guard let first = closes.first else {
      return ("\(Self.words(.abnormalClosure)): \(stream(cause))", false)
    }
    let code = first.payload.code ?? .noStatusReceived
    guard let second = closes.dropFirst().first else {
      return (
        "\(Self.words(.abnormalClosure)): the \(first.sender.rawValue) closed with "
          + "\(Self.words(code)), and no close frame came back; \(stream(cause))", false
      )
    }
    let answered = second.payload.code ?? .noStatusReceived
    let note =
      answered == code ? "" : "; the \(second.sender.rawValue) answered \(Self.words(answered))"
    return ("\(Self.words(code)), closed by the \(first.sender.rawValue)\(note)", true)
  }

  /// Whether one end broke off without a close frame, or before the other had answered its own.
  func isUnexplained(_ cause: TapEnd) -> Bool {
    switch cause {
    case .ended, .broken: isOpen && closes.count < 2
    case .notConnected, .abandoned: false
    }
  }

  private func unopened(_ cause: TapEnd) -> (words: String, isClean: Bool) {
    if case .status(_, let code, let reason) = answer {
      let status = reason.isEmpty ? "\(code)" : "\(code) \(reason.escapedForTerminal)"
      return asksForUpgrade
        ? ("refused with \(status)", false) : ("a plain request, answered with \(status)", true)
    }
    return ("never open: \(stream(cause))", false)
  }

  /// What became of the stream below.
  private func stream(_ cause: TapEnd) -> String {
    switch cause {
    case .ended:
      let place = ended?.insideFrame == true ? "inside a frame" : "without a close frame"
      let isClosed = !closes.isEmpty || !isOpen
      return
        "the \(ended?.sender.rawValue ?? "client") ended its stream\(isClosed ? "" : " " + place)"
    case .broken(let role, let error): return "the \(role.rawValue)'s stream broke: \(error)"
    case .notConnected(let error): return "\(error)"
    case .abandoned(let lost):
      return "the tap was ended"
        + (lost > 0 ? ", and \(Words.bytes(UInt64(lost))) did not arrive" : "")
    }
  }

  private static func words(_ code: CloseCode) -> String {
    "\(code.rawValue) \(phrasebook.name(of: code))"
  }
}
