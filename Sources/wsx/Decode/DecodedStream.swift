import PerMessageDeflate
import WebSocketProtocol

/// One direction of a connection from its first byte: perhaps HTTP heads, then frames.
struct DecodedStream {
  enum Event {
    /// The opening handshake of one side.
    case handshake(HandshakeReport)
    case frame(FrameReading.Event)
    /// The input ended inside a head.
    case unfinishedHandshake(HandshakeReport)
  }

  /// What the user says of the stream; it counts more than what the heads say.
  private let given: FrameContext
  private var context: FrameContext
  /// Bytes that may be an HTTP head; nil once frames have begun.
  private var head: [UInt8]? = []
  private var headOffset: UInt64 = 0
  private var frames: FrameReading?
  /// What the request asked for, once one was seen.
  private var offer: HandshakeOffer?

  private let keeping: FrameReading.Keeping

  /// A stream of which so much is kept as `keeping` says.
  init(context: FrameContext, keeping: FrameReading.Keeping) {
    self.keeping = keeping
    given = context
    self.context = context
  }

  mutating func receive(_ bytes: [UInt8]) {
    if head != nil {
      head?.append(contentsOf: bytes)
    } else {
      frames?.take(bytes)
    }
  }

  mutating func next() -> Event? {
    guard let bytes = head else { return frames?.next().map { .frame($0) } }
    switch Prologue(bytes) {
    case .undecided:
      return nil
    case .frames:
      beginFrames(with: bytes)
      return next()
    case .head(let found):
      head = Array(bytes[found.bytes.count...])
      headOffset += UInt64(found.bytes.count)
      let report = judge(found)
      learn(from: found)
      return .handshake(report)
    }
  }

  /// What the end of the input leaves unfinished.
  mutating func finish() -> [Event] {
    if let bytes = head, !bytes.isEmpty {
      if bytes.count >= 4 && Prologue.resemblesHead(bytes) {
        head = nil
        return [.unfinishedHandshake(judge(HTTPHead(parsing: bytes)))]
      }
      beginFrames(with: bytes)
    }
    var events: [Event] = []
    while let event = next() { events.append(event) }
    if let rest = frames?.finish() { events.append(.frame(.ended(rest))) }
    return events
  }

  private mutating func beginFrames(with bytes: [UInt8]) {
    head = nil
    // Whatever was agreed on, the largest window and a context that is kept read it rightly.
    var frames = FrameReading(
      context: context, offset: headOffset,
      deflate: context.extensionBits == .rsv1 ? DeflateDirection() : nil,
      missesContext: headOffset == 0, keeping: keeping)
    frames.take(bytes)
    self.frames = frames
  }

  private func judge(_ head: HTTPHead) -> HandshakeReport {
    head.isRequest
      ? HandshakeReport(judgingRequest: head)
      : HandshakeReport(
        judgingResponse: head, to: offer, messageExtension: PermessageDeflate())
  }

  /// A head tells who sent the frames behind it, and a response also what was negotiated.
  private mutating func learn(from head: HTTPHead) {
    if head.isRequest {
      offer = HandshakeOffer(head)
      context.sender = given.sender ?? .client
    } else {
      // Behind a request as well, both directions lie in one stream: nobody knows who sent what.
      context.sender = given.sender ?? (offer == nil ? .server : nil)
      context.extensionBits = given.extensionBits ?? negotiatedBits(in: head)
    }
  }

  private func negotiatedBits(in head: HTTPHead) -> ReservedBits? {
    let names = head.listMembers(of: "Sec-WebSocket-Extensions").map { member in
      member.text.prefix { $0 != ";" && $0 != " " }
    }
    if names.isEmpty { return [] }
    return names == ["permessage-deflate"] ? .rsv1 : nil
  }
}

/// What the first bytes of a stream are.
private enum Prologue {
  /// Too few to tell.
  case undecided
  case head(HTTPHead)
  case frames

  init(_ bytes: [UInt8]) {
    guard Self.resemblesHead(bytes) else {
      self = .frames
      return
    }
    let head = HTTPHead(parsing: bytes)
    let isTooLong = bytes.count > HTTPHeadReader.usualLimit
    self = head.isComplete || isTooLong ? .head(head) : .undecided
  }

  /// Whether the bytes begin as a head does, as far as they go.
  ///
  /// No legal frame does: `G` and `H` would set a reserved bit on a reserved opcode or on a close.
  static func resemblesHead(_ bytes: [UInt8]) -> Bool {
    ["GET ", "HTTP/1."].contains { start in
      zip(bytes, start.utf8).allSatisfy { $0 == $1 }
    }
  }
}
