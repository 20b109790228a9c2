extension Mistake {
  /// Mistakes in reading frames.
  static let frames = [
    Mistake("bits.order/fin", "FIN is read from the lowest bit") { $0.isFinal = { $0 & 1 != 0 } },
    Mistake("bits.order/mask", "the mask bit is read from the lowest bit of the second byte") {
      $0.isMasked = { $0 & 1 != 0 }
    },
    Mistake("bits.order/nibbles", "the opcode is read from the upper half") {
      $0.isFinal = { $0 & 1 != 0 }
      $0.reservedBits = { $0 & 0b1110 }
      $0.opcode = { $0 >> 4 }
    },
    Mistake("bits.no-padding", "flags are read from binary digits without leading zeros") {
      $0.isFinal = { String($0, radix: 2).hasPrefix("1") }
      $0.isMasked = { String($0, radix: 2).hasPrefix("1") }
      $0.shortLength = { UInt8(String($0, radix: 2).dropFirst(), radix: 2) ?? 0 }
      $0.checks.remove(.messageInMessage)
    },
    Mistake("frame.fixed-header", "the masking key is always at bytes 2 to 5") {
      $0.keyStart = { _ in 2 }
    },
    Mistake("frame.one-read-one-frame", "each read is taken as one frame") {
      $0.whenHeaderIsShort = .goOn
      $0.whenPayloadIsShort = .goOn
      $0.keepsNextFrame = false
    },
    Mistake("frame.one-read-one-frame/split", "a frame that is cut is taken as it is") {
      $0.whenHeaderIsShort = .goOn
      $0.whenPayloadIsShort = .goOn
    },
    Mistake("frame.one-read-one-frame/coalesced", "only the first frame of a read is taken") {
      $0.keepsNextFrame = false
    },
    Mistake("frame.short-header-read/crash", "reads past the end where the header is cut") {
      $0.whenHeaderIsShort = .crash
    },
    Mistake("frame.short-header-read/dropped", "leaves where the header is cut") {
      $0.whenHeaderIsShort = .dropConnection
    },
    Mistake("frame.short-header-read/zeros", "takes the header's missing bytes as zeros") {
      $0.whenHeaderIsShort = .goOn
    },
    Mistake("frame.fin-ignored", "each fragment is a message") {
      $0.isFinal = { _ in true }
      $0.checks.remove(.continuationOfNothing)
    },
    Mistake("frame.control-in-message/dropped", "a ping ends the message it comes in") {
      $0.messageAfterPing = { _, _ in nil }
      $0.checks.remove(.continuationOfNothing)
    },
    Mistake("frame.control-in-message/added", "a ping's payload becomes part of the message") {
      $0.messageAfterPing = { message, ping in message + ping }
    },
    unchecked("frame.rsv-ignored", "reserved bits are accepted", .reservedBits),
    unchecked("frame.opcode-ignored", "reserved opcodes are accepted", .opcode),
    unchecked(
      "message.continuation-without-start", "fragments without a first", .continuationOfNothing),
    unchecked("message.interrupted", "a message begins within another", .messageInMessage),
  ]

  static func unchecked(_ name: String, _ title: String, _ check: Check) -> Mistake {
    Mistake(name, title) { $0.checks.remove(check) }
  }
}
