import PerMessageDeflate
import WebSocketProtocol

/// The frames of one direction that an endpoint of this program has read and judged, or written.
///
/// Its verdict counts: a frame that it took breaks no rule. Only of the one frame at which it
/// failed the connection all is told that is wrong, because an endpoint stops at the first.
final class EndpointFrames {
  private let context: FrameContext
  private let attention: Attention
  private let resources: InspectionResources
  private var order = MessageOrder()
  /// The message that has begun; its byte count is the one on the wire.
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
    let isClose = record.header?.opcode == .close && record.payload.isWhole
    let isPart = [.begins, .interrupts, .continues].contains(place)
    if isPart { take(record, known, begins: place != .continues) }
    return InspectedFrame(
      record, context,
      findings: observed.failure.map { findings(on: record, place, $0) } ?? [],
      close: isClose ? ClosePayload(parsing: record.unmaskedHead.span) : nil,
      messageOpcode: isPart ? message?.opcode : nil,
      isCompressed: isPart && message?.isCompressed == true,
      payload: attention.keepsFramePayloads ? store(record.unmaskedHead) : nil,
      message: isPart ? observed.message.flatMap(end) : nil)
  }

  private func take(_ record: FrameRecord, _ known: PartialFrameHeader, begins: Bool) {
    if begins {
      message = InspectedMessage(
        opcode: known.opcode ?? .binary, frameCount: 0, byteCount: nil, wireByteCount: 0,
        isCompressed: known.reservedBits?.contains(.rsv1), isText: false)
    }
    message?.frameCount += 1
    message?.wireByteCount &+= record.payload.byteCount
  }

  /// Ends the open message with what the endpoint made of it.
  private func end(_ whole: Message) -> InspectedMessage? {
    guard var ended = message else { return nil }
    message = nil
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
    var findings = FrameRules.judge(known, in: context)
    if context.extensionBits == .rsv1 { findings += DeflateRules.judge(known) }
    if let place, let opcode = known.opcode, let finding = FrameRules.judge(place, opcode: opcode) {
      findings.append(finding)
    }
    if known.opcode == .close {
      findings += FrameRules.judgeClosePayload(
        record.unmaskedHead.span, headerByteCount: record.headerByteCount,
        isWhole: record.isComplete && record.payload.isWhole)
    }
    if case .violation(let first) = failure, !findings.contains(where: { $0.rule == first.rule }) {
      findings.append(first)
    }
    return findings
  }
}
