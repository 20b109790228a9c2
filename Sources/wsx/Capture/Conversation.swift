import PerMessageDeflate
import TrafficCapture
import WebSocketProtocol

/// One TCP connection of a capture, read as HTTP and, behind an upgrade, as WebSocket frames.
struct Conversation {
  private enum Reader {
    case http(HTTPScanner)
    /// Behind an upgrade request: frames, if the answer says so.
    case held([StreamBytes])
    case frames(FrameReading)
    case lost
  }

  /// So much may come behind an upgrade request before its answer.
  private static let heldBytes = 1 << 16

  /// How many bytes wait for what comes behind them.
  var heldByteCount: Int {
    readers.reduce(0) { sum, reader in
      switch reader {
      case .http(let scanner): sum + scanner.heldByteCount
      case .held(let chunks): chunks.reduce(sum) { $0 + $1.bytes.count }
      case .frames, .lost: sum
      }
    }
  }

  let info: StreamInfo
  /// The connection's number among the WebSocket connections; nil before a handshake.
  private(set) var number: Int?
  /// What the connection speaks that is no HTTP, where that was seen.
  private(set) var foreign: ForeignProtocol?
  /// Whether it has shown an HTTP head.
  private(set) var speaksHTTP = false
  /// Whether the capture begins inside it.
  private(set) var isJoinedLate: Bool

  /// The packets in which a frame began because the user said so.
  private(set) var alignedPackets: Set<Int> = []

  private var client: Side?
  /// Whether it is known which end is the client.
  var areRolesKnown: Bool { client != nil }
  private var readers: [Reader] = [.http(HTTPScanner()), .http(HTTPScanner())]
  private var request: HTTPHead?
  /// What the answer agreed to; nil before it, or where it cannot be read.
  private var extensionBits: ReservedBits?
  private var deflate: DeflateAgreement?
  private var isUpgraded = false
  private var pendingMethods: [String] = []
  private var lastMoment = CaptureMoment()
  private var endedSides: Set<Side> = []

  private let assumption: CaptureAssumption
  private let keeping: FrameReading.Keeping

  init(
    _ info: StreamInfo, assuming assumption: CaptureAssumption, keeping: FrameReading.Keeping
  ) {
    self.info = info
    self.assumption = assumption
    self.keeping = keeping
    client = info.isOpening ? .first : assumption.client(of: info)
    isJoinedLate = !info.isOpening
  }

  /// Takes what happened next; `numbered` gives the connection's number when it needs one.
  mutating func receive(_ event: StreamEvent, numbered: () -> Int) -> [CaptureItem] {
    switch event {
    case .began:
      return []
    case .data(let bytes):
      return receive(bytes, numbered: numbered)
    case .gap(let gap):
      return receive(gap)
    case .ended(_, let side, let packet, let time):
      let moment = CaptureMoment(packet: packet, time: time)
      lastMoment = moment
      endedSides.insert(side)
      // What is held is read when the answer comes, which an odd order may have put behind this.
      if case .held = readers[side.rawValue] { return items([.ended], side, moment) }
      return finish(side, moment) + items([.ended], side, moment)
    case .reset(_, let side, let packet, let time):
      lastMoment = CaptureMoment(packet: packet, time: time)
      return items([.reset], side, lastMoment)
    case .closed(_, let isGivenUp):
      return finish(.first, lastMoment) + finish(.second, lastMoment)
        + items([.closed(isGivenUp: isGivenUp)], .first, lastMoment)
    }
  }

  // MARK: - Bytes

  private mutating func receive(_ bytes: StreamBytes, numbered: () -> Int) -> [CaptureItem] {
    let side = bytes.sender
    let moment = CaptureMoment(packet: bytes.packet, time: bytes.time)
    lastMoment = moment
    if isSaidToBeginFrames(bytes) { return assumeFrames(bytes, moment, numbered: numbered) }
    switch readers[side.rawValue] {
    case .lost:
      return []
    case .held(var chunks):
      readers[side.rawValue] = .lost
      chunks.append(bytes)
      readers[side.rawValue] = .held(chunks)
      let size = chunks.reduce(0) { $0 + $1.bytes.count }
      return size > Self.heldBytes ? beginFrames(side) : []
    case .frames(var reading):
      readers[side.rawValue] = .lost  // so that it is not copied
      let results = reading.frames(in: bytes.bytes)
      readers[side.rawValue] = .frames(reading)
      return frames(results, side, moment)
    case .http(var scanner):
      scanner.receive(bytes.bytes)
      readers[side.rawValue] = .http(scanner)
      return scan(side, moment, numbered: numbered)
    }
  }

  /// Whether the user said that a frame begins here, and the capture does not know better.
  private func isSaidToBeginFrames(_ bytes: StreamBytes) -> Bool {
    if case .frames = readers[bytes.sender.rawValue] { return false }
    if let packet = bytes.packet, assumption.framePackets.contains(packet) { return true }
    guard assumption.beginsWithFrames, isJoinedLate || bytes.packet == nil,
      case .http(let scanner) = readers[bytes.sender.rawValue], scanner.isUntouched
    else { return false }
    return !HTTPScanner.resemblesHead(bytes.bytes)
  }

  private mutating func assumeFrames(
    _ bytes: StreamBytes, _ moment: CaptureMoment, numbered: () -> Int
  ) -> [CaptureItem] {
    let items = number == nil ? open(moment, numbered: numbered) : []
    if let packet = bytes.packet { alignedPackets.insert(packet) }
    if !isUpgraded { extensionBits = assumption.extensionBits }
    if !isUpgraded, extensionBits == .rsv1 { deflate = DeflateAgreement(DeflateResponse()) }
    readers[bytes.sender.rawValue] = .held([bytes])
    return items + beginFrames(bytes.sender)
  }

  private mutating func scan(
    _ side: Side, _ moment: CaptureMoment, numbered: () -> Int
  ) -> [CaptureItem] {
    var items: [CaptureItem] = []
    while case .http(var scanner) = readers[side.rawValue] {
      let head = scanner.next()
      readers[side.rawValue] = .http(scanner)
      if let found = scanner.foreign { foreign = found }
      guard let head else { break }
      speaksHTTP = true
      items += receive(head, side, moment, numbered: numbered)
    }
    return items
  }

  // MARK: - Heads

  private mutating func receive(
    _ head: HTTPHead, _ side: Side, _ moment: CaptureMoment, numbered: () -> Int
  ) -> [CaptureItem] {
    if case .status(_, let code, _) = head.startLine {
      client = client ?? side.other
      return receiveResponse(head, code: code, side, moment, numbered: numbered)
    }
    client = client ?? side
    if case .request(let method, _, _) = head.startLine, pendingMethods.count < 64 {
      pendingMethods.append(method)
    }
    guard head.asksForWebSocket else {
      skipBody(of: head, side)
      return []
    }
    var items = number == nil ? open(moment, numbered: numbered) : []
    request = head
    items += self.items(
      [.handshake(HandshakeReport(judgingRequest: head), isUnfinished: false)], side, moment)
    guard case .http(var scanner) = readers[side.rawValue] else { return items }
    let rest = scanner.takeRest()
    readers[side.rawValue] = .held([])
    if !rest.isEmpty { hold(rest, side, moment) }
    // The answer may have been seen first, where the capture is out of order.
    return isUpgraded ? items + beginFrames(side) : items
  }

  private mutating func receiveResponse(
    _ head: HTTPHead, code: Int, _ side: Side, _ moment: CaptureMoment, numbered: () -> Int
  ) -> [CaptureItem] {
    if code >= 100, code < 200, code != 101 { return [] }
    let method = pendingMethods.isEmpty ? nil : pendingMethods.removeFirst()
    let answersUpgrade = request != nil || (code == 101 && head.asksForWebSocket)
    guard answersUpgrade else {
      skipBody(of: head, side, isAnswerToHEAD: method == "HEAD")
      return []
    }
    var items = number == nil ? open(moment, numbered: numbered) : []
    let report = HandshakeReport(
      judgingResponse: head, to: request.map { HandshakeOffer($0) },
      messageExtension: PermessageDeflate())
    items += self.items([.handshake(report, isUnfinished: false)], side, moment)
    guard code == 101 else {
      request = nil
      skipBody(of: head, side, isAnswerToHEAD: false)
      return items + readAsHTTP(side.other, numbered: numbered)
    }
    isUpgraded = true
    request = nil
    pendingMethods = []
    extensionBits = head.negotiatedBits
    if extensionBits == .rsv1 { deflate = head.deflateAgreement }
    guard case .http(var scanner) = readers[side.rawValue] else { return items }
    let rest = scanner.takeRest()
    readers[side.rawValue] = .held([])
    if !rest.isEmpty { hold(rest, side, moment) }
    items += beginFrames(side)
    if case .held = readers[side.other.rawValue] {
      items += beginFrames(side.other)
    }
    return items
  }

  private mutating func skipBody(of head: HTTPHead, _ side: Side, isAnswerToHEAD: Bool = false) {
    guard case .http(var scanner) = readers[side.rawValue] else { return }
    scanner.skipBody(of: head, isAnswerToHEAD: isAnswerToHEAD)
    readers[side.rawValue] = .http(scanner)
  }

  private mutating func hold(_ bytes: [UInt8], _ side: Side, _ moment: CaptureMoment) {
    let chunk = StreamBytes(
      stream: info.stream, sender: side, bytes: bytes, packet: moment.packet,
      time: moment.time)
    readers[side.rawValue] = .held([chunk])
  }

  /// After a refusal the connection goes on as HTTP.
  private mutating func readAsHTTP(_ side: Side, numbered: () -> Int) -> [CaptureItem] {
    guard case .held(let chunks) = readers[side.rawValue] else { return [] }
    readers[side.rawValue] = .http(HTTPScanner())
    return chunks.flatMap { receive($0, numbered: numbered) }
  }

  private mutating func beginFrames(_ side: Side) -> [CaptureItem] {
    guard case .held(let chunks) = readers[side.rawValue] else { return [] }
    let role = role(of: side)
    let context = FrameContext(sender: role, extensionBits: extensionBits)
    // Without a handshake the parameters are the default ones, the same for both directions.
    let direction = deflate?[role ?? .client]
    readers[side.rawValue] = .frames(
      FrameReading(
        context: context, deflate: direction, missesContext: !isUpgraded || !alignedPackets.isEmpty,
        keeping: keeping))
    var items: [CaptureItem] = []
    for chunk in chunks { items += receive(chunk, numbered: { 0 }) }
    return endedSides.contains(side) ? items + finish(side, lastMoment) : items
  }

  // MARK: - Holes and ends

  private mutating func receive(_ gap: StreamGap) -> [CaptureItem] {
    let moment = CaptureMoment(packet: gap.packet, time: gap.time)
    if gap.byteCount == nil { isJoinedLate = true }
    switch readers[gap.sender.rawValue] {
    case .http(var scanner):
      scanner.skipGap()
      readers[gap.sender.rawValue] = .http(scanner)
      return items([.gap(gap.byteCount)], gap.sender, moment)
    case .lost:
      return items([.gap(gap.byteCount)], gap.sender, moment)
    case .held, .frames:
      let unfinished = finish(gap.sender, moment)
      readers[gap.sender.rawValue] = .lost
      return unfinished + items([.gap(gap.byteCount), .lost], gap.sender, moment)
    }
  }

  /// Ends one direction: what is unfinished is told.
  private mutating func finish(_ side: Side, _ moment: CaptureMoment) -> [CaptureItem] {
    var told: [CaptureItem] = []
    if case .held = readers[side.rawValue] { told = beginFrames(side) }
    switch readers[side.rawValue] {
    case .frames(var reading):
      readers[side.rawValue] = .lost
      if let rest = reading.finish() { told += frames([rest], side, moment) }
    case .http(let scanner):
      readers[side.rawValue] = .lost
      if let head = scanner.unfinishedHead, request != nil || head.asksForWebSocket {
        let report =
          head.isRequest
          ? HandshakeReport(judgingRequest: head)
          : HandshakeReport(
            judgingResponse: head, to: request.map { HandshakeOffer($0) },
            messageExtension: PermessageDeflate())
        told += items([.handshake(report, isUnfinished: true)], side, moment)
      }
    case .held, .lost:
      break
    }
    return told
  }

  /// Gives up what waits: there is no room for it.
  mutating func loseHeld() -> [CaptureItem] {
    [Side.first, .second].flatMap { side -> [CaptureItem] in
      if case .frames = readers[side.rawValue] { return [] }
      readers[side.rawValue] = .lost
      return items([.lost], side, lastMoment)
    }
  }

  // MARK: - Items

  private mutating func open(_ moment: CaptureMoment, numbered: () -> Int) -> [CaptureItem] {
    number = numbered()
    let clientSide = client ?? .first
    let names = [info.first?.description, info.second?.description]
    let opened = ConnectionEnds(
      client: names[clientSide.rawValue], server: names[clientSide.other.rawValue],
      isFromStart: info.isOpening, areRolesKnown: client != nil)
    let start = CaptureMoment(packet: info.packet, time: info.time)
    return items([.opened(opened)], clientSide, isJoinedLate ? moment : start)
  }

  private func role(of side: Side) -> Role? {
    client.map { $0 == side ? .client : .server }
  }

  private func frames(
    _ results: [FrameReading.Result], _ side: Side, _ moment: CaptureMoment
  ) -> [CaptureItem] {
    guard let number else { return [] }
    return results.map { result in
      CaptureItem(
        connection: number, sender: role(of: side), side: side, moment: moment,
        content: .frame(result.frame, result.message), payload: result.payload,
        isCompressed: result.isCompressed)
    }
  }

  private func items(
    _ contents: [CaptureItem.Content], _ side: Side, _ moment: CaptureMoment
  ) -> [CaptureItem] {
    guard let number else { return [] }
    return contents.map {
      CaptureItem(
        connection: number, sender: role(of: side), side: side, moment: moment, content: $0)
    }
  }
}

extension HTTPHead {
  /// Whether a head has to do with the opening handshake, however wrong it is.
  fileprivate var asksForWebSocket: Bool {
    listMembers(of: "Upgrade").contains { $0.text.lowercased() == "websocket" }
      || ["Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Sec-WebSocket-Version"].contains {
        !fields(named: $0).isEmpty
      }
  }

  /// How both directions are compressed, as a response says; nil where it cannot be read.
  fileprivate var deflateAgreement: DeflateAgreement? {
    let fields = fields(named: "Sec-WebSocket-Extensions")
    guard let answer = try? fields.flatMap({ try HandshakeExtension.parse($0.value) }) else {
      return nil
    }
    return (try? DeflateAgreement(answer: answer)) ?? nil
  }

  /// The reserved bits that the extensions in a response own; nil where one of them is not known.
  fileprivate var negotiatedBits: ReservedBits? {
    let names = listMembers(of: "Sec-WebSocket-Extensions").map { member in
      member.text.prefix { $0 != ";" && $0 != " " }
    }
    if names.isEmpty { return [] }
    return names == ["permessage-deflate"] ? .rsv1 : nil
  }
}
