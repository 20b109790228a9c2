import PerMessageDeflate
import TrafficCapture
import WebSocketProtocol

// Before the upgrade: heads, and what they agree on.

extension InspectorState {
  /// How many requests may wait for answers; further requests of a pipeline are not paired.
  private static let requestLimit = 64
  /// How many bytes may come after an upgrade request before its answer.
  private static let heldLimit = 1 << 20

  /// Reads bytes of a direction that does not carry frames yet.
  mutating func read(_ bytes: [UInt8], _ side: Side, _ moment: EventMoment) {
    if isSaidToBeginFrames(bytes, side, moment) {
      assumeFrames(bytes, side, moment)
      return
    }
    switch self[side].reader {
    case .http(let scanner):
      scanner.receive(bytes)
      scan(scanner, side, moment)
    case .held:
      hold(bytes, side, moment)
      if self[side].heldByteCount > Self.heldLimit { beginFrames(side) }
    case .frames, .endpoint, .lost:
      break
    }
  }

  private mutating func scan(_ scanner: HTTPScanner, _ side: Side, _ moment: EventMoment) {
    if let head = scanner.next() {
      speaksHTTP = true
      // The bytes after the head are read after everything that the head changes for the other direction.
      doNext([.bytes([], side, moment)])
      read(head, scanner, side, moment)
      return
    }
    guard let found = scanner.foreign else { return }
    if assumptions.isSingleStream {
      hold(scanner.takeRest(), side, moment)
      beginFrames(side)
    } else if scanner.isBeforeFirstHead, isSaidToBeginFrames(at: moment) {
      // Its first bytes alone looked like a head's: a frame may begin with a letter.
      assumeFrames(scanner.takeRest(), side, moment)
    } else {
      foreign = found
      self[side].reader = .lost
    }
  }

  private mutating func read(
    _ head: HTTPHead, _ scanner: HTTPScanner, _ side: Side, _ moment: EventMoment
  ) {
    if head.isRequest {
      readRequest(head, scanner, side, moment)
    } else {
      readResponse(head, scanner, side, moment)
    }
  }

  // MARK: - Requests

  private mutating func readRequest(
    _ head: HTTPHead, _ scanner: HTTPScanner, _ side: Side, _ moment: EventMoment
  ) {
    learn(client: side)
    let asks = head.concernsWebSocket
    let seen = InspectedHead(
      head: head, report: asks ? HandshakeReport(judgingRequest: head) : nil, side: side,
      moment: moment)
    // In a capture that is out of order, the answer may be seen first.
    if !isUpgraded, requests.count < Self.requestLimit { requests.append(seen) }
    tell(seen)
    guard asks else {
      scanner.skipBody(of: head, isAnswerToHEAD: false)
      return
    }
    if assumptions.isSingleStream { return }
    let rest = scanner.takeRest()
    self[side].reader = .held
    hold(rest, side, moment)
    if isUpgraded { beginFrames(side) }
  }

  // MARK: - Responses

  private mutating func readResponse(
    _ head: HTTPHead, _ scanner: HTTPScanner, _ side: Side, _ moment: EventMoment
  ) {
    let code = head.statusCode ?? 0
    // RFC 9110 §15.2: interim answers such as 103 may precede the real one.
    if code >= 100, code < 200, code != 101 { return }
    let request = requests.isEmpty ? nil : requests.removeFirst()
    learnRoles(fromResponseOf: side, after: request)
    let isAnswer = request?.report != nil || (code == 101 && head.concernsWebSocket)
    let offer = request.map { HandshakeOffer($0.head) }
    let seen = InspectedHead(
      head: head,
      report: isAnswer
        ? HandshakeReport(
          judgingResponse: head, to: offer, messageExtension: PermessageDeflate()) : nil,
      side: side, moment: moment)
    tell(seen)
    var exchange = Exchange(request: request, response: seen)
    if isAnswer, code == 101 { exchange.negotiation = Negotiation(response: head) }
    tell(exchange, side, moment)
    guard isAnswer, code == 101 else {
      let isAnswerToHEAD =
        if case .request("HEAD", _, _)? = request?.head.startLine { true } else { false }
      scanner.skipBody(of: head, isAnswerToHEAD: isAnswerToHEAD)
      if request?.report != nil { readAsHTTP(side.other) }
      return
    }
    upgrade(exchange.negotiation ?? Negotiation(), scanner, side, moment)
  }

  private mutating func learnRoles(fromResponseOf side: Side, after request: InspectedHead?) {
    if assumptions.isSingleStream {
      // If both heads are in one stream, it is not known who sent the frames after them.
      client = assumptions.client ?? (request == nil ? side.other : nil)
    } else {
      learn(client: side.other)
    }
  }

  /// Takes from a head which end is the client, unless an assumption is more important.
  private mutating func learn(client side: Side) {
    if client == nil || !assumptions.outranksHeads { client = side }
  }

  private mutating func upgrade(
    _ agreed: Negotiation, _ scanner: HTTPScanner, _ side: Side, _ moment: EventMoment
  ) {
    isUpgraded = true
    requests = []
    negotiation = agreed
    if assumptions.outranksHeads, let bits = assumptions.extensionBits {
      var said = Negotiation(assuming: bits)
      if bits == .rsv1 { said.deflate = agreed.deflate ?? said.deflate }
      negotiation = said
    }
    let rest = scanner.takeRest()
    self[side].reader = .held
    hold(rest, side, moment)
    beginFrames(side)
    // What the client sent before the answer comes first, so its work is put before the other.
    if case .held = self[side.other].reader { beginFrames(side.other) }
  }

  // MARK: - Events

  private mutating func tell(_ head: InspectedHead) {
    if head.report != nil || attention.tellsPlainHTTP { open(head.moment) }
    guard number != nil, head.report != nil || attention.tellsPlainHTTP else { return }
    tell(.head(head), head.side, head.moment, sender: head.sender)
  }

  private mutating func tell(_ exchange: Exchange, _ side: Side, _ moment: EventMoment) {
    guard exchange.outcome != .plain || attention.tellsPlainHTTP else { return }
    tell(.exchange(exchange), side, moment, sender: .server)
  }

  /// Adds an event for an incomplete head, if it is part of a handshake.
  mutating func tellUnfinishedHead(_ scanner: HTTPScanner, _ side: Side, _ moment: EventMoment) {
    guard let head = scanner.unfinishedHead else { return }
    let request = requests.first { $0.report != nil }
    let concerns = request != nil || head.concernsWebSocket || assumptions.isSingleStream
    guard concerns || attention.tellsPlainHTTP else { return }
    let offer = request.map { HandshakeOffer($0.head) }
    let report =
      head.isRequest
      ? HandshakeReport(judgingRequest: head)
      : HandshakeReport(
        judgingResponse: head, to: offer, messageExtension: PermessageDeflate())
    tell(
      InspectedHead(
        head: head, report: concerns ? report : nil, isUnfinished: true, side: side,
        moment: moment))
  }

  /// Adds events for the requests that were never answered.
  mutating func tellUnanswered() {
    for request in requests { tell(Exchange(request: request), request.side, request.moment) }
    requests = []
  }
}

// MARK: - Bytes that wait for the answer

extension InspectorState {
  mutating func hold(_ bytes: [UInt8], _ side: Side, _ moment: EventMoment) {
    guard !bytes.isEmpty else { return }
    self[side].held.append((bytes, moment))
    self[side].heldByteCount += bytes.count
  }

  /// Returns the held bytes, which are counted again when they are read.
  mutating func takeHeld(_ side: Side) -> [Work] {
    let held = self[side].held
    self[side].byteCount -= UInt64(self[side].heldByteCount)
    self[side].held = []
    self[side].heldByteCount = 0
    return held.map { .bytes($0.bytes, side, $0.moment) }
  }

  /// Goes on with HTTP after a refusal.
  private mutating func readAsHTTP(_ side: Side) {
    guard case .held = self[side].reader else { return }
    self[side].reader = .http(HTTPScanner())
    doNext(takeHeld(side) + cutIfFinished(side))
  }

  func cutIfFinished(_ side: Side) -> [Work] {
    self[side].hasFinished ? [.cut(side, lastMoment)] : []
  }

  /// Counts again how many bytes wait for what comes after them.
  mutating func countWaiting() {
    waitingByteCount = [Side.first, .second].reduce(0) { sum, side in
      if case .http(let scanner) = self[side].reader { return sum + scanner.heldByteCount }
      return sum + self[side].heldByteCount
    }
  }

  /// Drops the bytes that wait, because there is no memory for them.
  mutating func loseWaiting() {
    for side in [Side.first, .second] {
      switch self[side].reader {
      case .frames, .endpoint, .lost: continue
      case .http, .held:
        _ = takeHeld(side)
        self[side].reader = .lost
        tell(.lost, side, lastMoment)
      }
    }
    countWaiting()
  }
}
