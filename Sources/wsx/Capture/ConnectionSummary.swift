import TrafficCapture
import WebSocketProtocol

/// What is known of one connection, from its items alone.
struct ConnectionSummary {
  let number: Int
  private(set) var ends: ConnectionEnds?
  private(set) var start = CaptureMoment()
  private(set) var last = CaptureMoment()

  // The opening handshake.
  private(set) var request: Asked?
  private(set) var response: Answered?
  private(set) var handshakeViolations: [Finding] = []

  private(set) var client = Sent()
  private(set) var server = Sent()
  private(set) var pings = PingAccount()

  // The end.
  /// Who sent its close frame first.
  private(set) var closer: Role?
  private(set) var ending: Ending?
  private(set) var isUnfinishedHandshake = false
  /// Whether the capture goes on, but the connection was not followed to its end.
  private(set) var isGivenUp = false
  private(set) var lastFrame: CaptureMoment?

  // A summary may wait for thousands of others, so it keeps of the heads what it tells of them.

  /// What the request said.
  struct Asked {
    /// The path; nil where it cannot be read.
    var target: String?
    /// The subprotocols that were offered.
    var subprotocols: [String]

    init(_ head: HTTPHead) {
      if case .request(_, let target, _) = head.startLine { self.target = target }
      subprotocols = head.listMembers(of: "Sec-WebSocket-Protocol").map(\.text)
    }
  }

  /// What the response said.
  struct Answered {
    var status: (code: Int, reason: String)?
    var subprotocols: [String]
    var extensions: [String]

    init(_ head: HTTPHead) {
      if case .status(_, let code, let reason) = head.startLine { status = (code, reason) }
      subprotocols = head.listMembers(of: "Sec-WebSocket-Protocol").map(\.text)
      extensions = head.listMembers(of: "Sec-WebSocket-Extensions").map(\.text)
    }
  }

  /// What one end has sent.
  struct Sent {
    var messages = 0
    /// The messages' size in bytes, inflated where they were compressed.
    var messageBytes: UInt64 = 0
    var isMessageBytesKnown = true
    var frames = 0
    /// The frames' size on the wire, in bytes, headers included.
    var frameBytes: UInt64 = 0
    var pings = 0
    var pongs = 0
    var close: ClosePayload?
    var hasClosed = false
    var isIncomplete = false
    var isLost = false
    var gaps = 0
    /// Whether something that this end sent is not in the capture.
    var isIncompletelyKnown: Bool { gaps > 0 || isLost }
    /// How often each rule was broken, in the order of the first time.
    var violations: [(rule: Rule, count: Int, first: CaptureMoment)] = []
  }

  /// How the TCP connection ended.
  enum Ending {
    case finished(by: Role?, CaptureMoment)
    case reset(by: Role?, CaptureMoment)
  }

  init(number: Int) {
    self.number = number
  }

  var hasFrames: Bool { client.frames + server.frames > 0 }
  private(set) var hasHandshakeBytes = false

  var sawHandshake: Bool { request != nil || response != nil }

  /// Whether it is known which of two frames of different directions came first.
  var isInOrder: Bool { start.packet != nil || start.time != nil }

  var statusCode: Int? { response?.status?.code }

  subscript(role: Role) -> Sent { role == .client ? client : server }

  // MARK: - Items

  mutating func note(_ item: CaptureItem) {
    if item.moment.time != nil || item.moment.packet != nil { last = item.moment }
    switch item.content {
    case .opened(let ends):
      self.ends = ends
      start = item.moment
    case .handshake(let report, let isUnfinished):
      note(report)
      if isUnfinished { isUnfinishedHandshake = true }
    case .described(let request, let response):
      self.request = Asked(request)
      self.response = Answered(response)
    case .frame(let frame, let message):
      lastFrame = item.moment
      note(frame, item)
      if let message { change(item) { $0.note(message) } }
    case .message(let message):
      lastFrame = item.moment
      change(item) { $0.note(message) }
    case .gap:
      change(item) { $0.gaps += 1 }
    case .lost:
      change(item) { $0.isLost = true }
    case .ended:
      if ending == nil { ending = .finished(by: item.sender, item.moment) }
    case .reset:
      if case .reset = ending { break }
      ending = .reset(by: item.sender, item.moment)
    case .closed(let isGivenUp):
      self.isGivenUp = isGivenUp
    }
  }

  private mutating func note(_ report: HandshakeReport) {
    hasHandshakeBytes = true
    handshakeViolations += report.worthTelling
    if report.head.isRequest {
      request = request ?? Asked(report.head)
    } else {
      response = Answered(report.head)
    }
  }

  private mutating func note(_ frame: ExaminedFrame, _ item: CaptureItem) {
    change(item) { $0.note(frame, item.moment) }
    guard frame.record.isComplete, let opcode = frame.record.header?.opcode else { return }
    switch opcode {
    case .close: closer = closer ?? item.sender
    case .ping: pings.sent(frame.unmaskedPayload, by: item.side, item.moment.time)
    case .pong: pings.answered(frame.unmaskedPayload, by: item.side, item.moment.time)
    default: break
    }
  }

  private mutating func change(_ item: CaptureItem, _ body: (inout Sent) -> Void) {
    // Where the roles are not known, the end that was seen first stands in the client's place.
    let role = item.sender ?? (item.side == .first ? .client : .server)
    if role == .client { body(&client) } else { body(&server) }
  }
}

extension ConnectionSummary.Sent {
  fileprivate mutating func note(_ frame: ExaminedFrame, _ moment: CaptureMoment) {
    frames += 1
    frameBytes &+= frame.record.byteCount
    isIncomplete = isIncomplete || !frame.record.isComplete
    for violation in frame.findings.all.violations {
      if let index = violations.firstIndex(where: { $0.rule == violation.rule }) {
        violations[index].count += 1
      } else {
        violations.append((violation.rule, 1, moment))
      }
    }
    guard frame.record.isComplete else { return }
    switch frame.record.header?.opcode {
    case .ping?: pings += 1
    case .pong?: pongs += 1
    case .close? where !hasClosed:
      hasClosed = true
      close = frame.findings.close
    default: break
    }
  }

  fileprivate mutating func note(_ message: CapturedMessage) {
    messages += 1
    if let length = message.payloadLength {
      messageBytes &+= length
    } else {
      isMessageBytesKnown = false
    }
  }
}

extension ExaminedFrame {
  /// The payload as the application reads it, where it is kept whole; else its beginning.
  var unmaskedPayload: [UInt8] {
    var payload = record.payload.head
    record.header?.maskingKey?.apply(to: &payload)
    return payload
  }
}

/// Pings, and how long their pongs took.
struct PingAccount {
  private var open: [(payload: [UInt8], sender: Side, time: CaptureTime?)] = []
  private(set) var answeredCount = 0
  /// The shortest and the longest time to a pong, in nanoseconds.
  private(set) var shortest: Int64?
  private(set) var longest: Int64?
  private var sum: Int64 = 0
  private var timedCount: Int64 = 0

  /// Pings that wait for an answer; the oldest are forgotten.
  private static let limit = 64

  var average: Int64? { timedCount > 0 ? sum / timedCount : nil }

  mutating func sent(_ payload: [UInt8], by side: Side, _ time: CaptureTime?) {
    open.append((payload, side, time))
    if open.count > Self.limit { open.removeFirst() }
  }

  /// A pong answers the latest ping with its payload, and all before it (RFC 6455 §5.5.3).
  mutating func answered(_ payload: [UInt8], by side: Side, _ time: CaptureTime?) {
    guard
      let index = open.lastIndex(where: { $0.payload == payload && $0.sender == side.other })
    else { return }
    let ping = open[index]
    open.removeSubrange(...index)
    answeredCount += 1
    guard let time, let sentAt = ping.time else { return }
    let took = time.nanoseconds(since: sentAt)
    shortest = min(shortest ?? took, took)
    longest = max(longest ?? took, took)
    sum = sum.addingReportingOverflow(took).partialValue
    timedCount += 1
  }
}
