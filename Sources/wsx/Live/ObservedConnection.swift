import PerMessageDeflate
import WebSocketProtocol

/// What both ends of one connection send, judged for whoever looks on.
///
/// It only takes what has passed already: nothing here can hold up or change the traffic.
struct ObservedConnection {
  /// The connection's number, from 1.
  let number: Int

  private var offer: HandshakeOffer?
  private var client = ObservedDirection(FrameContext(sender: .client), deflate: nil)
  private var server = ObservedDirection(FrameContext(sender: .server), deflate: nil)

  init(number: Int) {
    self.number = number
  }

  // MARK: - The opening handshake

  /// Takes a request's head.
  mutating func receive(request head: HTTPHead) -> ObservedHead {
    offer = HandshakeOffer(head)
    // A page is asked for without a word of WebSocket; then its rules have nothing to say.
    let isPlain = ["Upgrade", "Sec-WebSocket-Key"].allSatisfy { head.fields(named: $0).isEmpty }
    return ObservedHead(
      head: head, sender: .client,
      report: isPlain ? nil : HandshakeReport(judgingRequest: head))
  }

  /// Takes a response's head; where it opens the connection, the frames behind it are known better.
  mutating func receive(response head: HTTPHead) -> ObservedHead {
    guard case .status(_, let code, _) = head.startLine, code == 101 else {
      return ObservedHead(head: head, sender: .server, report: nil)
    }
    let report = HandshakeReport(
      judgingResponse: head, to: offer, messageExtension: PermessageDeflate())
    let answer = HandshakeOffer(head).extensions
    let agreement = answer.flatMap { try? DeflateAgreement(answer: $0) }
    var bits: ReservedBits?
    if let answer { bits = answer.isEmpty ? [] : agreement != nil ? .rsv1 : nil }
    client = ObservedDirection(
      FrameContext(sender: .client, extensionBits: bits), deflate: agreement?.client)
    server = ObservedDirection(
      FrameContext(sender: .server, extensionBits: bits), deflate: agreement?.server)
    return ObservedHead(head: head, sender: .server, report: report)
  }

  // MARK: - Frames

  /// What is known of the frames that an end sends.
  func context(of sender: Role) -> FrameContext {
    sender == .client ? client.context : server.context
  }

  /// Judges a frame as it lay on the wire.
  mutating func receive(_ record: FrameRecord, from sender: Role) -> ObservedFrame {
    sender == .client ? client.judge(record) : server.judge(record)
  }

  /// Begins to read the frames that an end sends, where they come as bytes.
  func frames(of sender: Role, keepingBytes: Int) -> TappedFrames {
    let direction = sender == .client ? client : server
    return TappedFrames(
      context: direction.context, deflate: direction.agreed, keepingBytes: keepingBytes)
  }

  /// Takes a frame that was judged and inflated already.
  mutating func receive(_ passed: TappedFrames.Passed, from sender: Role) -> ObservedFrame {
    sender == .client ? client.take(passed) : server.take(passed)
  }
}

/// A head that has passed.
struct ObservedHead {
  var head: HTTPHead
  var sender: Role
  /// What the rules say of it; nil where it opens no WebSocket connection and does not try to.
  var report: HandshakeReport?
}

/// A frame that has passed.
struct ObservedFrame {
  var examined: ExaminedFrame
  /// What the message is that the frame belongs to; nil for control frames.
  var messageOpcode: Opcode?
  /// What a compressed frame stands for; nil where it is not compressed.
  var inflated: InflatedFrame?
  /// Whether the frame belongs to a compressed message that could not be followed.
  var isUnreadable = false

  /// The frame's violations, those in its compressed data included.
  var violations: [Finding] { examined.findings.all.violations }

  /// Who sent it.
  var sender: Role { examined.context.sender ?? .client }
}

/// One direction of a connection.
private struct ObservedDirection {
  let context: FrameContext
  /// How it is compressed; nil where it is not.
  let agreed: DeflateDirection?
  private var judge: FrameJudge
  private var deflate: DeflateObserver?
  private var messageOpcode: Opcode?

  init(_ context: FrameContext, deflate: DeflateDirection?) {
    self.context = context
    judge = FrameJudge(context: context)
    agreed = deflate
    self.deflate = deflate.map { DeflateObserver($0) }
  }

  mutating func judge(_ record: FrameRecord) -> ObservedFrame {
    judge.begin(record.knownHeader)
    judge.receivePayload(record.unmaskedHead.span)
    let findings = judge.end(complete: record.isComplete)
    return inflate(ExaminedFrame(record: record, findings: findings, context: context))
  }

  mutating func take(_ passed: TappedFrames.Passed) -> ObservedFrame {
    ObservedFrame(
      examined: passed.frame, messageOpcode: messageOpcode(of: passed.frame.record.header),
      inflated: passed.inflated)
  }

  private mutating func inflate(_ frame: ExaminedFrame) -> ObservedFrame {
    let header = frame.record.header
    var result = ObservedFrame(examined: frame, messageOpcode: messageOpcode(of: header))
    result.examined.judgeByDeflateRules()
    guard let header, deflate != nil else { return result }
    guard frame.record.payload.isWhole else {
      // What was not kept cannot be inflated, and then neither can what refers to it.
      result.isUnreadable = true
      return result
    }
    result.inflated = deflate?.observe(header, payload: frame.record.unmaskedHead.span)
    result.examined.findings.all += result.inflated?.violations ?? []
    return result
  }

  private mutating func messageOpcode(of header: FrameHeader?) -> Opcode? {
    guard let opcode = header?.opcode, !opcode.isControl else { return nil }
    if opcode == .text || opcode == .binary { messageOpcode = opcode }
    return messageOpcode
  }
}

extension FrameRecord {
  /// The beginning of the payload that was kept, unmasked.
  var unmaskedHead: [UInt8] {
    var bytes = payload.head
    header?.maskingKey?.apply(to: &bytes)
    return bytes
  }
}
