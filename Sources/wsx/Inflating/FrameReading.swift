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
    /// The payload, unmasked, where frames are kept.
    var payload: KeptBytes?
    var message: CapturedMessage?
    var isCompressed = false
  }

  /// What is kept of what passes by.
  struct Keeping {
    /// Where messages are kept, and frames.
    var store: ByteStore
    /// Where decompressors are.
    var room = InflatingRoom()
    /// Whether each frame's payload is kept too, for its result.
    var keepsFrames = false
    /// How much of a payload stands in the frame's own record.
    var headByteCount = FrameReading.keptBytes
  }

  private var explorer: FrameExplorer
  private var inflating: MessageInflating?
  private let keeping: Keeping

  // Of the frame at hand, and of the message at hand.
  private var isData = false
  private var payload: KeptBytes?
  private var content: KeptBytes?
  /// Whether the message has RSV1 on its first frame.
  private var isInsideCompressed = false
  /// What checks a compressed text, as it is inflated.
  private var text: UTF8Validator?

  /// Payloads up to this size stand whole in their frames, where not told otherwise.
  static let keptBytes = 1 << 20
  /// So much stands in frames of which there may be thousands at a time, and that are only shown.
  static let previewHeadBytes = 1 << 10
  /// A message that inflates to more is not kept whole: to what can be inflated there is no end.
  static let inflatedBytes: UInt64 = 1 << 30

  /// Begins with a direction's first frame, or in its middle, where messages may refer to earlier
  /// ones that are missing here; without `deflate`, nothing is inflated.
  init(
    context: FrameContext, offset: UInt64 = 0, deflate: DeflateDirection?,
    missesContext: Bool, keeping: Keeping
  ) {
    explorer = FrameExplorer(
      context: context, offset: offset, keepingPayloadBytes: keeping.headByteCount)
    inflating = deflate.map {
      MessageInflating(
        $0, missesContext: missesContext, in: keeping.room, store: keeping.store)
    }
    self.keeping = keeping
  }

  /// Takes the direction's next bytes; `next()` then tells what was in them.
  mutating func take(_ bytes: [UInt8]) {
    explorer.receive(bytes)
  }

  /// What was seen next; nil when more bytes are needed.
  mutating func next() -> Event? {
    switch explorer.nextEvent() {
    case .began(let record)?:
      begin(record)
      return .began(record)
    case .payload(let bytes)?:
      receive(bytes)
      return .payload(bytes)
    case .ended(let frame)?:
      return .ended(end(frame))
    case nil:
      return nil
    }
  }

  /// The frames that end in the direction's next bytes.
  mutating func frames(in bytes: [UInt8]) -> [Result] {
    take(bytes)
    var results: [Result] = []
    while let event = next() {
      if case .ended(let result) = event { results.append(result) }
    }
    return results
  }

  /// What the end of the direction, or a hole in it, leaves unfinished.
  mutating func finish() -> Result? {
    guard let frame = explorer.finish() else { return nil }
    // A header that breaks off has not begun before.
    if frame.record.header == nil { begin(frame.record) }
    return Result(frame: frame, payload: payload, isCompressed: isCompressed(frame))
  }
}

// MARK: - One frame

extension FrameReading {
  private mutating func begin(_ record: FrameRecord) {
    inflating?.begin(record.header)
    payload = keeping.keepsFrames ? KeptBytes(in: keeping.store) : nil
    let known = record.knownHeader
    isData = known.opcode == .continuation
    guard known.opcode == .text || known.opcode == .binary else { return }
    isData = true
    isInsideCompressed = known.reservedBits?.contains(.rsv1) == true
    text = isInsideCompressed && known.opcode == .text ? UTF8Validator() : nil
    if isInsideCompressed {
      content = KeptBytes(
        in: keeping.store, upTo: min(keeping.store.itemLimit, Self.inflatedBytes))
    } else {
      // The payload of a frame that is a whole message is kept once.
      let isWhole = known.isFinal == true
      content = isWhole ? payload ?? KeptBytes(in: keeping.store) : KeptBytes(in: keeping.store)
    }
  }

  private mutating func receive(_ bytes: [UInt8]) {
    payload?.append(bytes)
    guard isData else { return }
    if inflating?.isInside == true {
      inflate { inflating, body in inflating?.receive(bytes, body) }
    } else if content !== payload {
      content?.append(bytes)
    }
  }

  /// Runs a step of inflating, and keeps and checks what it gives.
  private mutating func inflate<Answer>(
    _ step: (inout MessageInflating?, ([UInt8]) -> Void) -> Answer
  ) -> Answer {
    let content = content
    var text = text
    let answer = step(&inflating) { bytes in
      content?.append(bytes)
      _ = text?.validate(bytes)
    }
    self.text = text
    return answer
  }

  private mutating func end(_ ended: ExaminedFrame) -> Result {
    var frame = ended
    frame.judgeByDeflateRules()
    let finding = inflate { inflating, body in inflating?.end(body) }
    if let violation = finding?.violation { frame.findings.all.append(violation) }
    var result = Result(frame: frame, payload: payload, isCompressed: isCompressed(frame))
    payload = nil
    guard let summary = frame.findings.message else { return result }
    var message = CapturedMessage(summary, content: content)
    if summary.isCompressed == true {
      message.fill(with: content, finding, isText: text.map { $0.finish() == nil } ?? false)
      if message.content != nil, let wrong = text?.finish() {
        let end = 8 * frame.record.headerBytes.count
        result.frame.findings.all.append(.textNotUTF8(wrong, bits: end..<end + 8))
      }
    }
    content = nil
    text = nil
    result.message = message
    return result
  }

  private func isCompressed(_ frame: ExaminedFrame) -> Bool {
    isData && isInsideCompressed && frame.context.extensionBits != []
  }
}

extension CapturedMessage {
  /// A message as it came over the wire.
  fileprivate init(_ summary: MessageSummary, content: KeptBytes?) {
    opcode = summary.opcode
    frameCount = summary.frameCount
    isCompressed = summary.isCompressed
    if summary.isCompressed == nil {
      omission = "whether it is compressed is not known: no handshake in the capture"
    } else if summary.isCompressed == false {
      payloadLength = summary.payloadLength
      self.content = content
      isText = opcode == .text && summary.isValidText == true
    }
  }

  /// What a compressed message stands for.
  fileprivate mutating func fill(
    with inflated: KeptBytes?, _ finding: MessageInflating.Outcome?, isText: Bool
  ) {
    guard let finding, let inflated else {
      omission = "how it is compressed is not known"
      return
    }
    if let error = finding.error {
      omission = "it cannot be inflated: \(phrasebook.sentence(error.statement))"
    } else if !finding.isGood {
      omission = "an earlier part of it could not be inflated"
    } else {
      payloadLength = inflated.byteCount
      content = inflated
      self.isText = isText
    }
  }
}
