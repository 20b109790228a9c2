import PerMessageDeflate
import WebSocketProtocol

/// The frames of one direction behind the handshake, and the messages that they carry, inflated
/// where they are compressed.
struct FrameReading {
  /// What was seen next.
  enum Event {
    /// A frame began; its header is known.
    case began(FrameRecord)
    /// Bytes of its payload, unmasked.
    case payload([UInt8])
    /// The frame ended.
    case ended(Result)
  }

  struct Result {
    var frame: ExaminedFrame
    var message: CapturedMessage?
    var isCompressed = false
  }

  private var explorer: FrameExplorer
  private var inflating: MessageInflating?
  /// Whether the message at hand has RSV1 on its first frame.
  private var isInsideCompressed = false

  /// Payloads and messages up to this size are kept whole.
  static let keptBytes = 1 << 20

  /// Begins with the direction's first frame; without `deflate`, nothing is inflated.
  init(context: FrameContext, offset: UInt64 = 0, deflate: DeflateDirection?) {
    explorer = FrameExplorer(
      context: context, offset: offset, keepingPayloadBytes: Self.keptBytes)
    inflating = deflate.map { MessageInflating($0) }
  }

  /// Takes the direction's next bytes; `next()` then tells what was in them.
  mutating func take(_ bytes: [UInt8]) {
    explorer.receive(bytes)
  }

  /// What was seen next; nil when more bytes are needed.
  mutating func next() -> Event? {
    switch explorer.nextEvent() {
    case .began(let record)?:
      inflating?.begin(record.header)
      return .began(record)
    case .payload(let bytes)?:
      inflating?.receive(bytes)
      return .payload(bytes)
    case .ended(let frame)?:
      return .ended(end(frame))
    case nil:
      return nil
    }
  }

  /// The frames that end in the direction's next bytes.
  mutating func receive(_ bytes: [UInt8]) -> [Result] {
    take(bytes)
    var results: [Result] = []
    while let event = next() {
      if case .ended(let result) = event { results.append(result) }
    }
    return results
  }

  /// What the end of the direction, or a hole in it, leaves unfinished.
  mutating func finish() -> Result? {
    explorer.finish().map { Result(frame: $0, isCompressed: isCompressed($0)) }
  }

  private mutating func end(_ ended: ExaminedFrame) -> Result {
    var frame = ended
    let inflated = inflating?.end()
    if let violation = inflated?.violation { frame.findings.verdict.violations.append(violation) }
    let isCompressed = isCompressed(frame)
    guard let summary = frame.findings.message else {
      return Result(frame: frame, isCompressed: isCompressed)
    }
    var message = CapturedMessage(summary)
    if summary.isCompressed == true {
      message.fill(with: inflated)
      if message.opcode == .text, message.text == nil, let payload = message.payload {
        frame.findings.verdict.judgeInflatedText(payload, of: frame.record)
      }
    }
    return Result(frame: frame, message: message, isCompressed: isCompressed)
  }

  private mutating func isCompressed(_ frame: ExaminedFrame) -> Bool {
    let known = frame.record.knownHeader
    switch known.opcode {
    case .text?, .binary?: isInsideCompressed = known.reservedBits?.contains(.rsv1) == true
    case .continuation?: break
    default: return false
    }
    return isInsideCompressed && frame.context.extensionBits != []
  }
}

/// Feeds one direction's frames to an observer of compression, in pieces where they are long.
private struct MessageInflating {
  private var observer: DeflateObserver
  private var header: FrameHeader?
  private var pending: [UInt8] = []
  private var found: InflatedFrame?

  init(_ direction: DeflateDirection) {
    observer = DeflateObserver(direction)
  }

  mutating func begin(_ header: FrameHeader?) {
    self.header = header
    pending = []
    found = nil
  }

  mutating func receive(_ bytes: [UInt8]) {
    pending += bytes
    if pending.count > FrameReading.keptBytes { passOn(isLast: false) }
  }

  mutating func end() -> InflatedFrame? {
    passOn(isLast: true)
    return found
  }

  /// A long frame is handed on as if it were several, of which the last is what the frame is.
  private mutating func passOn(isLast: Bool) {
    guard var header else { return }
    if !isLast { header.isFinal = false }
    let payload = pending
    pending = []
    if var more = observer.observe(header, payload: payload.span) {
      more.bytes = []
      more.error = found?.error ?? more.error
      more.violation = found?.violation ?? more.violation
      found = more
    }
    guard !isLast, !header.opcode.isControl else { return }
    self.header?.opcode = .continuation
    self.header?.reservedBits = []
  }
}

extension CapturedMessage {
  /// A message as it came over the wire.
  init(_ summary: MessageSummary) {
    opcode = summary.opcode
    frameCount = summary.frameCount
    isCompressed = summary.isCompressed
    if summary.isCompressed == nil {
      omission = "whether it is compressed is not known: no handshake in the capture"
    } else if summary.isCompressed == false {
      payloadLength = summary.payloadLength
      payload = summary.payload
      if payload == nil { omission = "longer than \(FrameReading.keptBytes) bytes" }
    }
    if opcode == .text, summary.isValidText == true {
      text = payload.flatMap { String(validating: $0, as: UTF8.self) }
    }
  }

  /// What a compressed message stands for.
  fileprivate mutating func fill(with inflated: InflatedFrame?) {
    if let bytes = inflated?.message {
      payloadLength = UInt64(bytes.count)
      payload = bytes
      if opcode == .text { text = String(validating: bytes, as: UTF8.self) }
    } else if let error = inflated?.error {
      omission = "it cannot be inflated: \(error)"
    } else {
      omission = "an earlier part of it could not be inflated"
    }
  }
}

extension FrameVerdict {
  /// Says of a message that was inflated whole that it is not the text it claims to be.
  fileprivate mutating func judgeInflatedText(_ text: [UInt8], of record: FrameRecord) {
    var validator = UTF8Validator()
    guard let wrong = validator.validate(text.span) ?? validator.finish() else { return }
    let end = 8 * record.headerBytes.count
    violations.append(.textNotUTF8(wrong, bits: end..<end + 8))
  }
}
