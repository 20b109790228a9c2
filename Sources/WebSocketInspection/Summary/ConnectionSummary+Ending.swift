import WebSocketProtocol

// How a connection ended, from everything that was seen.

extension ConnectionSummary {
  /// Ends the summary: nothing more will be seen.
  mutating func end(failure: ConnectionFailure? = nil, foreign: ForeignProtocol? = nil) {
    var ending = Ending(kind: endingKind)
    ending.foreign = foreign
    ending.status = status
    ending.closes = closes.map(\.close)
    ending.isOrderKnown = isOrderKnown
    ending.stream = streamEnd
    ending.isInsideFrame =
      isInsideFrame || client.endsInsideFrame || server.endsInsideFrame
    ending.cause = failure.map { .failure($0) } ?? cause(of: ending.kind)
    self.ending = ending
  }

  private var endingKind: Ending.Kind {
    switch closes.count {
    case 0: break
    case 1: return .unanswered
    default: return .closed
    }
    if let opening {
      if let status = opening.status, status != 101 {
        return opening.concernsWebSocket ? .refused : .plain
      }
      if opening.status == nil, !hasFrames {
        return opening.concernsWebSocket || streamEnd != nil ? .notOpened : .plain
      }
    } else if !hasFrames, client.messages + server.messages == 0 {
      return .notOpened
    }
    switch streamEnd {
    case nil, .notFollowed?: return .open
    default: return .abnormal
    }
  }

  /// What probably made an end give up: a rule that its peer broke, a cut frame, or a long silence.
  private func cause(of kind: Ending.Kind) -> Ending.Cause? {
    guard kind == .abnormal, let stream = streamEnd else { return nil }
    let ender: Role? =
      switch stream {
      case .finished(let role), .reset(let role), .broken(let role, _): role
      case .notFollowed, .given: nil
      }
    if let ender {
      if let broken = self[ender.peer].violations.first {
        return .broken(broken.rule, by: ender.peer)
      }
      if self[ender].endsInsideFrame { return .cutFrame(by: ender) }
      if ender == .client, client.frames == 0, opening?.offeredSubprotocols?.isEmpty == false,
        opening?.subprotocols.isEmpty == true
      {
        return .noSubprotocol
      }
    }
    guard let time = streamEndMoment.time, let before = (lastFrame ?? start).time else {
      return nil
    }
    let silence = time.nanoseconds(since: before)
    return silence > Self.longSilence ? .silence(silence) : nil
  }

  /// The shortest silence that may explain an end, in nanoseconds.
  private static let longSilence: Int64 = 5_000_000_000
}
