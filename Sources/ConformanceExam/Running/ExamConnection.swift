import PerMessageDeflate
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// A connection of the examiner: sends what a case says, and inspects what comes back.
///
///     opening ──▶ open ──▶ ended
///
/// It answers the peer's pings, which may come at any time, and drops pongs that answer nothing.
final class ExamConnection {
  /// Called after something happened.
  var onChange: () -> Void = {}

  let role: Role
  private(set) var transcript = Transcript()
  /// What came and is not yet used.
  var incoming: [Incoming] = []
  /// What the peer broke in frames, the first of each rule.
  private(set) var violations: [Finding] = []
  /// The result of the opening handshake; nil while it goes on.
  private(set) var opening: Result?
  /// Whether bytes of the last step wait for the socket.
  var isSending: Bool { raw.pendingByteCount > 0 }
  /// How many bytes were sent.
  private(set) var sentByteCount = 0
  /// How many bytes came.
  private(set) var receivedByteCount = 0
  private(set) var hasEnded = false

  /// What came of the opening handshake.
  enum Result {
    case notConnected(TransportError)
    case ended(isReset: Bool)
    case answered(Exchange)
  }

  private let raw: RawConnection
  private let inspector: ConnectionInspector
  private var isConnected = false
  private var beforeConnection: [[UInt8]] = []
  private var deflater: Deflater?
  private var keys: SplitMix

  init(
    _ raw: RawConnection, role: Role, resources: InspectionResources, seed: UInt64
  ) {
    self.raw = raw
    self.role = role
    keys = SplitMix(seed: seed)
    var attention = Attention()
    attention.recordByteCount = 0
    attention.keptByteCount = 1 << 26
    attention.tellsPlainHTTP = true
    inspector = ConnectionInspector(attention: attention, resources: resources)
    raw.onEvent = { [weak self] in self?.took($0) }
  }

  /// Bytes for a key or a payload that this case may draw.
  func nextKey() -> MaskingKey { MaskingKey(rawValue: UInt32(truncatingIfNeeded: keys.next())) }
  func nextSecKey() -> SecWebSocketKey { .random(using: &keys) }

  // MARK: - Sending

  private var ownSide: Side { role == .client ? .first : .second }

  /// Tells the inspector of the head that this end sends.
  func note(head: [UInt8]) {
    inspector.receive(head, from: ownSide)
    inspect()
  }

  func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, !hasClosed else { return }
    transcript.add(bytes, from: role)
    sentByteCount += bytes.count
    guard isConnected else {
      beforeConnection.append(bytes)
      return
    }
    raw.send(bytes)
  }

  /// The bytes of pieces, in order.
  func bytes(of pieces: [Piece]) -> [[UInt8]] {
    pieces.map { piece in
      switch piece {
      case .bytes(let bytes): bytes
      case .frame(let frame): frame.bytes(from: role, key: nextKey())
      case .deflated(let opcode, let message, let size):
        deflated(opcode, message, size).flatMap { $0.bytes(from: role, key: nextKey()) }
      }
    }
  }

  private func deflated(_ opcode: Opcode, _ message: [UInt8], _ size: Int?) -> [ExamFrame] {
    if deflater == nil, let direction = agreement?[role] {
      deflater = Deflater(direction, settings: DeflateSettings(level: 1))
    }
    var payload: [UInt8] = []
    let isCompressed = deflater?.deflate(message.span, appendingTo: &payload) == true
    let bytes = isCompressed ? payload : message
    var frames = ExamFrame.fragments(opcode, bytes, of: size ?? .max)
    if isCompressed { frames[0].reservedBits = .rsv1 }
    return frames
  }

  func endSending() {
    transcript.add(.finished, from: role)
    raw.endSending()
  }

  func setReading(_ reads: Bool) { raw.reads = reads }

  private(set) var hasClosed = false

  func close() {
    hasClosed = true
    onChange = {}
    raw.close()
  }

  func reset() {
    hasClosed = true
    onChange = {}
    raw.reset()
  }

  // MARK: - Receiving

  /// What was agreed on; nil before that, and without compression.
  var agreement: DeflateAgreement? { exchange?.negotiation?.deflate }
  private(set) var exchange: Exchange?
  /// The request, where this end is the server.
  private(set) var request: HTTPHead?

  /// What is wrong with the response; what follows a head without headers says why they are missing.
  var responseViolations: [Finding] {
    guard let exchange, let response = exchange.response else { return [] }
    guard response.head.fields.isEmpty else { return response.violations }
    return HandshakeReport(
      judgingResponse: response.head, to: exchange.offer,
      rest: transcript.firstBytes(from: role.peer, after: response.head.bytes.count)
    ).violations
  }

  private func took(_ event: RawConnection.Event) {
    switch event {
    case .opened:
      isConnected = true
      for bytes in beforeConnection { raw.send(bytes) }
      beforeConnection = []
    case .notConnected(let error):
      opening = .notConnected(error)
      hasEnded = true
    case .received(let bytes):
      receivedByteCount += bytes.count
      transcript.add(bytes, from: role.peer)
      inspector.receive(bytes, from: ownSide.other)
      inspect()
    case .sent: break
    case .finished: end(isReset: false)
    case .broken: end(isReset: true)
    }
    onChange()
  }

  private func end(isReset: Bool) {
    guard !hasEnded else { return }
    hasEnded = true
    transcript.add(isReset ? .reset : .finished, from: role.peer)
    if opening == nil { opening = .ended(isReset: isReset) }
    incoming.append(.end(isReset: isReset))
  }

  private func inspect() {
    while let event = inspector.nextEvent() {
      switch event.content {
      case .exchange(let exchange):
        self.exchange = exchange
        opening = .answered(exchange)
      case .head(let head) where head.isRequest && role == .server && !head.isUnfinished:
        request = head.head
      case .frame(let frame) where event.side != ownSide:
        note(frame)
      default: break
      }
    }
  }

  private func note(_ frame: InspectedFrame) {
    for finding in frame.violations where !violations.contains(where: { $0.rule == finding.rule }) {
      violations.append(finding)
    }
    guard frame.record.isComplete, let opcode = frame.record.header?.opcode else { return }
    switch opcode {
    case .ping: send(ExamFrame.pong(frame.record.unmaskedHead).bytes(from: role, key: nextKey()))
    case .pong: incoming.append(.pong(frame.record.unmaskedHead))
    case .close: incoming.append(.close(frame.close ?? ClosePayload()))
    default: if let message = frame.message { incoming.append(.message(message)) }
    }
  }
}

extension ExamFrame {
  static func pong(_ payload: [UInt8]) -> ExamFrame { ExamFrame(.pong, payload) }
}
