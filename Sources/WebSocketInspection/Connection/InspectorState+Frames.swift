import PerMessageDeflate
import TrafficCapture
import WebSocketProtocol

// After the upgrade: frames, gaps and ends.

extension InspectorState {
  /// Reads the held bytes, and all that follow, as frames; then does `more`.
  mutating func beginFrames(_ side: Side, then more: [Work] = []) {
    let chunks = takeHeld(side)
    let role = role(of: side)
    // If the sender is not known, the largest window and a kept context can read any message.
    let deflate = negotiation.deflate.map { role == nil ? DeflateDirection() : $0[role ?? .client] }
    let frames = FrameInspector(
      context: FrameContext(sender: role, extensionBits: negotiation.extensionBits),
      offset: assumptions.isSingleStream ? self[side].byteCount : 0, deflate: deflate,
      missesContext: !isUpgraded || !alignedPackets.isEmpty, attention: attention,
      resources: resources)
    self[side].reader = .frames(InPlace(frames))
    open(lastMoment)
    doNext(chunks + cutIfFinished(side) + more)
  }

  /// Whether a frame begins here by the assumptions, unless the heads say something else.
  func isSaidToBeginFrames(_ bytes: [UInt8], _ side: Side, _ moment: EventMoment) -> Bool {
    switch self[side].reader {
    case .frames, .endpoint: return false
    case .http, .held, .lost: break
    }
    if let packet = moment.packet, assumptions.framePackets.contains(packet) { return true }
    guard isSaidToBeginFrames(at: moment), case .http(let scanner) = self[side].reader,
      scanner.isUntouched
    else { return false }
    return !scanner.resemblesHead(bytes)
  }

  /// Whether somebody said that directions begin with frames, and that holds for this one.
  func isSaidToBeginFrames(at moment: EventMoment) -> Bool {
    assumptions.beginsWithFrames && (isJoinedLate || moment.packet == nil)
  }

  mutating func assumeFrames(_ bytes: [UInt8], _ side: Side, _ moment: EventMoment) {
    open(moment)
    if let packet = moment.packet { alignedPackets.insert(packet) }
    if !isUpgraded { negotiation = Negotiation(assuming: assumptions.extensionBits) }
    _ = takeHeld(side)
    hold(bytes, side, moment)
    beginFrames(side)
  }

  /// Takes a frame from an endpoint in this program.
  mutating func read(_ frame: ObservedFrame, _ side: Side, _ moment: EventMoment) {
    lastMoment = moment
    open(moment)
    let frames: EndpointFrames
    if case .endpoint(let known) = self[side].reader {
      frames = known
    } else {
      frames = EndpointFrames(
        context: FrameContext(
          sender: role(of: side), extensionBits: negotiation.extensionBits ?? []),
        attention: attention, resources: resources)
      self[side].reader = .endpoint(frames)
    }
    tell(makeEvent(frames.inspect(frame), side, moment))
  }

  // MARK: - Gaps and ends

  mutating func readGap(_ count: UInt32?, _ side: Side, _ moment: EventMoment) {
    if count == nil { isJoinedLate = true }
    switch self[side].reader {
    case .http(let scanner):
      scanner.skipGap()
      tell(.gap(count), side, moment)
    case .lost:
      tell(.gap(count), side, moment)
    case .held, .frames, .endpoint:
      doNext([
        .cut(side, moment), .tell(.gap(count), side, moment), .tell(.lost, side, moment),
      ])
    }
  }

  mutating func readFinish(_ side: Side, _ moment: EventMoment) {
    lastMoment = moment
    self[side].hasFinished = true
    // What is held is read when the answer comes, which an odd order may have put after this.
    if case .held = self[side].reader {
      tell(.finished, side, moment)
    } else {
      doNext([.cut(side, moment), .tell(.finished, side, moment)])
    }
  }

  /// Ends one direction, with events for what is incomplete.
  mutating func cut(_ side: Side, _ moment: EventMoment) {
    switch self[side].reader {
    case .held:
      beginFrames(side, then: self[side].hasFinished ? [] : [.cut(side, moment)])
    case .frames(let frames):
      self[side].reader = .lost
      if let rest = frames.value.finish() { tell(makeEvent(rest, side, moment)) }
    case .http(let scanner):
      if assumptions.isSingleStream, scanner.unfinishedHead == nil, scanner.heldByteCount > 0 {
        hold(scanner.takeRest(), side, moment)
        beginFrames(side, then: [.cut(side, moment)])
        return
      }
      self[side].reader = .lost
      tellUnfinishedHead(scanner, side, moment)
    case .endpoint, .lost:
      break
    }
  }

  mutating func readEnd(
    _ stream: StreamOutcome?, _ failure: ConnectionFailure?, isInsideFrame: Bool
  ) {
    let cuts = [Side.first, .second].filter { self[$0].reader.mayBeCut }
    guard cuts.isEmpty else {
      let end = Work.end(stream, failure, isInsideFrame: isInsideFrame)
      doNext(cuts.map { .cut($0, lastMoment) } + [end])
      return
    }
    if attention.tellsPlainHTTP { open(lastMoment) }
    tellUnanswered()
    if let stream { summary.note(stream, lastMoment) }
    if isInsideFrame { summary.isInsideFrame = true }
    summary.end(failure: failure, foreign: foreign)
    tell(.ended(summary), client ?? .first, lastMoment)
  }
}

extension InspectorState.Reader {
  /// Whether something may be incomplete.
  fileprivate var mayBeCut: Bool {
    switch self {
    case .http, .held, .frames: true
    case .endpoint, .lost: false
    }
  }
}
