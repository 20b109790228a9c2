import TerminalText
import WebSocketProtocol

/// Reads the fields of a frame: those of its header, then those of its payload, in wire order.
struct FieldReader {
  let record: FrameRecord
  let context: FrameContext
  private var known: PartialFrameHeader { record.knownHeader }

  init(record: FrameRecord, context: FrameContext) {
    self.record = record
    self.context = context
  }

  /// Without its second byte a frame has at least the fields of the first two.
  private var layout: FrameLayout {
    known.layout ?? FrameLayout(lengthEncoding: .sevenBits, isMasked: false)
  }

  // MARK: - Header

  var headerFields: [AnatomyField] {
    layout.fields.compactMap { field in
      layout.bits(of: field).map { headerField(field, bits: $0) }
    }
  }

  private func headerField(_ field: FrameField, bits: Range<Int>) -> AnatomyField {
    let presence = presence(of: bits)
    let value = presence == .whole ? number(in: bits) : nil
    return AnatomyField(
      kind: .header(field), name: field.rawValue, bits: bits, presence: presence, value: value,
      symbol: value.map { symbol(of: field, $0) } ?? bytesPresent(in: bits),
      meaning: value.map { meaning(of: field, $0) }
        ?? Words.missing(field: field.rawValue, presence: presence))
  }

  private func presence(of bits: Range<Int>) -> AnatomyField.Presence {
    let available = record.headerBytes.count * 8
    if bits.upperBound <= available { return .whole }
    return bits.lowerBound < available ? .partial : .missing
  }

  /// The bits of a header field as a number, the first the most significant.
  private func number(in bits: Range<Int>) -> UInt64 {
    bits.reduce(0) { number, bit in
      let byte = record.headerBytes[bit / 8]
      return number << 1 | UInt64(byte >> UInt8(7 - bit % 8) & 1)
    }
  }

  private func bytesPresent(in bits: Range<Int>) -> String {
    let bytes = record.headerBytes.dropFirst(bits.lowerBound / 8).prefix(bits.count / 8)
    return bits.count < 8 ? "" : bytes.hex
  }

  private func symbol(of field: FrameField, _ value: UInt64) -> String {
    switch field {
    case .opcode: "0x" + String(value, radix: 16)
    case .maskingKey:
      MaskingKey(rawValue: UInt32(truncatingIfNeeded: value)).bytes[...].hex
    // A number too long for a column is in the meaning; its bytes are here.
    case .extendedPayloadLength where value > 999_999_999_999:
      record.headerBytes[2..<10].hexPreview(of: 8)
    default: Words.number(value)
    }
  }

  private func meaning(of field: FrameField, _ value: UInt64) -> String {
    switch field {
    case .fin: Words.fin(value == 1, opcode: known.opcode)
    case .rsv1, .rsv2, .rsv3:
      Words.reservedBit(field, isSet: value == 1, extensionBits: context.extensionBits)
    case .opcode: Words.opcode(Opcode(inFirstByte: UInt8(value)))
    case .mask: Words.mask(value == 1, sender: context.sender)
    case .payloadLength: Words.payloadLength(value)
    case .extendedPayloadLength:
      Words.extendedLength(value, encoding: known.layout?.lengthEncoding)
    case .maskingKey: Words.maskingKey(value)
    }
  }

  // MARK: - Payload

  var payloadFields: [AnatomyField] {
    let start = layout.headerByteCount
    guard let length = known.payloadLength, length > 0 else { return [] }
    let count = Int(clamping: min(length, AnatomyField.largestByteCount))
    let bits = start * 8..<(start + count) * 8
    guard known.opcode == .close, count >= 2, !mayBeCompressed else {
      return [payloadField(.payload, name: Words.payload, bits: bits)]
    }
    let code = payloadField(
      .closeCode, name: Words.closeCode, bits: bits.lowerBound..<bits.lowerBound + 16)
    guard count > 2 else { return [code] }
    return [
      code,
      payloadField(
        .closeReason, name: Words.closeReason, bits: bits.lowerBound + 16..<bits.upperBound),
    ]
  }

  private var mayBeCompressed: Bool {
    guard known.reservedBits?.contains(.rsv1) == true else { return false }
    return context.extensionBits?.contains(.rsv1) ?? true
  }

  private func payloadField(
    _ kind: AnatomyField.Kind, name: String, bits: Range<Int>
  ) -> AnatomyField {
    let header = record.headerBytes.count
    let available = record.header == nil ? 0 : record.payload.byteCount
    let start = UInt64(max(0, bits.lowerBound / 8 - header))
    let presentCount = available > start ? min(available - start, UInt64(bits.count / 8)) : 0
    let presence: AnatomyField.Presence =
      presentCount == 0 ? .missing : presentCount < UInt64(bits.count / 8) ? .partial : .whole
    // Enough to show, not all of a payload of gigabytes.
    let wire = (0..<Int(min(presentCount, 160))).map { record.payload.byte(at: Int(start) + $0) }
      .prefix { $0 != nil }.compactMap { $0 }
    let key = record.header?.maskingKey
    let bytes = wire.enumerated().map { $1 ^ (key?[Int(start) + $0] ?? 0) }

    var value: UInt64?
    if kind == .closeCode, presence == .whole, bytes.count == 2 {
      value = UInt64(bytes[0]) << 8 | UInt64(bytes[1])
    }
    return AnatomyField(
      kind: kind, name: name, bits: bits, presence: presence, value: value,
      symbol: value.map { String($0) } ?? wire[...].hexPreview(of: presentCount),
      meaning: meaning(
        of: kind, bytes: bytes, presentCount: presentCount, presence: presence, value: value))
  }

  private func meaning(
    of kind: AnatomyField.Kind, bytes: [UInt8], presentCount: UInt64,
    presence: AnatomyField.Presence, value: UInt64?
  ) -> String {
    let isMasked = record.header?.isMasked ?? false
    if let value {
      return Words.closeCodeMeaning(CloseCode(rawValue: UInt16(value)))
    }
    guard presence != .missing else { return Words.missingPayload(all: true) }
    let said: String
    if mayBeCompressed {
      said = Words.compressedPayload(known: context.extensionBits != nil)
    } else if kind == .closeCode {
      return Words.missing(field: Words.closeCode, presence: presence)
    } else if known.opcode == .close, kind == .payload {
      said = Words.oneByteClose
    } else if known.opcode == .binary || known.opcode?.isReserved == true {
      said = Words.bytesOnly(isMasked: isMasked)
    } else {
      said = Words.quoted(
        TextPreview(bytes, isWhole: presentCount == UInt64(bytes.count)), isMasked: isMasked)
    }
    return presence == .partial ? said + Words.missingPayload(all: false) : said
  }
}

extension ArraySlice<UInt8> {
  /// The bytes in hexadecimal, separated by spaces.
  var hex: String { map(\.hex).joined(separator: " ") }

  /// At most four bytes in hexadecimal, with a sign where there are more.
  func hexPreview(of total: UInt64) -> String {
    total <= 4 ? hex : prefix(3).hex + " …"
  }
}

extension UInt8 {
  /// The byte in two hexadecimal digits.
  var hex: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
