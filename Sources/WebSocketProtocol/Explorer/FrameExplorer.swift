/// Reads and judges the frames of one direction of one connection, to show them.
///
/// It stops at no violation and holds little memory, however large a frame. What `wsx decode`, a tap
/// and a capture have in common.
public struct FrameExplorer: Sendable {
  /// What was seen next.
  public enum Event: Sendable {
    /// A frame began; its header is known.
    case began(FrameRecord)
    /// Bytes of its payload, masked or not, as the application reads them.
    case payload([UInt8])
    /// The frame ended, or the input did.
    case ended(ExaminedFrame)
  }

  private let context: FrameContext
  private var reader: FrameReader
  private var judge: FrameJudge
  private var current: FrameRecord?
  private var frameCount = 0
  private let keptHead: Int

  /// How many of the last bytes of a payload are kept that is not kept whole.
  private static let keptTail = 64

  /// An explorer of a stream whose first frame begins at `offset`.
  ///
  /// Payloads of up to `keepingPayloadBytes` are kept whole; of longer ones, so much of the beginning
  /// and the last 64 bytes.
  public init(
    context: FrameContext, offset: UInt64 = 0, keepingPayloadBytes keptHead: Int = 1 << 20
  ) {
    self.context = context
    reader = FrameReader(offset: offset)
    judge = FrameJudge(context: context, keepMessageBytes: keptHead)
    self.keptHead = keptHead
  }

  /// Takes the stream's next bytes; `nextEvent()` then tells what was in them.
  public mutating func receive(_ bytes: [UInt8]) {
    reader.receive(bytes)
  }

  /// What was seen next; nil when more bytes are needed.
  public mutating func nextEvent() -> Event? {
    switch reader.next() {
    case .header(let header, let bytes, let offset):
      return begin(parsed: .header(header), bytes: bytes, offset: offset)
    case .payload(let wire):
      return receivePayload(wire)
    case .end:
      return end(complete: true)
    case nil:
      return nil
    }
  }

  /// What the end of the stream leaves unfinished; nil where it lies between two frames.
  public mutating func finish() -> ExaminedFrame? {
    if case .header(let parsed, let bytes, let offset) = reader.remainder {
      _ = begin(parsed: parsed, bytes: bytes, offset: offset)
    }
    guard case .ended(let frame) = end(complete: false) else { return nil }
    return frame
  }

  private mutating func begin(
    parsed: FrameHeader.ParseResult, bytes: [UInt8], offset: UInt64
  ) -> Event {
    frameCount += 1
    let record = FrameRecord(
      number: frameCount, offset: offset, headerBytes: bytes, parsed: parsed)
    current = record
    judge.begin(record.knownHeader)
    return .began(record)
  }

  private mutating func receivePayload(_ wire: [UInt8]) -> Event? {
    guard var record = current else { return nil }
    current = nil  // so that the payload is not copied at each piece
    var unmasked = wire
    record.header?.maskingKey?.apply(to: &unmasked, offset: Int(record.payload.byteCount & 3))
    record.payload.append(wire, keepingHead: keptHead, tail: Self.keptTail)
    current = record
    judge.receivePayload(unmasked.span)
    return .payload(unmasked)
  }

  private mutating func end(complete: Bool) -> Event? {
    guard let record = current else { return nil }
    current = nil
    return .ended(
      ExaminedFrame(record: record, findings: judge.end(complete: complete), context: context))
  }
}

/// A frame with all that is to be said of it.
public struct ExaminedFrame: Hashable, Sendable {
  /// The frame as it lay on the wire.
  public var record: FrameRecord
  /// What the rules say, and what the frame completes.
  public var findings: FrameFindings
  /// What is known of its surroundings.
  public var context: FrameContext

  /// A frame with what was found elsewhere.
  package init(record: FrameRecord, findings: FrameFindings, context: FrameContext) {
    self.record = record
    self.findings = findings
    self.context = context
  }
}

extension PayloadExtract {
  /// Adds the payload's next bytes, and forgets what lies between the ends of a long one.
  mutating func append(_ bytes: [UInt8], keepingHead headLimit: Int, tail tailLimit: Int) {
    let toHead = min(bytes.count, max(0, headLimit - head.count))
    head += bytes.prefix(toHead)
    byteCount += UInt64(bytes.count)
    guard toHead < bytes.count else { return }
    tail = Array((tail + bytes.dropFirst(toHead).suffix(tailLimit)).suffix(tailLimit))
  }
}
