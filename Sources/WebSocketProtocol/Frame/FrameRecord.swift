/// One frame as it was on the wire, as far as the input goes.
///
/// It is what an observer keeps of a frame to draw it and to judge it, also where the frame is not
/// complete, or too large to be kept whole.
public struct FrameRecord: Hashable, Sendable {
  /// The frame's place among the frames of its direction, from 1.
  public var number: Int
  /// The place of the frame's first byte in the input, from 0.
  public var offset: UInt64
  /// The bytes of a header that breaks off; empty where it is whole, as its fields tell them.
  private var cutHeaderBytes: [UInt8] = []
  /// The result of parsing them.
  public var parsed: FrameHeader.ParseResult
  /// The payload's bytes as they came, masked where the frame is.
  public var payload: PayloadExtract

  /// A record from its parts.
  public init(
    number: Int, offset: UInt64, headerBytes: [UInt8], parsed: FrameHeader.ParseResult,
    payload: PayloadExtract = PayloadExtract()
  ) {
    self.number = number
    self.offset = offset
    self.parsed = parsed
    self.payload = payload
    if case .needMoreBytes = parsed { cutHeaderBytes = headerBytes }
  }

  /// A record of a frame whose header is whole and of whose payload nothing has come yet.
  package init(number: Int, offset: UInt64, header: FrameHeader) {
    self.number = number
    self.offset = offset
    parsed = .header(header)
    payload = PayloadExtract()
  }

  /// The header's bytes, as many as there are: 0–14.
  public var headerBytes: [UInt8] { header?.bytes ?? cutHeaderBytes }

  /// How many bytes of the header are there: 0–14.
  public var headerByteCount: Int { header?.byteCount ?? cutHeaderBytes.count }

  /// The header; nil where its bytes are not all there.
  public var header: FrameHeader? {
    if case .header(let header) = parsed { header } else { nil }
  }

  /// What is known of the header, whole or not.
  public var knownHeader: PartialFrameHeader {
    switch parsed {
    case .header(let header): PartialFrameHeader(header)
    case .needMoreBytes(_, let known): known
    }
  }

  /// How many bytes are missing: a lower bound where the header ends before its second byte or its
  /// length, or where 64 bits cannot count them; the exact number otherwise.
  public var missingByteCount: UInt64 {
    switch parsed {
    case .header(let header):
      return header.payloadLength - min(header.payloadLength, payload.byteCount)
    case .needMoreBytes(let header, let known):
      let (sum, overflow) = UInt64(header).addingReportingOverflow(known.payloadLength ?? 0)
      return overflow ? .max : sum
    }
  }

  /// Whether all the bytes that the header declares are there.
  public var isComplete: Bool { header != nil && missingByteCount == 0 }

  /// How many of the frame's bytes are there, header included.
  public var byteCount: UInt64 { UInt64(headerByteCount) + payload.byteCount }

  /// The beginning of the payload that is kept, unmasked.
  public var unmaskedHead: [UInt8] {
    var bytes = payload.head
    header?.maskingKey?.apply(to: &bytes)
    return bytes
  }
}

/// The payload bytes that are kept of a frame: all of them, or both ends of a long payload.
public struct PayloadExtract: Hashable, Sendable {
  /// The first bytes as they were on the wire; all of them where `isWhole`.
  public var head: [UInt8]
  /// The last bytes of a payload that is not kept whole, as they were on the wire.
  public var tail: [UInt8]
  /// How many bytes of payload there were on the wire.
  public var byteCount: UInt64

  /// An extract that holds the whole payload.
  public init(_ bytes: [UInt8] = []) {
    head = bytes
    tail = []
    byteCount = UInt64(bytes.count)
  }

  /// An extract of a longer payload.
  public init(head: [UInt8], tail: [UInt8], byteCount: UInt64) {
    self.head = head
    self.tail = tail
    self.byteCount = byteCount
  }

  /// Whether `head` is the whole payload.
  public var isWhole: Bool { UInt64(head.count) == byteCount }
}

extension PayloadExtract {
  /// Adds the payload's next bytes, and drops what is between the ends of a long one.
  package mutating func append(
    _ bytes: Span<UInt8>, keepingHead headLimit: Int, tail tailLimit: Int
  ) {
    let toHead = min(bytes.count, max(0, headLimit - head.count))
    if toHead > 0 { head.append(bytes.extracting(first: toHead)) }
    byteCount &+= UInt64(bytes.count)
    guard toHead < bytes.count, tailLimit > 0 else { return }
    tail.append(bytes.extracting(last: min(tailLimit, bytes.count - toHead)))
    if tail.count > tailLimit { tail.removeFirst(tail.count - tailLimit) }
  }
}
