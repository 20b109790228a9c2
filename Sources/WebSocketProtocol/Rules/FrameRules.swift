/// What the rules say of frames that have been read; reading judges nothing.
///
/// Each rule is beside the check that enforces it: the rules of a header in this file, those of close
/// frames and of messages in `CloseRules.swift` and `MessageRules.swift`.
public enum FrameRules {
  /// Judges a header, whole or partial, by every rule of RFC 6455 that it can break by itself.
  ///
  /// What an extension asks of the bits that it owns, the extension judges. Nothing is allocated for
  /// a header that keeps all rules.
  public static func judge(
    _ header: PartialFrameHeader, in context: FrameContext
  ) -> [Finding] {
    var findings: [Finding] = []
    judgeReservedBits(header, context, &findings)
    judgeOpcode(header, &findings)
    judgeControlFrame(header, &findings)
    judgeLength(header, &findings)
    judgeMask(header, context, &findings)
    return findings
  }
}

extension Rule {
  /// The rules that one frame header can break.
  package static let frameRules = [
    reservedBits, reservedOpcode, controlTooLong, controlFragmented, lengthNotMinimal,
    lengthHighBit, clientUnmasked, serverMasked,
  ]
}

// MARK: - RSV1, RSV2, RSV3

extension Rule {
  /// §5.2: RSV1, RSV2 and RSV3 MUST be 0 unless an extension is negotiated that defines meanings for
  /// other values.
  package static let reservedBits = Rule("frame.rsv-not-negotiated", section: "5.2")
}

extension FrameRules {
  private static let reservedFields: [(ReservedBits, FrameField, Int)] = [
    (.rsv1, .rsv1, 1), (.rsv2, .rsv2, 2), (.rsv3, .rsv3, 3),
  ]

  private static func judgeReservedBits(
    _ header: PartialFrameHeader, _ context: FrameContext, _ findings: inout [Finding]
  ) {
    guard let set = header.reservedBits, !set.isEmpty else { return }
    for (bit, field, position) in reservedFields where set.contains(bit) {
      let bits = position..<position + 1
      guard let owned = context.extensionBits else {
        findings.add(
          .undecided(
            .reservedBits, bits: bits, variant: bit == .rsv1 ? "undecided-rsv1" : "undecided",
            ["bit": .name(field.rawValue)]))
        continue
      }
      if !owned.contains(bit) {
        findings.add(.broken(.reservedBits, bits: bits, ["bit": .name(field.rawValue)]))
      }
    }
  }
}

// MARK: - Opcode

extension Rule {
  /// §5.2: an endpoint that receives an opcode that it does not know MUST fail the connection.
  ///
  /// 3–7 and 11–15 have no meaning yet.
  package static let reservedOpcode = Rule("frame.opcode-reserved", section: "5.2")
}

extension FrameRules {
  private static func judgeOpcode(_ header: PartialFrameHeader, _ findings: inout [Finding]) {
    guard let opcode = header.opcode, opcode.isReserved else { return }
    findings.add(
      .broken(.reservedOpcode, bits: 4..<8, ["opcode": .name(opcode.rawValue)]))
  }
}

// MARK: - Control frames

extension Rule {
  /// §5.5: all control frames MUST have a payload length of 125 bytes or less.
  package static let controlTooLong = Rule("frame.control-too-long", section: "5.5")

  /// §5.5: control frames MUST NOT be fragmented.
  package static let controlFragmented = Rule("frame.control-fragmented", section: "5.5")
}

extension FrameRules {
  private static func judgeControlFrame(_ header: PartialFrameHeader, _ findings: inout [Finding]) {
    guard let opcode = header.opcode, opcode.isControl else { return }
    if header.isFinal == false {
      findings.add(
        .broken(.controlFragmented, bits: 0..<1, ["opcode": .name(opcode.rawValue)]))
    }
    if let layout = header.layout, layout.lengthEncoding != .sevenBits {
      guard let length = header.payloadLength else {
        return findings.add(
          .broken(.controlTooLong, bits: layout.lengthBits, variant: "length-cut"))
      }
      findings.add(
        .broken(.controlTooLong, bits: layout.lengthBits, ["length": .number(length)]))
    }
  }
}

// MARK: - Payload length

extension Rule {
  /// §5.2: the minimal number of bytes MUST be used to encode the length.
  package static let lengthNotMinimal = Rule("frame.length-not-minimal", section: "5.2")

  /// §5.2: the most significant bit of a 64-bit length MUST be 0.
  package static let lengthHighBit = Rule("frame.length-high-bit", section: "5.2")
}

extension FrameRules {
  private static func judgeLength(_ header: PartialFrameHeader, _ findings: inout [Finding]) {
    guard let layout = header.layout, let length = header.payloadLength else { return }
    let shortest = LengthEncoding(shortestFor: length)
    if shortest.rawValue < layout.lengthEncoding.rawValue {
      findings.add(
        .broken(
          .lengthNotMinimal, bits: layout.lengthBits,
          [
            "length": .number(length), "written": .count(layout.lengthEncoding.rawValue),
            "shortest": .count(shortest.rawValue),
          ]))
    }
    if length > LengthEncoding.sixtyFourBits.maximum {
      findings.add(.broken(.lengthHighBit, bits: 16..<17, ["length": .number(length)]))
    }
  }
}

extension FrameLayout {
  /// The bits of the length: the seven, and the two or eight bytes after them.
  package var lengthBits: Range<Int> {
    9..<16 + 8 * lengthEncoding.extendedByteCount
  }
}

// MARK: - Masking

extension Rule {
  /// §5.1: a client MUST mask all frames that it sends, and a server MUST close the connection upon
  /// receiving one that is not masked.
  package static let clientUnmasked = Rule("mask.client-unmasked", section: "5.1")

  /// §5.1: a server MUST NOT mask any frames that it sends, and a client MUST close the connection if
  /// it detects a masked one.
  package static let serverMasked = Rule("mask.server-masked", section: "5.1")
}

extension FrameRules {
  private static func judgeMask(
    _ header: PartialFrameHeader, _ context: FrameContext, _ findings: inout [Finding]
  ) {
    guard let layout = header.layout else { return }
    let bits = 8..<9
    switch (context.sender, layout.isMasked) {
    case (.client, false): findings.add(.broken(.clientUnmasked, bits: bits))
    case (.server, true): findings.add(.broken(.serverMasked, bits: bits))
    case (nil, true): findings.add(.undecided(.serverMasked, bits: bits))
    case (nil, false): findings.add(.undecided(.clientUnmasked, bits: bits))
    case (.client, true), (.server, false): break
    }
  }
}
