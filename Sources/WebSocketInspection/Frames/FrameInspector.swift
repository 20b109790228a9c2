import PerMessageDeflate
import WebSocketProtocol

/// The number of frames that are counted and have no event.
struct PassedFrames {
  private(set) var frames: UInt64 = 0
  private(set) var frameBytes: UInt64 = 0
  private(set) var messages: UInt64 = 0
  private(set) var messageBytes: UInt64 = 0

  mutating func count(_ byteCount: UInt64, _ message: InspectedMessage?) {
    frames &+= 1
    frameBytes &+= byteCount
    guard let message else { return }
    messages &+= 1
    messageBytes &+= message.byteCount ?? 0
  }
}

/// Reads and judges the frames of one direction, and does not stop at a violation.
///
/// An endpoint stops at the first violation; an inspector finds all. Memory is bounded, however large a
/// frame is.
struct FrameInspector {
  let context: FrameContext
  private let attention: Attention
  private let resources: InspectionResources
  private let inflater: MessageInflater?
  private var order = MessageOrder()
  private var message: OpenMessage?
  private var isAfterClose = false
  private var frameCount = 0
  /// The offset of the next frame in the stream.
  private var offset: UInt64
  /// The beginning of an incomplete header.
  private var cutHeader: [UInt8] = []

  // The current frame.
  private var frame: OpenFrame?
  private var payloadLeft: UInt64 = 0
  private var isPartOfMessage = false
  /// Whether the payload of the frame and the content of the message are kept together.
  private var sharesContent = false
  private var recordLimit = 0
  /// The frames that were counted and have no event.
  private var passed = PassedFrames()

  /// An incomplete frame.
  private struct OpenFrame {
    var record: FrameRecord
    var findings: [Finding]
    var payload: StoredBytes?
  }

  /// How many of the last bytes of a payload are in the record, if it is not kept whole.
  private static let tailByteCount = 64
  /// How many bytes are unmasked at a time.
  private static let pieceByteCount = 1 << 16

  /// An inspector of a direction whose first frame begins at `offset`.
  ///
  /// Without `deflate`, nothing is inflated. `missesContext` says that earlier messages were not seen,
  /// to which later ones may refer.
  init(
    context: FrameContext, offset: UInt64 = 0, deflate: DeflateDirection?, missesContext: Bool,
    attention: Attention, resources: InspectionResources
  ) {
    self.context = context
    self.offset = offset
    self.attention = attention
    self.resources = resources
    inflater =
      attention.readsPayloads
      ? deflate.map { MessageInflater($0, missesContext: missesContext, resources: resources) }
      : nil
  }

  /// Whether the stream is inside a frame.
  var isInsideFrame: Bool { frame != nil || !cutHeader.isEmpty }

  /// Reads from `position` and returns the next frame that ends; nil if more bytes are needed.
  mutating func next(in bytes: [UInt8], at position: inout Int) -> InspectedFrame? {
    while position < bytes.count {
      if frame == nil {
        guard let header = readHeader(bytes, &position) else { return nil }
        begin(header)
      }
      takePayload(bytes, &position)
      if payloadLeft == 0, let frame = endFrame(isComplete: true) { return frame }
    }
    return nil
  }

  /// Returns the counts of frames without an event, and begins again at zero.
  mutating func takePassed() -> PassedFrames? {
    guard passed.frames > 0 else { return nil }
    defer { passed = PassedFrames() }
    return passed
  }

  /// The frame that the end of the stream, or a gap, cuts off; nil between frames.
  mutating func finish() -> InspectedFrame? {
    if !cutHeader.isEmpty {
      frameCount += 1
      let parsed = FrameHeader.parse(cutHeader)
      let record = FrameRecord(
        number: frameCount, offset: offset, headerBytes: cutHeader, parsed: parsed)
      cutHeader = []
      begin(record)
    }
    return endFrame(isComplete: false)
  }
}

// MARK: - Headers

extension FrameInspector {
  private mutating func readHeader(_ bytes: [UInt8], _ position: inout Int) -> FrameHeader? {
    // Only a header in several pieces is read byte by byte.
    while !cutHeader.isEmpty, position < bytes.count {
      cutHeader.append(bytes[position])
      position += 1
      guard case .header(let header) = FrameHeader.parse(cutHeader) else { continue }
      cutHeader = []
      return header
    }
    guard case .header(let header) = FrameHeader.parse(bytes.span, at: position) else {
      cutHeader += bytes[position...]
      position = bytes.count
      return nil
    }
    position += header.byteCount
    return header
  }

  private mutating func begin(_ header: FrameHeader) {
    frameCount += 1
    payloadLeft = header.payloadLength
    begin(FrameRecord(number: frameCount, offset: offset, header: header))
  }

  private mutating func begin(_ record: FrameRecord) {
    let known = record.knownHeader
    let isControl = known.opcode?.isControl == true
    recordLimit = isControl ? max(attention.recordByteCount, 125) : attention.recordByteCount
    var frame = OpenFrame(record: record, findings: judge(known))
    if attention.keepsFramePayloads {
      frame.payload = StoredBytes(in: resources.store, upTo: attention.keptByteCount)
    }
    isPartOfMessage = takePlace(known, &frame)
    inflater?.begin(record.header)
    if isPartOfMessage { message?.beginFrame(known) }
    self.frame = frame
  }

  private func judge(_ known: PartialFrameHeader) -> [Finding] {
    var findings = context.judge(known)
    if isAfterClose { findings += FrameRules.judgeAfterClose(known) }
    return findings
  }

  /// Relates the frame to those before it, and returns whether it is part of the open message.
  private mutating func takePlace(_ known: PartialFrameHeader, _ frame: inout OpenFrame) -> Bool {
    guard let opcode = known.opcode, let isFinal = known.isFinal else { return false }
    let place = order.place(opcode: opcode, isFinal: isFinal)
    if let finding = FrameRules.judge(place, opcode: opcode) { frame.findings.append(finding) }
    switch place {
    case .standsApart, .continuesNothing: return false
    case .continues: return true
    case .begins, .interrupts:
      let isCompressed = context.isCompressed(known)
      // The payload of a frame that is a whole message is kept once.
      sharesContent = isFinal && isCompressed == false && frame.payload != nil
      message = OpenMessage(
        opcode: opcode, isCompressed: isCompressed,
        content: sharesContent ? frame.payload : makeContent(),
        readsText: attention.readsPayloads)
      return true
    }
  }

  private func makeContent() -> StoredBytes? {
    guard attention.readsPayloads, attention.keptByteCount > 0 else { return nil }
    return StoredBytes(in: resources.store, upTo: attention.keptByteCount)
  }
}

// MARK: - Payloads

extension FrameInspector {
  private mutating func takePayload(_ bytes: [UInt8], _ position: inout Int) {
    let count = Int(min(payloadLeft, UInt64(bytes.count - position)))
    guard count > 0, let start = frame?.record.payload.byteCount else { return }
    let end = position + count
    frame?.record.payload.append(
      bytes.span.extracting(position..<end), keepingHead: recordLimit, tail: Self.tailByteCount)
    if isPartOfMessage { message?.count(count) }
    if readsPayload {
      let key = frame?.record.header?.maskingKey
      var index = position
      while index < end {
        let piece = index..<min(index + Self.pieceByteCount, end)
        read(bytes.span.extracting(piece), key, at: start + UInt64(index - position))
        index = piece.upperBound
      }
    }
    position = end
    payloadLeft -= UInt64(count)
  }

  /// Whether the payload's bytes are needed.
  private var readsPayload: Bool {
    frame?.payload != nil
      || (isPartOfMessage && attention.readsPayloads
        && (inflater?.isInside == true || message?.readsPayload == true))
  }

  private mutating func read(_ wire: Span<UInt8>, _ key: MaskingKey?, at offset: UInt64) {
    guard let key else {
      receive(wire)
      return
    }
    var buffer = resources.takeScratch()
    buffer.append(wire)
    key.apply(to: &buffer, offset: Int(offset & 3))
    receive(buffer.span)
    resources.giveBack(scratch: buffer)
  }

  private mutating func receive(_ unmasked: Span<UInt8>) {
    frame?.payload?.append(unmasked)
    guard isPartOfMessage, attention.readsPayloads else { return }
    if let inflater, inflater.isInside {
      note(inflater.receive(unmasked) { note(message?.receiveInflated($0)) })
    } else {
      note(message?.receive(unmasked, isKept: sharesContent))
    }
  }

  private mutating func note(_ finding: Finding?) {
    if let finding { frame?.findings.append(finding) }
  }
}

// MARK: - Ends

extension FrameInspector {
  private mutating func endFrame(isComplete: Bool) -> InspectedFrame? {
    guard frame != nil else { return nil }
    let opcode = frame?.record.knownHeader.opcode
    let close = opcode == .close ? endClose() : nil
    let messageOpcode = isPartOfMessage ? message?.message.opcode : nil
    let isCompressed = isPartOfMessage && message?.message.isCompressed != false
    let ended = isPartOfMessage && isComplete ? endPart() : nil
    guard let frame = frame.take() else { return nil }
    payloadLeft = 0
    let byteCount = frame.record.byteCount
    offset &+= byteCount
    if !attention.tellsEachFrame, frame.findings.isEmpty, isComplete, isPartOfMessage,
      ended == nil || ended?.byteCount != nil
    {
      passed.count(byteCount, ended)
      return nil
    }
    return InspectedFrame(
      frame.record, context, findings: frame.findings, close: close, messageOpcode: messageOpcode,
      isCompressed: isCompressed, payload: frame.payload, message: ended)
  }

  private mutating func endClose() -> ClosePayload? {
    guard let record = frame?.record else { return nil }
    isAfterClose = true
    frame?.findings += record.judgeClosePayload()
    return record.closePayload
  }

  /// Ends a frame of a message, and returns the message if this is its last frame.
  private mutating func endPart() -> InspectedMessage? {
    let result = inflater?.end { note(message?.receiveInflated($0)) }
    note(result?.finding)
    guard frame?.record.header?.isFinal == true else { return nil }
    note(result.map { message?.finishInflated($0) } ?? message?.finish())
    return message.take()?.ended()
  }
}
