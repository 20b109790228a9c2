import Explanations
import TerminalText
import WebSocketProtocol

// All words in the pictures, apart from the logic that decides when to use them.

package enum Words {
  static let payload = "payload"
  static let closeCode = "status code"
  static let closeReason = "reason"

  /// Where the words of findings and close codes are.
  static let phrasebook = Phrasebook.english

  static func sentence(_ finding: Finding) -> String { phrasebook.sentence(finding.statement) }

  /// A number with its thousands separated: 65,536.
  package static func number(_ value: UInt64) -> String { phrasebook.grouped(value) }

  /// "1 byte", "2 bytes".
  package static func bytes(_ count: UInt64) -> String {
    count == 1 ? "1 byte" : "\(number(count)) bytes"
  }
}

// MARK: - What a field's value means

extension Words {
  static func fin(_ isFinal: Bool, opcode: Opcode?) -> String {
    if opcode?.isControl == true {
      return isFinal ? "whole, as every control frame" : "a control frame in pieces"
    }
    return isFinal ? "last frame of its message" : "more frames of this message follow"
  }

  static let reservedBitsClear = "no extension marks this frame"

  static func reservedBit(
    _ field: FrameField, isSet: Bool, extensionBits: ReservedBits?
  ) -> String {
    let bit: ReservedBits = field == .rsv1 ? .rsv1 : field == .rsv2 ? .rsv2 : .rsv3
    guard isSet else { return "not set" }
    guard let extensionBits else {
      return field == .rsv1 ? "perhaps compressed (permessage-deflate)" : "set for some extension"
    }
    guard extensionBits.contains(bit) else { return "set, but no extension owns it" }
    return field == .rsv1 ? "compressed (permessage-deflate)" : "set for an extension"
  }

  static func opcode(_ opcode: Opcode) -> String {
    switch opcode {
    case .continuation: "continuation: goes on with a message"
    case .text: "text"
    case .binary: "binary: any bytes"
    case .close: "close: the closing handshake"
    case .ping: "ping: asks for a pong"
    case .pong: "pong: answers a ping"
    default: "reserved: has no meaning yet"
    }
  }

  static func mask(_ isMasked: Bool, sender: Role?) -> String {
    switch (isMasked, sender) {
    case (true, .server): "masked, which a server never does"
    case (true, _): "masked, as only a client does"
    case (false, .client): "not masked, as a client must"
    case (false, _): "not masked, as only a server may"
    }
  }

  static func payloadLength(_ value: UInt64) -> String {
    switch value {
    case 126: "the length is in the next 2 bytes"
    case 127: "the length is in the next 8 bytes"
    default: value == 0 ? "no payload" : "fits in these seven bits"
    }
  }

  static func extendedLength(_ value: UInt64, encoding: LengthEncoding?) -> String {
    bytes(value) + " of payload"
  }

  static func maskingKey(_ value: UInt64) -> String {
    value == 0 ? "changes nothing: all zeros" : "is XORed with the payload"
  }

  static func closeCodeMeaning(_ code: CloseCode) -> String {
    "\(phrasebook.name(of: code)): \(phrasebook.meaning(of: code))"
  }

  static let oneByteClose = "half a status code: it needs 2 bytes"

  static func bytesOnly(isMasked: Bool) -> String {
    isMasked ? "bytes for the application, masked" : "bytes for the application"
  }

  static func compressedPayload(known: Bool) -> String {
    known ? "compressed" : "compressed, if permessage-deflate was negotiated"
  }

  static func quoted(_ preview: TextPreview, isMasked: Bool) -> String {
    "\"\(preview.text)\(preview.isCut ? "…" : "")\"" + (isMasked ? " once unmasked" : "")
  }

  static func missing(field: String, presence: AnatomyField.Presence) -> String {
    presence == .partial ? "breaks off here" : "missing"
  }

  static func missingPayload(all: Bool) -> String {
    all ? "missing" : ", then it breaks off"
  }
}

// MARK: - In the grid

extension Words {
  /// A field's name and shorter forms for narrow boxes, the longest first.
  static func gridNames(of field: AnatomyField) -> [String] {
    switch field.kind {
    case .header(.payloadLength): [field.name, "payload len", "len"]
    case .header(.extendedPayloadLength):
      ["extended payload length", "extended length", "length"].map {
        field.value == nil ? $0 : "\($0) = \(number(field.value ?? 0))"
      } + [field.name, "length"]
    case .header(.maskingKey): [field.name, "key"]
    default: [field.name]
    }
  }

  static let missingByte = ""

  static func continued(_ name: String) -> String { "\(name), continued" }

  static func opcodeName(_ opcode: Opcode) -> String { opcode.name }

  static func leftOut(_ count: UInt64) -> String { "… \(bytes(count)) more …" }

  static func moreMissing(_ count: UInt64) -> String { "… \(bytes(count)) more are missing" }
}

// MARK: - In the table

extension Words {
  static let tableTitles = ["byte.bit", "bits", "field", "value", "meaning"]

  static let reservedBits = "RSV1–3"

  /// Where bits are: `0.0`, `0.4–0.7`, `2–5`.
  static func place(of bits: Range<Int>) -> String {
    guard let last = bits.last else { return "" }
    // The end of a payload of terabytes is left out.
    if last / 8 > 99_999_999 { return "\(bits.lowerBound / 8)–…" }
    if bits.lowerBound % 8 == 0, bits.upperBound % 8 == 0 {
      let (first, last) = (bits.lowerBound / 8, last / 8)
      return first == last ? "\(first)" : "\(first)–\(last)"
    }
    let ends = [bits.lowerBound, last].map { "\($0 / 8).\($0 % 8)" }
    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
  }

  /// The bits in their byte, `.000....`, or how many bytes they fill.
  static func bits(of bits: Range<Int>, byte: UInt8?) -> String {
    guard bits.count < 8 else { return roundedBytes(UInt64(bits.count / 8)) }
    return (0..<8).map { bit in
      guard bits.contains(bits.lowerBound / 8 * 8 + bit) else { return "." }
      return byte.map { $0 >> UInt8(7 - bit) & 1 == 1 ? "1" : "0" } ?? "?"
    }.joined()
  }
}

extension Words {
  /// "65,536 bytes", and for a million and more about how much: "≈ 16 MB".
  static func roundedBytes(_ count: UInt64) -> String {
    let units: [(size: UInt64, name: String)] = [
      (1_000_000_000_000_000_000, "EB"), (1_000_000_000_000_000, "PB"), (1_000_000_000_000, "TB"),
      (1_000_000_000, "GB"), (1_000_000, "MB"),
    ]
    guard let unit = units.first(where: { count >= $0.size }) else { return bytes(count) }
    return "≈ \(count / unit.size) \(unit.name)"
  }
}

// MARK: - In the hex dump

extension Words {
  /// A field's name, with its value if that is short: `FIN 1`, `opcode 0x1 text`.
  static func nameAndValue(_ field: AnatomyField) -> String {
    switch field.kind {
    case .header(.opcode):
      guard let value = field.value else { return field.name }
      return "opcode \(field.symbol) \(Opcode(inFirstByte: UInt8(value)).name)"
    case .header(.maskingKey), .closeReason, .payload: return field.name
    default: return field.symbol.isEmpty ? field.name : "\(field.name) \(field.symbol)"
    }
  }

  static func missingCount(_ record: FrameRecord) -> String {
    let count = bytes(record.missingByteCount)
    let isExact = record.headerBytes.count >= 2 && record.knownHeader.payloadLength != nil
    let verb = record.missingByteCount == 1 ? "is" : "are"
    return isExact ? "\(count) \(verb) missing" : "at least \(count) \(verb) missing"
  }
}

// MARK: - In the picture of unmasking

extension Words {
  static func unmasking(isASCII: Bool) -> [(sign: String, text: String)] {
    [
      (" ", "payload byte i"), (" ", "on the wire"), (" ", "i mod 4"),
      (isASCII ? "^" : "⊕", "masking key"), ("=", "payload"), (" ", "text"),
    ]
  }

  static func moreUnmasking(_ count: UInt64) -> String {
    "… \(bytes(count)) more, each with key byte i mod 4"
  }
}

// MARK: - Heading

extension Words {
  static func frameNumber(_ record: FrameRecord) -> String { "Frame \(record.number)" }

  static func frameSummary(_ record: FrameRecord) -> String {
    guard record.byteCount > 0 else { return " · no bytes" }
    let last = record.offset.addingReportingOverflow(record.byteCount - 1).partialValue
    let place = record.byteCount == 1 ? "byte \(record.offset)" : "bytes \(record.offset)–\(last)"
    let known = record.knownHeader
    var parts: [String] = []
    if let opcode = known.opcode {
      parts.append(opcode.isReserved ? "opcode \(opcode.rawValue), reserved" : opcode.name)
      if opcode.isControl {
        if known.isFinal == false { parts.append("not final") }
      } else if let isFinal = known.isFinal {
        parts.append(isFinal ? "final" : "more to follow")
      }
    }
    if let layout = known.layout { parts.append(layout.isMasked ? "masked" : "unmasked") }
    if let length = known.payloadLength {
      parts.append(length == 0 ? "no payload" : "\(bytes(length)) of payload")
    }
    if !record.isComplete { parts.append("breaks off") }
    return " · \(place) · \(parts.joined(separator: ", "))"
  }
}

// MARK: - Verdict

extension Words {
  static func right(_ context: FrameContext) -> String {
    switch context.sender {
    case .client: "Right, from a client."
    case .server: "Right, from a server."
    case nil: "Right."
    }
  }

  /// The verdict on a frame with one finding, if it depends only on who sent the frame.
  static func rightIf(_ finding: Finding) -> String? {
    switch finding.rule {
    case .serverMasked:
      "Right, if a client sent it. From a server, the mask itself is an error (\(finding.rule.citation))."
    case .clientUnmasked:
      "Right, if a server sent it. From a client, it would have to be masked (\(finding.rule.citation))."
    default: nil
    }
  }

  /// Where a finding is, its rule, and the close code if it is broken.
  static func note(on finding: Finding) -> String {
    let code = finding.verdict == .broken ? finding.rule.closeCode : nil
    return [
      finding.bits.map(bitPlace), finding.rule.id, finding.rule.citation,
      code.map { "close with \($0.rawValue)" },
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private static func bitPlace(_ bits: Range<Int>) -> String {
    let place = place(of: bits)
    guard bits.count > 1 else { return "bit \(place)" }
    return place.contains(".")
      ? "bits \(place)" : bits.count > 8 ? "bytes \(place)" : "byte \(place)"
  }

  static func missing(from record: FrameRecord) -> String {
    let place = record.header == nil ? "header" : "payload"
    return "The input ends inside the \(place): \(missingCount(record))."
  }
}

// MARK: - In JSON

extension Words {
  static let payloadOmitted = "Only the beginning of the payload was kept."
}
