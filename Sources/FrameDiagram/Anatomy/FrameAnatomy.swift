import WebSocketProtocol

/// A frame taken apart: every field with its bits, its value and what it means, and what is wrong.
///
/// The one source of all pictures, in a terminal, as JSON or as SVG. RFC 6455 §5.2.
public struct FrameAnatomy: Sendable {
  /// The frame as it lay on the wire.
  public let record: FrameRecord
  /// What the rules say of it.
  public let findings: [Finding]
  /// What is known of its surroundings.
  public let context: FrameContext
  /// The message that it ends; nil where it ends none, or that is not known.
  public let message: MessageSummary?

  /// Takes a frame apart.
  public init(
    record: FrameRecord, findings: [Finding] = [],
    context: FrameContext = FrameContext(), message: MessageSummary? = nil
  ) {
    self.record = record
    self.findings = findings
    self.context = context
    self.message = message
  }

  /// Takes a frame apart that was judged among the frames of its direction.
  public init(record: FrameRecord, findings: FrameFindings, context: FrameContext) {
    self.init(record: record, findings: findings.all, context: context, message: findings.message)
  }

  /// Reads the first frame of some bytes, judges it by itself and takes it apart.
  ///
  /// Bytes behind the frame are left alone.
  public init(bytes: [UInt8], context: FrameContext = FrameContext()) {
    let record = FrameRecord(firstFrameOf: bytes)
    self.init(record: record, findings: FrameFindings(of: record, in: context), context: context)
  }
}

extension FrameAnatomy {
  /// The fields in wire order, as far as the header tells where they lie; also those that are missing.
  ///
  /// Read off the frame at each access: JSON without them is written without this work.
  public var fields: [AnatomyField] { FieldReader(record: record, context: context).fields }

  /// The field of a kind; nil where the frame has none, or its place is not known.
  public func field(_ kind: AnatomyField.Kind) -> AnatomyField? {
    fields.first { $0.kind == kind }
  }

  /// How many bytes the frame has with those that are missing, as far as the header tells.
  ///
  /// A larger payload counts as 2^59 bytes, so that its bits can be counted too.
  public var declaredByteCount: Int {
    fields.last.map { ($0.bits.upperBound + 7) / 8 } ?? 0
  }

  /// The byte at an offset from the frame's first; nil where it is missing or was not kept.
  public func byte(at offset: Int) -> UInt8? {
    guard offset >= 0 else { return nil }
    if offset < record.headerBytes.count { return record.headerBytes[offset] }
    return record.payload.byte(at: offset - record.headerBytes.count)
  }

  /// A byte of the payload, unmasked; nil where it is missing or was not kept.
  public func unmaskedByte(at index: Int) -> UInt8? {
    guard let byte = record.payload.byte(at: index) else { return nil }
    guard let key = record.header?.maskingKey else { return byte }
    return byte ^ key[index]
  }

  /// Payload bytes, unmasked, from `start` up to the first that is missing or was not kept.
  public func unmaskedPayload(from start: Int = 0, atMost count: Int) -> [UInt8] {
    let payload = record.payload
    if start == 0, payload.isWhole || count <= payload.head.count {
      var bytes = Array(payload.head.prefix(max(0, count)))
      record.header?.maskingKey?.apply(to: &bytes)
      return bytes
    }
    var bytes: [UInt8] = []
    while bytes.count < count, let byte = unmaskedByte(at: start + bytes.count) {
      bytes.append(byte)
    }
    return bytes
  }

  /// Whether the payload is meant to be read as text.
  ///
  /// Not so where RSV1 is set and nothing says that it is not the sign of compression.
  public var payloadIsText: Bool {
    guard let opcode = record.knownHeader.opcode, !payloadMayBeCompressed else { return false }
    return opcode != .binary && !opcode.isReserved
  }

  /// Whether RSV1 may say that the payload is compressed (RFC 7692 §6).
  public var payloadMayBeCompressed: Bool {
    guard let header = record.header, header.reservedBits.contains(.rsv1) else { return false }
    return context.extensionBits?.contains(.rsv1) ?? true
  }
}

extension FrameRecord {
  /// The first frame of some bytes, as far as they go; what lies behind it is left alone.
  public init(firstFrameOf bytes: [UInt8]) {
    let parsed = FrameHeader.parse(bytes)
    guard case .header(let header) = parsed else {
      self.init(number: 1, offset: 0, headerBytes: bytes, parsed: parsed)
      return
    }
    let available = bytes[header.byteCount...]
    let count = Int(clamping: min(UInt64(available.count), header.payloadLength))
    self.init(
      number: 1, offset: 0, headerBytes: Array(bytes[..<header.byteCount]), parsed: parsed,
      payload: PayloadExtract(Array(available.prefix(count))))
  }
}

extension FrameFindings {
  /// What is found in one frame alone, whose payload is kept whole.
  ///
  /// A continuation frame goes on with a frame that is not here, so that only its header is judged.
  public init(of record: FrameRecord, in context: FrameContext) {
    self.init(all: FrameRules.judge(record.knownHeader, in: context))
    guard let header = record.header, header.opcode != .continuation else { return }
    var judge = FrameJudge(context: context)
    judge.begin(record.knownHeader)
    var payload = record.payload.head
    header.maskingKey?.apply(to: &payload)
    judge.receivePayload(payload.span)
    self = judge.end(complete: record.isComplete)
  }
}

extension PayloadExtract {
  /// The byte at an index as it lay on the wire; nil where it was not kept or never came.
  public func byte(at index: Int) -> UInt8? {
    guard index >= 0, UInt64(index) < byteCount else { return nil }
    if index < head.count { return head[index] }
    let fromEnd = byteCount - UInt64(index)
    guard fromEnd <= UInt64(tail.count) else { return nil }
    return tail[tail.count - Int(fromEnd)]
  }
}
