import PerMessageDeflate
import WebSocketProtocol

/// The frames of one direction that an endpoint in this program has read and judged, or written.
///
/// Its verdict counts: a frame that it took breaks no rule for which a connection fails. An endpoint
/// stops at the first violation, so of the frame at which it failed the connection all is told that
/// its header, its place among the others and a close payload show, and why it failed.
final class EndpointFrames {
  private let context: FrameContext
  private let attention: Attention
  private let resources: InspectionResources
  private var order = MessageOrder()
  /// The message that has begun; its byte count is that on the wire.
  private var message: InspectedMessage?

  init(context: FrameContext, attention: Attention, resources: InspectionResources) {
    self.context = context
    self.attention = attention
    self.resources = resources
  }

  func inspect(_ observed: ObservedFrame) -> InspectedFrame {
    let record = observed.record
    let known = record.knownHeader
    let place = known.opcode.map { order.place(opcode: $0, isFinal: known.isFinal ?? true) }
    let isPart = [.begins, .interrupts, .continues].contains(place)
    if isPart { take(record, known, begins: place != .continues) }
    return InspectedFrame(
      record, context,
      findings: observed.failure.map { findings(on: record, place, $0) } ?? [],
      close: known.opcode == .close ? record.closePayload : nil,
      messageOpcode: isPart ? message?.opcode : nil,
      isCompressed: isPart && message?.isCompressed == true,
      payload: attention.keepsFramePayloads ? store(record.unmaskedHead) : nil,
      message: isPart ? observed.message.flatMap(end) : nil)
  }

  private func take(_ record: FrameRecord, _ known: PartialFrameHeader, begins: Bool) {
    if begins {
      message = InspectedMessage(
        opcode: known.opcode ?? .binary, frameCount: 0, byteCount: nil, wireByteCount: 0,
        isCompressed: context.isCompressed(known), isText: false)
    }
    message?.frameCount += 1
    message?.wireByteCount &+= record.payload.byteCount
  }

  /// Ends the open message with the message that the endpoint read.
  private func end(_ whole: Message) -> InspectedMessage? {
    guard var ended = message.take() else { return nil }
    ended.byteCount = UInt64(whole.payload.count)
    ended.isText = whole.opcode == .text
    ended.content = store(whole.payload)
    return ended
  }

  private func store(_ bytes: [UInt8]) -> StoredBytes? {
    guard attention.keptByteCount > 0 else { return nil }
    let stored = StoredBytes(in: resources.store, upTo: attention.keptByteCount)
    stored.append(bytes.span)
    return stored
  }

  private func findings(
    on record: FrameRecord, _ place: MessageOrder.Place?, _ failure: ConnectionFailure
  ) -> [Finding] {
    let known = record.knownHeader
    var findings = context.judge(known)
    if let place, let opcode = known.opcode, let finding = FrameRules.judge(place, opcode: opcode) {
      findings.append(finding)
    }
    if known.opcode == .close { findings += record.judgeClosePayload() }
    if case .violation(let first) = failure, !findings.contains(where: { $0.rule == first.rule }) {
      findings.append(first)
    }
    return findings
  }
}

// MARK: - What bytes and endpoints have in common

extension FrameContext {
  /// Judges a header by the rules of RFC 6455, and by RFC 7692's where that is negotiated alone.
  func judge(_ header: PartialFrameHeader) -> [Finding] {
    let findings = FrameRules.judge(header, in: self)
    return extensionBits == .rsv1 ? findings + DeflateRules.judge(header) : findings
  }

  /// What RSV1 on a message's first frame says in this context; nil where it is not known.
  func isCompressed(_ header: PartialFrameHeader) -> Bool? {
    guard header.reservedBits?.contains(.rsv1) == true else { return false }
    return extensionBits?.contains(.rsv1)
  }
}

extension FrameRecord {
  /// What a close frame says; nil where it breaks off before its code.
  var closePayload: ClosePayload? {
    let payload = unmaskedHead
    return isKeptWhole || payload.count >= 2 ? ClosePayload(parsing: payload.span) : nil
  }

  /// What the rules say of the payload of a close frame.
  func judgeClosePayload() -> [Finding] {
    FrameRules.judgeClosePayload(
      unmaskedHead.span, headerByteCount: headerByteCount, isWhole: isKeptWhole)
  }

  private var isKeptWhole: Bool { isComplete && payload.isWhole }
}
