import TrafficCapture
import WebSocketProtocol

// How a connection ended, and why an end would be reported as 1006.

extension ConnectionSummary {
  /// Who closed with what, in a sentence or two.
  var closingWords: String {
    guard statusCode == 101 || !sawHandshake || statusCode == nil else { return refusalWords }
    guard isInOrder else { return wordsWithoutOrder }
    guard let closer else { return abnormalWords }
    let answerer = closer.peer
    var words = "the \(closer.rawValue) closed \(CaptureWords.close(self[closer].close))"
    if self[answerer].hasClosed {
      let same = self[answerer].close == self[closer].close
      words +=
        same
        ? "; the \(answerer.rawValue) answered with the same"
        : "; the \(answerer.rawValue) answered \(CaptureWords.close(self[answerer].close))"
    } else if self[answerer].isIncompletelyKnown {
      words += "; what the \(answerer.rawValue) answered is not in the capture"
    } else {
      words += "; no close frame came back, so the \(closer.rawValue) reports 1006"
      words += causeOfSilence.map { ": \($0)" } ?? ""
    }
    return words
  }

  /// What two streams without times tell.
  private var wordsWithoutOrder: String {
    let told = [Role.client, .server].map { role in
      self[role].hasClosed
        ? "the \(role.rawValue) closed \(CaptureWords.close(self[role].close))"
        : "the \(role.rawValue) sent no close frame"
    }
    return told.joined(separator: "; ")
  }

  private var refusalWords: String {
    "the server did not open a WebSocket: it answered \(statusCode.map { "\($0)" } ?? "")"
  }

  /// No close frame from either end.
  private var abnormalWords: String {
    if client.hasClosed || server.hasClosed {
      let code = CaptureWords.close(client.hasClosed ? client.close : server.close)
      return
        "closed \(code); which end is the client is not known, and --assume client=PORT says so"
    }
    if client.isIncompletelyKnown || server.isIncompletelyKnown {
      return "no close frame is in what the capture holds"
    }
    switch ending {
    case nil:
      return isGivenUp
        ? "still open when it was no longer followed: too many connections at a time"
        : "still open where the capture ends"
    case .finished(let role, let moment):
      return "\(name(role)) ended TCP without a close frame, so both ends report 1006"
        + cause(role, moment)
    case .reset(let role, let moment):
      return "\(name(role)) reset TCP (RST) without a close frame, so both ends report 1006"
        + cause(role, moment)
    }
  }

  private func name(_ role: Role?) -> String { role.map { "the \($0.rawValue)" } ?? "one end" }

  /// What probably made an end give up: a broken rule of its peer, a cut frame, or a long silence.
  private func cause(_ role: Role?, _ moment: CaptureMoment) -> String {
    if let role, let broken = self[role.peer].violations.first {
      return ": the \(role.peer.rawValue) had broken \(broken.rule.id)"
    }
    if let role, self[role].isIncomplete { return ": in the middle of a frame" }
    if role == .client, client.frames == 0, request?.subprotocols.isEmpty == false,
      response?.subprotocols.isEmpty == true
    {
      return ": it had offered subprotocols, and the server chose none, at which browsers and "
        + "Node's ws give up"
    }
    guard let time = moment.time, let before = (lastFrame ?? start).time else { return "" }
    let silence = time.nanoseconds(since: before)
    guard silence > 5_000_000_000 else { return "" }
    return ": \(CaptureWords.duration(silence)) after the last frame, as a proxy's or a server's "
      + "idle time-out does"
  }

  private var causeOfSilence: String? {
    switch ending {
    case nil: "the capture ends first"
    case .finished(let role, _): role.map { "the \($0.rawValue) ended TCP" }
    case .reset(let role, _): role.map { "the \($0.rawValue) reset TCP" }
    }
  }
}
