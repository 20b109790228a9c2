import WebSocketProtocol

/// Inflates the messages of one direction for an observer.
///
/// It takes every frame of that direction, in order, and inflates the compressed ones. It never stops:
/// of a long message it keeps the beginning and inflates the rest only to count it, because later
/// messages may refer to its last 32 KiB. After an error it goes on with the next message, which may
/// refer to bytes that are then missing.
/// RFC 7692 §7.2.2.
///
/// For each frame: `begin`, its unmasked payload in pieces of any size, `end`.
public struct DeflateObserver: Sendable {
  /// How much of a message is kept, in bytes.
  public let keptByteCount: Int
  /// The largest message that is inflated to its end, in bytes: a bound of the time it takes.
  public let maximumByteCount: Int

  private var inflater: Inflater
  private let direction: DeflateDirection
  private var message = InflatedMessage()
  private var text: UTF8Validator?
  private var place = Place.outside

  // Of the present frame.
  private var header: FrameHeader?
  private var payloadByteCount = 0
  private var frame: InflatedFrame?
  private var keptBefore = 0

  private enum Place {
    /// Between messages, or in one that is not compressed.
    case outside
    /// In a compressed message.
    case inside
    /// In a compressed message, after data that could not be inflated.
    case afterError
  }

  /// Compressed data is inflated in pieces of this size, each of which gives at most 1032 times as many
  /// bytes, so that data that is not kept takes little memory.
  private static let pieceByteCount = 4096

  /// An observer before the direction's first frame.
  public init(
    _ direction: DeflateDirection, keepingBytes keptByteCount: Int = 1 << 24,
    maximumByteCount: Int = 1 << 30
  ) {
    self.direction = direction
    self.keptByteCount = max(0, keptByteCount)
    self.maximumByteCount = maximumByteCount
    inflater = Inflater(direction)
  }

  /// Takes the next frame with its unmasked payload, as much of it as is there.
  ///
  /// Nil for what is not compressed: control frames, messages without RSV1.
  public mutating func observe(_ header: FrameHeader, payload: Span<UInt8>) -> InflatedFrame? {
    begin(header)
    receive(payload)
    return end()
  }

  /// Begins the next frame.
  public mutating func begin(_ header: FrameHeader) {
    frame = nil
    self.header = header
    payloadByteCount = 0
    switch header.opcode {
    case .text, .binary: beginMessage(header)
    case .continuation: break
    default: return
    }
    guard place != .outside else { return }
    frame = InflatedFrame()
    keptBefore = message.bytes.count
  }

  /// Takes the next piece of its payload, unmasked.
  public mutating func receive(_ payload: Span<UInt8>) {
    guard frame != nil, place == .inside else { return }
    var start = 0
    while start < payload.count, place == .inside {
      let piece = payload.extracting(start..<min(start + Self.pieceByteCount, payload.count))
      inflate(piece)
      start += piece.count
      payloadByteCount += piece.count
    }
  }

  /// Ends the frame; nil where it is not compressed.
  public mutating func end() -> InflatedFrame? {
    guard let header, frame != nil else { return nil }
    if header.isFinal, place == .inside { endMessage() }
    frame?.bytes = Array(message.bytes[keptBefore...])
    if header.isFinal {
      if place == .inside { frame?.message = message }
      place = .outside
      message = InflatedMessage()
    }
    defer { frame = nil }
    return frame
  }
}

extension DeflateObserver {
  private mutating func beginMessage(_ header: FrameHeader) {
    // A message that never ended leaves its data half read. What it would have added is not known.
    if place == .inside { inflater = Inflater(direction) }
    place = header.reservedBits.contains(.rsv1) ? .inside : .outside
    message = InflatedMessage()
    text = header.opcode == .text ? UTF8Validator() : nil
  }

  private mutating func inflate(_ piece: Span<UInt8>) {
    let before = inflater.compressedByteCount
    let known = message.bytes.count
    do throws(InflateError) {
      try inflater.inflate(piece, appendingTo: &message.bytes)
      try keep(after: known)
    } catch {
      let offset = min(max(0, (error.offset ?? 0) - before), piece.count - 1)
      fail(error, at: payloadByteCount + offset)
    }
  }

  private mutating func endMessage() {
    let known = message.bytes.count
    do throws(InflateError) {
      let ending = try inflater.endMessage(appendingTo: &message.bytes)
      try keep(after: known)
      if let violation = ending.violation(bits: bits(ofPayloadByte: payloadByteCount - 1)) {
        frame?.violations.append(violation)
      }
      if let wrong = text?.finish() { note(wrong) }
    } catch {
      fail(error, at: payloadByteCount - 1)
    }
  }

  /// Counts the bytes that were inflated after the first `known`, and keeps those that are to be kept.
  private mutating func keep(after known: Int) throws(InflateError) {
    let count = UInt64(message.bytes.count - known)
    message.byteCount += count
    frame?.byteCount += count
    var text = text
    let wrong = text?.validate(message.bytes.span.extracting(known...))
    self.text = text
    if let wrong { note(wrong) }
    if message.bytes.count > keptByteCount {
      message.bytes.removeLast(message.bytes.count - keptByteCount)
    }
    guard message.byteCount <= UInt64(max(0, maximumByteCount)) else {
      inflater = Inflater(direction)
      throw .tooLarge(limit: maximumByteCount)
    }
  }

  private mutating func fail(_ error: InflateError, at offset: Int) {
    frame?.error = error
    if let rule = error.rule {
      let bits = bits(ofPayloadByte: offset)
      frame?.violations.append(
        Finding(rule, .broken, .frame(bits: bits), error.statement))
    }
    place = .afterError
  }

  /// A text is told once that it is not UTF-8.
  private mutating func note(_ wrong: UTF8Violation) {
    text = nil
    // No single byte of compressed data is the wrong character, so the first byte is pointed at.
    let first = bits(ofPayloadByte: min(0, payloadByteCount - 1))
    frame?.violations.append(.textNotUTF8(wrong, bits: first))
  }

  /// The bits of a payload's byte in the frame; of the header's last, where that is before.
  private func bits(ofPayloadByte offset: Int) -> Range<Int> {
    let byte = (header?.byteCount ?? 0) + max(-1, offset)
    return 8 * byte..<8 * byte + 8
  }
}

/// What one frame of a compressed message gives.
public struct InflatedFrame: Hashable, Sendable {
  /// The part of the message that this frame gives, as far as it is kept.
  ///
  /// The compressor decides where it ends; a frame may give nothing, and the next one many bytes.
  public var bytes: [UInt8] = []
  /// The size of all of that part.
  public var byteCount: UInt64 = 0
  /// The message, where this frame ended it and all could be inflated.
  public var message: InflatedMessage?
  /// The error in this frame; the later frames of the message stay empty.
  public var error: InflateError?
  /// The rules that the sender has broken, at bits of this frame.
  public var violations: [Finding] = []
}

/// A compressed message, inflated.
public struct InflatedMessage: Hashable, Sendable {
  /// The beginning of the message, as much as is kept.
  public var bytes: [UInt8] = []
  /// The size of all of it.
  public var byteCount: UInt64 = 0

  /// Whether all of it is kept.
  public var isWhole: Bool { UInt64(bytes.count) == byteCount }
}

extension DeflateEnding {
  /// What is wrong with it; nil where it is as RFC 7692 §7.2.1 says.
  package func violation(bits: Range<Int>) -> Finding? {
    switch self {
    case .emptyBlock:
      nil
    case .lastBlock:
      .broken(.deflateTail, bits: bits, variant: "last-block")
    case .wholeBlock:
      .broken(.deflateTail, bits: bits)
    }
  }
}
