extension FrameRules {
  /// Judges a frame alone, by all that its header and its payload show.
  ///
  /// A continuation frame goes on with a frame that is not here, so only its header is judged; so is
  /// that of a frame whose payload may be compressed, or is not kept whole.
  public static func judge(
    _ record: FrameRecord, in context: FrameContext = FrameContext()
  ) -> [Finding] {
    let findings = judge(record.knownHeader, in: context)
    guard let header = record.header, record.payload.isWhole else { return findings }
    var payload = record.payload.head
    header.maskingKey?.apply(to: &payload)
    switch header.opcode {
    case .close:
      return findings
        + judgeClosePayload(
          payload.span, headerByteCount: header.byteCount, isWhole: record.isComplete)
    case .text where !mayBeCompressed(header, context):
      return findings
        + [judgeText(payload.span, header, isWhole: record.isComplete)].compactMap { $0 }
    default:
      return findings
    }
  }

  private static func judgeText(
    _ payload: Span<UInt8>, _ header: FrameHeader, isWhole: Bool
  ) -> Finding? {
    var text = TextCheck()
    text.beginFrame(headerByteCount: header.byteCount, isEmpty: header.payloadLength == 0)
    if let finding = text.validate(payload) { return finding }
    return isWhole && header.isFinal ? text.finish() : nil
  }

  private static func mayBeCompressed(_ header: FrameHeader, _ context: FrameContext) -> Bool {
    header.reservedBits.contains(.rsv1) && context.extensionBits?.contains(.rsv1) != false
  }
}
