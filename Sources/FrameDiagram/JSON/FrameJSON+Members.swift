import WebSocketProtocol

// The object's members. What the input breaks off before is null.

extension FrameJSON {
  func addBeginning(to json: inout JSONText) {
    addStart(to: &json)
    addSize(to: &json)
    addHeaderSize(to: &json)
    addCompleteness(to: &json)
    addHeaderFields(to: &json)
  }

  func addStart(to json: inout JSONText) {
    json.member("schema", Self.schema)
    json.member("frame", anatomy.record.number)
    json.member("offset", anatomy.record.offset)
  }

  func addSize(to json: inout JSONText) {
    json.member("size", anatomy.record.byteCount)
  }

  func addHeaderSize(to json: inout JSONText) {
    json.member("headerSize", anatomy.record.knownHeader.layout?.headerByteCount)
  }

  func addCompleteness(to json: inout JSONText) {
    json.member("complete", anatomy.record.isComplete)
    if !anatomy.record.isComplete { json.member("missing", anatomy.record.missingByteCount) }
  }

  func addHeaderFields(to json: inout JSONText) {
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

  func addEnd(to json: inout JSONText) {
    addClose(to: &json)
    json.member("violations", raw: JSONText.array(anatomy.findings.violations.map(Self.object)))
    if includesFields {
      let fields = anatomy.fields
      json.member(
        "fields",
        raw: JSONText.array(fields.map { object(of: $0, isLast: $0.kind == fields.last?.kind) }))
    }
  }

  /// The payload's text, where a text frame's payload alone is UTF-8.
  func text(of payload: [UInt8]) -> String? {
    guard anatomy.record.header?.opcode == .text, !anatomy.payloadMayBeCompressed,
      anatomy.record.payload.isWhole
    else { return nil }
    return String(validating: payload, as: UTF8.self)
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
      // `payload` has it whole already; its preview for people would be a second, cut one.
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
