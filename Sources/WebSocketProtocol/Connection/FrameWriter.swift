/// Writes frames one after another into a buffer, masked where the role requires it.
package struct FrameWriter: Sendable {
  /// What is to be sent.
  package private(set) var bytes: [UInt8] = []
  /// How many frames were written so far.
  package private(set) var frameCount = 0
  /// The place of `bytes` in the stream of all bytes sent.
  package private(set) var offset: UInt64 = 0

  /// Where in `bytes` the last frame begins.
  private var lastFrameStart = 0

  private let masks: Bool
  private var randomness: any RandomNumberGenerator & Sendable

  /// A writer for one end; only a client draws keys.
  package init(role: Role, randomness: any RandomNumberGenerator & Sendable) {
    masks = role == .client
    self.randomness = randomness
  }

  /// Appends a frame whose payload is a span of bytes.
  package mutating func write(
    _ opcode: Opcode, isFinal: Bool = true, reservedBits: ReservedBits = [], payload: Span<UInt8>
  ) {
    let key = writeHeader(opcode, isFinal, reservedBits, payloadByteCount: payload.count)
    bytes.append(payload)
    mask(payload.count, with: key)
  }

  /// Appends a frame whose payload is a text.
  package mutating func write(text: String) {
    let utf8 = text.utf8
    let key = writeHeader(.text, true, [], payloadByteCount: utf8.count)
    bytes.append(contentsOf: utf8)
    mask(utf8.count, with: key)
  }

  /// Hands over what is to be sent, and goes on with the memory of the given buffer, whose bytes are
  /// dropped.
  package mutating func take(into buffer: inout [UInt8]) {
    offset &+= UInt64(bytes.count)
    buffer.removeAll(keepingCapacity: true)
    swap(&bytes, &buffer)
    lastFrameStart = 0
  }

  /// A record of the frame that was written last; nil where it has been handed over.
  package func lastFrame() -> FrameRecord? {
    let frame = bytes.span.extracting(lastFrameStart...)
    let parsed = FrameHeader.parse(frame)
    guard case .header(let header) = parsed else { return nil }
    return FrameRecord(
      number: frameCount, offset: offset &+ UInt64(lastFrameStart),
      headerBytes: header.bytes, parsed: parsed,
      payload: PayloadExtract([UInt8](frame.extracting(header.byteCount...))))
  }

  private mutating func writeHeader(
    _ opcode: Opcode, _ isFinal: Bool, _ reservedBits: ReservedBits, payloadByteCount: Int
  ) -> MaskingKey? {
    // §5.3: a fresh key for each frame, from a source that the application's peer cannot predict.
    let key =
      masks ? MaskingKey(rawValue: UInt32(truncatingIfNeeded: randomness.next() >> 32)) : nil
    let header = FrameHeader(
      isFinal: isFinal, reservedBits: reservedBits, opcode: opcode, maskingKey: key,
      payloadLength: UInt64(payloadByteCount))
    lastFrameStart = bytes.count
    header.write(to: &bytes)
    frameCount &+= 1
    return key
  }

  private mutating func mask(_ byteCount: Int, with key: MaskingKey?) {
    key?.apply(to: &bytes, in: bytes.count - byteCount..<bytes.count)
  }
}
