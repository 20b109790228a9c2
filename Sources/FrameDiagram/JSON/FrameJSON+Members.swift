import WebSocketProtocol

// The members of the object. A member is null if the input ends before it.

extension FrameJSON {
  /// The members before the payload.
  package func addMembersBeforePayload(to json: inout JSONText) {
    let record = anatomy.record
    json.member("frame", record.number)
    json.member("offset", record.offset)
    json.member("size", record.byteCount)
    json.member("headerSize", record.knownHeader.layout?.headerByteCount)
    json.member("complete", record.isComplete)
    if !record.isComplete { json.member("missing", record.missingByteCount) }
    addHeaderFields(to: &json)
  }

  private func addHeaderFields(to json: inout JSONText) {
    let known = anatomy.record.knownHeader
    json.member("fin", known.isFinal)
    json.member("rsv1", known.reservedBits?.contains(.rsv1))
    json.member("rsv2", known.reservedBits?.contains(.rsv2))
    json.member("rsv3", known.reservedBits?.contains(.rsv3))
    json.member("opcode", known.opcode?.rawValue)
    json.member("opcodeName", known.opcode?.name)
    json.member("masked", known.layout?.isMasked)
    let key = anatomy.record.header?.maskingKey
    json.member("maskingKey", key?.bytes.map(\.hex).joined())
    json.member("lengthEncoding", known.layout?.lengthEncoding.rawValue)
    json.member("payloadLength", known.payloadLength)
  }

  /// The payload that the frame's record has, unmasked.
  package func addPayload(to json: inout JSONText) {
    let payload = anatomy.record.unmaskedHead
    json.member("payload", digits: Self.hex(of: payload))
    guard anatomy.record.payload.isWhole else {
      json.member("payloadOmitted", Words.payloadOmitted)
      return
    }
    // The text, if the payload of this frame alone is UTF-8.
    guard anatomy.record.header?.opcode == .text, !anatomy.payloadMayBeCompressed,
      let text = String(validating: payload, as: UTF8.self)
    else { return }
    json.member("text", text)
  }

  /// The members after the payload.
  package func addMembersAfterPayload(to json: inout JSONText) {
    addClose(to: &json)
    json.member("violations", raw: JSONText.array(anatomy.findings.violations.map(Self.object)))
    guard includesFields else { return }
    let fields = anatomy.fields
    let last = fields.last?.kind
    json.member(
      "fields", raw: JSONText.array(fields.map { object(of: $0, isLast: $0.kind == last) }))
  }

  private func addClose(to json: inout JSONText) {
    guard anatomy.record.header?.opcode == .close, !anatomy.payloadMayBeCompressed else { return }
    let bytes = anatomy.unmaskedPayload(atMost: anatomy.record.payload.head.count)
    let payload = ClosePayload(parsing: bytes.span)
    json.member(
      "close",
      raw: JSONText.object { close in
        close.member("code", payload.code?.rawValue)
        close.member("name", payload.code.map(Words.phrasebook.name))
        close.member("reason", payload.reason)
      })
  }

  private static func object(of violation: Finding) -> String {
    JSONText.object { object in
      object.member("rule", violation.rule.id)
      object.member("section", violation.rule.section)
      object.member("closeCode", violation.rule.closeCode?.rawValue)
      object.member("bit", violation.bits?.lowerBound)
      object.member("width", violation.bits?.count)
      object.member("message", Words.sentence(violation))
    }
  }

  private func object(of field: AnatomyField, isLast: Bool) -> String {
    JSONText.object { object in
      object.member("name", field.name)
      object.member("bit", field.bits.lowerBound)
      object.member("width", width(of: field, isLast: isLast))
      object.member("presence", field.presence.rawValue)
      object.member("value", field.value)
      // `payload` has all of it already; the preview for people would repeat its beginning.
      let isPayload = field.kind == .payload || field.kind == .closeReason
      object.member("symbol", isPayload ? nil : field.symbol)
      object.member("meaning", isPayload ? nil : field.meaning)
    }
  }

  /// How many bits a field has; exact also where `bits` is cut.
  private func width(of field: AnatomyField, isLast: Bool) -> UInt128 {
    guard isLast, let length = anatomy.record.knownHeader.payloadLength,
      let layout = anatomy.record.knownHeader.layout, length > 0
    else { return UInt128(field.bits.count) }
    let start = UInt128(field.bits.lowerBound - layout.headerByteCount * 8)
    return UInt128(length) * 8 - start
  }
}
