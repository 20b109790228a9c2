import WebSocketProtocol

/// A frame taken apart: every field with its bits, its value and what it means, and what is wrong.
///
/// The one source of all pictures, in a terminal, as JSON or as SVG. RFC 6455 §5.2.
public struct FrameAnatomy: Sendable {
  /// The frame as it came over the wire.
  public let record: FrameRecord
  /// What the rules say of it.
  public let findings: [Finding]
  /// What is known of its surroundings.
  public let context: FrameContext
  /// The fields of its payload, if something that reads it is known, such as a subprotocol.
  ///
  /// They replace the one field that a payload has otherwise. Each begins where the one before it
  /// ends.
  public let payloadFields: [AnatomyField]

  /// Takes apart a frame that was read and judged.
  public init(
    record: FrameRecord, findings: [Finding] = [], context: FrameContext = FrameContext(),
    payloadFields: [AnatomyField] = []
  ) {
    self.record = record
    self.findings = findings
    self.context = context
    self.payloadFields = payloadFields
  }
}

extension FrameAnatomy {
  /// The fields in wire order, as far as the header tells where they are; also those that are missing.
  ///
  /// They are read at each access, so that JSON without them does not need this work.
  public var fields: [AnatomyField] {
    let reader = FieldReader(record: record, context: context)
    return reader.headerFields + (payloadFields.isEmpty ? reader.payloadFields : payloadFields)
  }

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
  /// It is not if RSV1 is set, unless it is known not to mean compression.
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
