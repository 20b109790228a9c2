// The rules that one frame header can break by itself. Each stands beside the check that enforces it.

extension Rule {
  /// The rules that one frame header can break.
  package static let frameRules = [
    reservedBits, compressedControl, compressedContinuation, reservedOpcode, controlTooLong,
    controlFragmented, lengthNotMinimal, lengthHighBit, clientUnmasked, serverMasked,
  ]
}

/// What the rules say of a frame.
public struct FrameVerdict: Hashable, Sendable {
  /// What is wrong in any case.
  public var violations: [Violation] = []
  /// What is wrong unless something holds that is not known.
  public var conditions: [Condition] = []

  /// A verdict without objection.
  public init() {}
}

extension FrameVerdict {
  /// Judges a header, whole or partial, by every rule that it can break by itself.
  public init(judging header: PartialFrameHeader, in context: FrameContext) {
    judgeReservedBits(header, context)
    judgeOpcode(header)
    judgeControlFrame(header)
    judgeLength(header)
    judgeMask(header, context)
  }
}

// MARK: - RSV1, RSV2, RSV3

extension Rule {
  package static let reservedBits = Rule(
    "frame.rsv-not-negotiated", section: "5.2",
    "RSV1, RSV2 and RSV3 are 0 unless a negotiated extension gives them a meaning.")

  package static let compressedControl = Rule(
    "deflate.control-compressed", section: "RFC 7692 §6.1",
    "permessage-deflate compresses messages, so a control frame never has RSV1 set.")

  package static let compressedContinuation = Rule(
    "deflate.rsv1-on-continuation", section: "RFC 7692 §6.1",
    "RSV1 says that a message is compressed, so only the message's first frame may have it set.")
}

extension FrameVerdict {
  private mutating func judgeReservedBits(_ header: PartialFrameHeader, _ context: FrameContext) {
    guard let set = header.reservedBits, !set.isEmpty else { return }
    let fields: [(ReservedBits, FrameField, Int)] = [
      (.rsv1, .rsv1, 1), (.rsv2, .rsv2, 2), (.rsv3, .rsv3, 3),
    ]
    for (bit, field, position) in fields where set.contains(bit) {
      let bits = position..<position + 1
      guard let owned = context.extensionBits else {
        let owner = bit == .rsv1 ? ", as permessage-deflate does (RFC 7692 §6)" : ""
        conditions.append(
          Condition(
            .reservedBits, bits: bits,
            "\(field.rawValue) is 1: right only if an extension that uses it was negotiated\(owner)."
          ))
        continue
      }
      if !owned.contains(bit) {
        violations.append(
          Violation(
            .reservedBits, bits: bits,
            "\(field.rawValue) is 1, but no negotiated extension uses it. It must be 0."))
      } else if let opcode = header.opcode, opcode.isControl {
        violations.append(
          Violation(
            .compressedControl, bits: bits,
            "RSV1 is 1 on a \(opcode.name) frame. Control frames are never compressed."))
      } else if header.opcode == .continuation {
        violations.append(
          Violation(
            .compressedContinuation, bits: bits,
            "RSV1 is 1 on a continuation frame. Only the first frame of a message says whether it "
              + "is compressed."))
      }
    }
  }
}

// MARK: - Opcode

extension Rule {
  package static let reservedOpcode = Rule(
    "frame.opcode-reserved", section: "5.2",
    "Opcodes 3–7 and 11–15 have no meaning yet; an endpoint that receives one fails the connection."
  )
}

extension FrameVerdict {
  private mutating func judgeOpcode(_ header: PartialFrameHeader) {
    guard let opcode = header.opcode, opcode.isReserved else { return }
    violations.append(
      Violation(
        .reservedOpcode, bits: 4..<8,
        "Opcode \(opcode.rawValue) is reserved. Defined are 0–2 and 8–10."))
  }
}

// MARK: - Control frames

extension Rule {
  package static let controlTooLong = Rule(
    "frame.control-too-long", section: "5.5",
    "A control frame carries at most 125 bytes of payload.")

  package static let controlFragmented = Rule(
    "frame.control-fragmented", section: "5.5",
    "A control frame is never fragmented: its FIN is 1.")
}

extension FrameVerdict {
  private mutating func judgeControlFrame(_ header: PartialFrameHeader) {
    guard let opcode = header.opcode, opcode.isControl else { return }
    if header.isFinal == false {
      violations.append(
        Violation(
          .controlFragmented, bits: 0..<1,
          "FIN is 0 on a control frame (opcode \(opcode.rawValue)). Control frames come whole."))
    }
    if let layout = header.layout, layout.lengthEncoding != .sevenBits {
      let length =
        header.payloadLength.map { "\($0.grouped) bytes of payload" } ?? "A 16- or 64-bit length"
      violations.append(
        Violation(
          .controlTooLong, bits: layout.lengthBits,
          "\(length) on a control frame. At most 125, in the seven bits."))
    }
  }
}

// MARK: - Payload length

extension Rule {
  package static let lengthNotMinimal = Rule(
    "frame.length-not-minimal", section: "5.2",
    "The payload length is written in the shortest of its three forms that can hold it.")

  package static let lengthHighBit = Rule(
    "frame.length-high-bit", section: "5.2",
    "The most significant bit of a 64-bit payload length is 0.")
}

extension FrameVerdict {
  private mutating func judgeLength(_ header: PartialFrameHeader) {
    guard let layout = header.layout, let length = header.payloadLength else { return }
    let shortest = LengthEncoding(shortestFor: length)
    if shortest.rawValue < layout.lengthEncoding.rawValue {
      violations.append(
        Violation(
          .lengthNotMinimal, bits: layout.lengthBits,
          "\(length.grouped) is written in \(layout.lengthEncoding.rawValue) bits; "
            + "it fits in \(shortest.rawValue), so it must stand there."))
    }
    if length > LengthEncoding.sixtyFourBits.maximum {
      violations.append(
        Violation(
          .lengthHighBit, bits: 16..<17,
          "The first bit of the 64-bit length is 1, which makes it \(length.grouped). It must be 0."
        ))
    }
  }
}

extension FrameLayout {
  /// The bits of the length: the seven, and the two or eight bytes behind them.
  package var lengthBits: Range<Int> {
    9..<16 + 8 * lengthEncoding.extendedByteCount
  }
}

// MARK: - Masking

extension Rule {
  package static let clientUnmasked = Rule(
    "mask.client-unmasked", section: "5.1",
    "A client masks every frame that it sends; a server closes on an unmasked one.")

  package static let serverMasked = Rule(
    "mask.server-masked", section: "5.1",
    "A server masks no frame that it sends; a client closes on a masked one.")
}

extension FrameVerdict {
  private mutating func judgeMask(_ header: PartialFrameHeader, _ context: FrameContext) {
    guard let layout = header.layout else { return }
    let bits = 8..<9
    switch (context.sender, layout.isMasked) {
    case (.client, false):
      violations.append(
        Violation(.clientUnmasked, bits: bits, "MASK is 0 on a frame from a client. It must be 1."))
    case (.server, true):
      violations.append(
        Violation(.serverMasked, bits: bits, "MASK is 1 on a frame from a server. It must be 0."))
    case (nil, true):
      conditions.append(
        Condition(.serverMasked, bits: bits, "Masked: right only if a client sent it."))
    case (nil, false):
      conditions.append(
        Condition(.clientUnmasked, bits: bits, "Unmasked: right only if a server sent it."))
    case (.client, true), (.server, false):
      break
    }
  }
}
