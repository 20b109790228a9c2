/// Counts the frames and messages of one direction of one connection, and steps over their payloads.
///
/// For those who look on under load: it copies and unmasks nothing but close frames. It judges all
/// that headers and close frames show, and neither texts nor compressed data. Memory is bounded by a
/// header and a close frame.
public struct FrameSkimmer: Sendable {
  /// How many frames have begun.
  public private(set) var frameCount: UInt64 = 0
  /// How many messages have ended.
  public private(set) var messageCount: UInt64 = 0
  /// What is wrong so far.
  public private(set) var violationCount: UInt64 = 0
  /// What the first close frame says; nil before it.
  public private(set) var close: ClosePayload?

  private let context: FrameContext
  private var order = MessageOrder()
  /// The beginning of a header whose end has not come.
  private var unread: [UInt8] = []
  /// How much payload of the frame at hand is still to come.
  private var payloadLeft: UInt64 = 0
  private var endsMessage = false
  private var closing: Closing?
  private var isAfterClose = false

  /// A close frame whose payload is not all there.
  private struct Closing: Sendable {
    let header: FrameHeader
    var payload: [UInt8] = []
  }

  /// A skimmer before the first frame.
  public init(context: FrameContext) {
    self.context = context
  }

  /// Whether the stream is inside a frame.
  public var isInsideFrame: Bool { !unread.isEmpty || payloadLeft > 0 }

  /// Takes the stream's next bytes.
  public mutating func receive(_ bytes: Span<UInt8>) {
    var position = 0
    while position < bytes.count {
      if payloadLeft > 0 {
        position += skip(bytes.extracting(position...))
      } else if !unread.isEmpty {
        // Only a header that was cut comes here, byte by byte.
        unread.append(bytes[position])
        position += 1
        guard case .header(let header) = FrameHeader.parse(unread.span) else { continue }
        unread = []
        begin(header)
      } else if case .header(let header) = FrameHeader.parse(bytes, at: position) {
        position += header.byteCount
        begin(header)
      } else {
        unread = Array(bytes.extracting(position...))
        return
      }
    }
  }

  private mutating func begin(_ header: FrameHeader) {
    frameCount &+= 1
    let known = PartialFrameHeader(header)
    count(FrameRules.judge(known, in: context))
    if isAfterClose { count(FrameRules.judgeAfterClose(known)) }
    let place = order.place(opcode: header.opcode, isFinal: header.isFinal)
    if place == .interrupts || place == .continuesNothing { violationCount &+= 1 }
    switch place {
    case .begins, .continues, .interrupts: endsMessage = header.isFinal
    case .standsApart, .continuesNothing: endsMessage = false
    }
    if header.opcode == .close { closing = Closing(header: header) }
    payloadLeft = header.payloadLength
    if payloadLeft == 0 { end() }
  }

  private mutating func count(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    violationCount &+= UInt64(findings.violations.count)
  }

  /// Steps over payload; says over how many bytes.
  private mutating func skip(_ bytes: Span<UInt8>) -> Int {
    let count = Int(min(payloadLeft, UInt64(bytes.count)))
    if let taken = closing?.payload.count {
      // A longer one is wrong, which its header has shown; its code is at the front.
      let room = Int(LengthEncoding.sevenBits.maximum) - taken
      closing?.payload.append(bytes.extracting(first: min(count, room)))
    }
    payloadLeft -= UInt64(count)
    if payloadLeft == 0 { end() }
    return count
  }

  private mutating func end() {
    if endsMessage { messageCount &+= 1 }
    guard let ended = closing else { return }
    closing = nil
    isAfterClose = true
    var payload = ended.payload
    ended.header.maskingKey?.apply(to: &payload)
    count(
      FrameRules.judgeClosePayload(
        payload.span, headerByteCount: ended.header.byteCount,
        isWhole: UInt64(payload.count) == ended.header.payloadLength))
    if close == nil { close = ClosePayload(parsing: payload.span) }
  }
}
