/// Reads frames out of bytes that come in any pieces, judges them, joins messages, and throws the
/// first failure.
///
/// The payload of a message is taken as it arrives, so that an error in it is found at once; a control
/// frame, which is small, is taken whole.
package struct Receiver: Sendable {
  /// The result of one step.
  package enum Arrival: Hashable, Sendable {
    /// A frame that ends no message.
    case fragment
    case message(Message)
    case ping([UInt8])
    case pong([UInt8])
    case close(ClosePayload)

    /// The message, where one has arrived.
    package var message: Message? {
      if case .message(let message) = self { message } else { nil }
    }
  }

  private let context: FrameContext
  private let observesFrames: Bool
  private var assembler: MessageAssembler

  /// What has arrived.
  package var input = InputBuffer()

  private var frame: OpenFrame?
  private var frameCount = 0
  private var record: FrameRecord?

  /// A receiver before the first byte.
  package init(context: FrameContext, settings: ConnectionSettings) {
    self.context = context
    observesFrames = settings.observesFrames
    assembler = MessageAssembler(
      maximumByteCount: settings.maximumMessageByteCount,
      maximumFrameCount: settings.maximumFragmentCount)
  }

  /// A frame whose header is read and whose payload is not all there.
  private struct OpenFrame: Sendable {
    var header: FrameHeader
    /// How many bytes of payload are read.
    var byteCount = 0

    /// The frame's length is checked before it is opened, so it fits.
    var missingByteCount: Int { Int(truncatingIfNeeded: header.payloadLength) - byteCount }
  }
}

// MARK: - Frames

extension Receiver {
  /// Whether some, but not all bytes of a frame have arrived, once all arrivals are taken.
  package var isInsideFrame: Bool { frame != nil || input.unreadByteCount > 0 }

  /// Whether the next byte to arrive begins a message, or a control frame between messages.
  package var isBetweenMessages: Bool { !isInsideFrame && !assembler.isInsideMessage }

  /// For how many bytes memory is taken.
  package var reservedByteCount: Int { input.bytes.capacity + assembler.reservedByteCount }

  /// Reads up to the end of the next frame; nil where more bytes are needed.
  package mutating func next(
    transform: inout (any MessageExtension)?
  ) throws(ConnectionFailure) -> Arrival? {
    // A span of `input` would borrow all of `self`, so the array is taken out for as long.
    var bytes: [UInt8] = []
    swap(&bytes, &input.bytes)
    defer { swap(&bytes, &input.bytes) }

    if frame == nil {
      guard case .header(let header) = FrameHeader.parse(bytes.span, at: input.position) else {
        return nil
      }
      try open(header, bytes, &transform)
    }
    guard var current = frame else { return nil }
    let arrival =
      current.header.opcode.isControl
      ? try receiveControlFrame(current.header, &bytes)
      : try receiveData(&current, &bytes, &transform)
    frame = arrival == nil ? current : nil
    return arrival
  }

  private mutating func open(
    _ header: FrameHeader, _ bytes: [UInt8], _ transform: inout (any MessageExtension)?
  ) throws(ConnectionFailure) {
    frameCount &+= 1
    if observesFrames {
      let start = input.position
      record = FrameRecord(
        number: frameCount, offset: input.offset,
        headerBytes: Array(bytes[start..<start + header.byteCount]), parsed: .header(header))
    }
    input.position += header.byteCount
    var findings = FrameRules.judge(PartialFrameHeader(header), in: context)
    // Without an extension there is nothing to ask, and no time to lose.
    if context.extensionBits != [], let more = transform?.judge(header) { findings += more }
    if !findings.isEmpty, let violation = findings.firstViolation { throw .violation(violation) }
    if !header.opcode.isControl {
      try assembler.begin(header, transformingBits: context.extensionBits ?? [])
    }
    frame = OpenFrame(header: header)
  }

  private mutating func receiveData(
    _ current: inout OpenFrame, _ bytes: inout [UInt8], _ transform: inout (any MessageExtension)?
  ) throws(ConnectionFailure) -> Arrival? {
    let count = min(current.missingByteCount, bytes.count - input.position)
    let piece = unmask(count, &bytes, current.header.maskingKey, offset: current.byteCount)
    if assembler.isSingleFrame, count == Int(truncatingIfNeeded: current.header.payloadLength) {
      try assembler.judgeSingleFrame(bytes.span.extracting(piece))
      let payload = [UInt8](bytes.span.extracting(piece))
      return .message(Message(opcode: current.header.opcode, payload: payload))
    }
    try assembler.receive(bytes.span.extracting(piece), transform: &transform)
    current.byteCount += count
    guard current.missingByteCount == 0 else { return nil }
    return try assembler.end(transform: &transform).map(Arrival.message) ?? .fragment
  }

  private mutating func receiveControlFrame(
    _ header: FrameHeader, _ bytes: inout [UInt8]
  ) throws(ConnectionFailure) -> Arrival? {
    let count = Int(truncatingIfNeeded: header.payloadLength)
    guard bytes.count - input.position >= count else { return nil }
    let range = unmask(count, &bytes, header.maskingKey, offset: 0)
    let payload = bytes.span.extracting(range)
    switch header.opcode {
    case .ping: return .ping([UInt8](payload))
    case .pong: return .pong([UInt8](payload))
    default:
      let findings = FrameRules.judgeClosePayload(payload, headerByteCount: header.byteCount)
      if let violation = findings.firstViolation { throw .violation(violation) }
      return .close(ClosePayload(parsing: payload))
    }
  }

  /// Unmasks the next bytes in place and counts them as read; returns their place.
  private mutating func unmask(
    _ count: Int, _ bytes: inout [UInt8], _ key: MaskingKey?, offset: Int
  ) -> Range<Int> {
    let range = input.position..<input.position + count
    if observesFrames { record?.payload.append(bytes.span.extracting(range)) }
    key?.apply(to: &bytes, in: range, offset: offset)
    input.position += count
    return range
  }
}

// MARK: - Observing

extension Receiver {
  /// The record of the frame that was read last, once; nil where frames are not observed.
  package mutating func takeRecord() -> FrameRecord? {
    defer { record = nil }
    return record
  }

  /// The record of the frame that is wrong, with as much of its payload as has arrived.
  package mutating func takeFailedRecord() -> FrameRecord? {
    guard var failed = takeRecord() else { return nil }
    let count = Int(min(failed.missingByteCount, UInt64(input.unreadByteCount)))
    let start = input.position
    failed.payload.append(input.bytes.span.extracting(start..<start + count))
    return failed
  }
}

extension PayloadExtract {
  /// Appends payload bytes to an extract that holds all before them.
  package mutating func append(_ bytes: Span<UInt8>) {
    head.append(bytes)
    byteCount &+= UInt64(bytes.count)
  }
}
