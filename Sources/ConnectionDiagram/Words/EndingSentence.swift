import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

/// Makes the sentence about the end of a connection.
struct EndingSentence {
  let ending: Ending
  let summary: ConnectionSummary?
  let names: EndNames

  init(ending: Ending, summary: ConnectionSummary?) {
    self.ending = ending
    self.summary = summary
    names = EndNames(summary?.ends)
  }

  // MARK: - Close frames

  /// What the close frames say, in the order in which they were sent.
  var closing: String {
    guard let closer = ending.closer, let first = ending.closes.first else { return unordered }
    var words = "\(names.inSentence(closer)) closed \(CloseWords.with(first.payload))"
    if let failure { words += ", because \(failure)" }
    let answerer = names.inSentence(closer.peer)
    if let answer = ending.closes.dropFirst().first {
      return answer.payload == first.payload
        ? "\(words); \(answerer) answered with the same"
        : "\(words); \(answerer) answered \(CloseWords.with(answer.payload))"
    }
    guard !isIncompletelyKnown(closer.peer) else {
      return "\(words); what \(answerer) answered is not in the capture"
    }
    words += "; no close frame came back, so \(names.inSentence(closer)) reports 1006"
    return words + ": \(stream ?? "the capture ends first")"
  }

  /// One close frame: `the client closed with 1000 normal closure, and no close frame came back`.
  var unansweredClose: String {
    guard let close = ending.closes.first else { return "a close frame was not answered" }
    let code = CloseWords.code(close.payload)
    return "\(names.inSentence(close.sender)) closed with \(code), and no close frame came back"
  }

  /// What each end sent, if it is not known who closed first, or which end is which.
  private var unordered: String {
    let seen = [Role.client, .server].filter { summary?[$0].frames != 0 }
    let words = seen.map { role in
      let close =
        summary?[role].close ?? ending.closes.first { $0.sender == role }?.payload
      let name = names.inSentence(role)
      return close.map { "\(name) closed \(CloseWords.with($0))" } ?? "\(name) sent no close frame"
    }
    return (words + (seen.count < 2 ? ["nothing of the other end was seen"] : []))
      .joined(separator: "; ")
  }

  // MARK: - Without a close frame

  /// How the stream ended, and why.
  var abnormal: String {
    if isAnyEndIncompletelyKnown { return Self.notSeen }
    return "\(streamWithoutClose), so both ends report 1006" + (cause.map { ": \($0)" } ?? "")
  }

  var open: String {
    if isAnyEndIncompletelyKnown { return Self.notSeen }
    return ending.stream == .notFollowed
      ? "still open when it was no longer followed: too many connections at a time"
      : "still open where the capture ends"
  }

  private static let notSeen = "no close frame is in what the capture holds"

  // MARK: - Never open

  var refused: String { "refused with \(status)" }

  var notOpened: String {
    switch ending.foreign {
    case .tls: return "not HTTP: the bytes are encrypted with TLS"
    case .http2: return "HTTP/2, which is not read here"
    case .other: return "not HTTP, so not WebSocket"
    case nil: break
    }
    if case .given(.notConnected)? = ending.stream { return stream ?? "" }
    return "never open: \(stream ?? "no answer was seen")"
  }

  var plain: String {
    ending.status == nil
      ? "a plain request without an answer" : "a plain request, answered with \(status)"
  }

  /// The status with the words after it: `403 Forbidden`.
  private var status: String {
    let reason = summary?.opening?.statusReason ?? ""
    return [ending.status.map { "\($0)" } ?? "?", reason.escapedForTerminal]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: - What was not seen

  private func isIncompletelyKnown(_ role: Role) -> Bool {
    summary?[role].isIncompletelyKnown == true
  }

  private var isAnyEndIncompletelyKnown: Bool {
    isIncompletelyKnown(.client) || isIncompletelyKnown(.server)
  }
}

// MARK: - The stream, and why

extension EndingSentence {
  /// How the stream ended; nil if that is not known.
  var stream: String? {
    switch ending.stream {
    case nil: nil
    case .finished(let role): "\(names.inSentence(role)) ended TCP"
    case .reset(let role): "\(names.inSentence(role)) reset TCP (RST)"
    case .broken(let role?, let reason):
      "the connection to \(names.inSentence(role)) broke: \(reason)"
    case .broken(nil, let reason): "the TCP connection broke: \(reason)"
    case .notFollowed: "it was no longer followed: too many connections at a time"
    case .given(let decision): Self.words(for: decision)
    }
  }

  private static func words(for decision: StreamOutcome.Decision) -> String {
    switch decision {
    case .notConnected(let reason): "no connection to the server: \(reason)"
    case .handshakeTimedOut: "the opening handshake took too long"
    case .noPong: "a ping was not answered in time"
    case .closingTimedOut: "the closing handshake took too long"
    case .unread(0): "the peer did not read"
    case .unread(let count):
      "the peer did not read, and \(Words.bytes(UInt64(clamping: count))) waited for it"
    case .stopped(0): "the program was ended"
    case .stopped(let count):
      "the program was ended, and \(Words.bytes(UInt64(clamping: count))) "
        + "\(count == 1 ? "was" : "were") not passed on"
    }
  }

  /// How the stream ended in a connection without close frames.
  var streamWithoutClose: String {
    let words = stream ?? "the stream ended"
    switch ending.stream {
    case .finished:
      return words + (isInsideOwnFrame ? " inside a frame" : "") + " without a close frame"
    case .reset: return "\(words) without a close frame"
    default: return "\(words), without a close frame"
    }
  }

  /// Whether an end stopped inside a frame, and nothing else says so.
  private var isInsideOwnFrame: Bool {
    if case .cutFrame? = ending.cause { return false }
    return ending.isInsideFrame && summary?.client.isCut != true && summary?.server.isCut != true
  }

  /// What probably made an end give up.
  private var cause: String? {
    switch ending.cause {
    case nil: nil
    case .broken(let rule, let role): "\(names.inSentence(role)) had broken \(rule.id)"
    case .cutFrame: "in the middle of a frame"
    case .noSubprotocol:
      "it had offered subprotocols, and the server chose none, at which browsers and Node's ws "
        + "give up"
    case .silence(let nanoseconds):
      "\(Durations.words(nanoseconds)) after the last frame, as a proxy's or a server's idle "
        + "time-out does"
    case .failure: failure
    }
  }

  /// Why this end failed the connection; nil if it did not.
  private var failure: String? {
    guard case .failure(let failure)? = ending.cause else { return nil }
    switch failure {
    case .violation(let finding): return "its peer had broken \(finding.rule.id)"
    case .messageTooLarge(let limit):
      return "a message was larger than the \(Words.bytes(UInt64(clamping: limit))) that it takes"
    case .tooManyFragments(let limit):
      return "a message had more than the \(Words.count(limit, "frame")) that it takes"
    case .outOfMemory: return "it had no memory for a message"
    }
  }
}
