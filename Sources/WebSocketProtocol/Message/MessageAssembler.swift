/// Joins the frames of one direction into messages, and stops at the first failure.
///
/// For each data frame: `begin`, its payload in pieces of any size, `end`. It is not given the control
/// frames between them. Memory grows with the bytes that arrive, never with a length that a
/// header declares. RFC 6455 §5.4.
public struct MessageAssembler: Sendable {
  /// The largest message, in bytes, after an extension has transformed it.
  public let maximumByteCount: Int
  /// The largest number of frames in a message.
  public let maximumFrameCount: Int

  private var order = MessageOrder()
  private var opcode = Opcode.binary
  private var payload: [UInt8] = []
  private var frameCount = 0
  private var wireByteCount: UInt64 = 0
  private var isFinalFrame = false
  /// How many bytes of the frame have come, its header included.
  private var frameByteCount = 0
  private var text: TextCheck?
  private var isTransformed = false

  /// An assembler before the first frame.
  public init(maximumByteCount: Int, maximumFrameCount: Int) {
    self.maximumByteCount = maximumByteCount
    self.maximumFrameCount = maximumFrameCount
  }

  /// Whether a message has begun and not ended.
  public var isInsideMessage: Bool { order.openMessage != nil }

  /// For how many bytes of payload memory is taken.
  package var reservedByteCount: Int { payload.capacity }

  /// Takes the header of the next data frame.
  ///
  /// `transformingBits` are the reserved bits that mark a message which the extension transforms.
  public mutating func begin(
    _ header: FrameHeader, transformingBits: ReservedBits = []
  ) throws(ConnectionFailure) {
    let place = order.place(opcode: header.opcode, isFinal: header.isFinal)
    if let violation = FrameRules.judge(place, opcode: header.opcode) {
      throw .violation(violation)
    }
    if place == .begins {
      opcode = header.opcode
      frameCount = 0
      wireByteCount = 0
      isTransformed = !header.reservedBits.isDisjoint(with: transformingBits)
      text = opcode == .text ? TextCheck(isTransformed: isTransformed) : nil
    }
    isFinalFrame = header.isFinal
    frameByteCount = header.byteCount
    text?.beginFrame(headerByteCount: header.byteCount, isEmpty: header.payloadLength == 0)

    frameCount += 1
    guard frameCount <= maximumFrameCount else {
      throw .tooManyFragments(limit: maximumFrameCount)
    }
    // What is transformed is measured when it is transformed back: compressed bytes may be a few more
    // than the message.
    guard !isTransformed else { return }
    let total = wireByteCount.addingReportingOverflow(header.payloadLength)
    guard !total.overflow, total.partialValue <= UInt64(maximumByteCount) else {
      throw .messageTooLarge(limit: maximumByteCount)
    }
    wireByteCount = total.partialValue
  }

  /// Whether the present frame is a message by itself that no extension has transformed.
  package var isSingleFrame: Bool { isFinalFrame && frameCount == 1 && !isTransformed }

  /// Judges the whole payload of such a frame, instead of `receive` and `end`.
  package mutating func judgeSingleFrame(_ bytes: Span<UInt8>) throws(ConnectionFailure) {
    guard opcode == .text else { return }
    if let violation = text?.validate(bytes) ?? text?.finish() { throw .violation(violation) }
  }

  /// Takes the next unmasked payload bytes of the frame.
  public mutating func receive(
    _ bytes: Span<UInt8>, transform: inout (any MessageExtension)?
  ) throws(ConnectionFailure) {
    guard isTransformed else {
      if let violation = text?.validate(bytes) { throw .violation(violation) }
      makeRoom(for: bytes.count)
      payload.append(bytes)
      return
    }
    try receiveTransformed(bytes, endsMessage: false, &transform)
  }

  /// Takes the end of the frame; the message, where this was its last.
  public mutating func end(
    transform: inout (any MessageExtension)?
  ) throws(ConnectionFailure) -> Message? {
    guard isFinalFrame else { return nil }
    if isTransformed {
      let nothing: [UInt8] = []
      try receiveTransformed(nothing.span, endsMessage: true, &transform)
    }
    if let violation = text?.finish() { throw .violation(violation) }
    defer { payload = [] }
    return Message(opcode: opcode, payload: payload)
  }

  /// Makes room for what the header declares, but for no more than twice what has arrived.
  private mutating func makeRoom(for count: Int) {
    let needed = payload.count + count
    guard needed > payload.capacity else { return }
    payload.reserveCapacity(Int(min(wireByteCount, 2 * UInt64(needed))))
  }

  private mutating func receiveTransformed(
    _ bytes: Span<UInt8>, endsMessage: Bool, _ transform: inout (any MessageExtension)?
  ) throws(ConnectionFailure) {
    var message: [UInt8] = []
    swap(&message, &payload)
    defer { swap(&message, &payload) }
    let known = message.count
    let start = frameByteCount
    frameByteCount &+= bytes.count
    do throws(MessageExtensionError) {
      try transform?.transformIncoming(
        bytes, endsMessage: endsMessage, maximumByteCount: maximumByteCount, appendingTo: &message)
    } catch {
      // A text that is wrong before that is told first, however the bytes were cut.
      if let violation = text?.validate(message.span.extracting(known...)) {
        throw .violation(violation)
      }
      switch error {
      case .tooLarge: throw .messageTooLarge(limit: maximumByteCount)
      case .outOfMemory: throw .outOfMemory
      case .invalidData(let rule, let statement, let offset):
        // The end of a message may show it: then its last byte.
        let byte = min(start &+ offset, frameByteCount - 1)
        let bits = 8 * byte..<8 * byte + 8
        throw .violation(Finding(rule, .broken, .frame(bits: bits), statement))
      }
    }
    guard message.count <= maximumByteCount else {
      throw .messageTooLarge(limit: maximumByteCount)
    }
    if let violation = text?.validate(message.span.extracting(known...)) {
      throw .violation(violation)
    }
  }
}
