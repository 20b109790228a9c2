// The rules of closing. Each is beside the check that enforces it.

extension Rule {
  /// The rules that a close frame, or what follows it, can break.
  package static let closeRules = [
    oneByteClose, closeCodeNotAllowed, closeReasonNotUTF8, dataAfterClose,
  ]

  /// §5.5.1: if there is a body, its first two bytes MUST be the status code.
  package static let oneByteClose = Rule("close.one-byte", section: "5.5.1")

  /// §7.4.1: 1005, 1006 and 1015 MUST NOT be set as a status code in a close frame; §7.4.2 leaves
  /// 1000–1003, 1007–1014 and 3000–4999.
  package static let closeCodeNotAllowed = Rule("close.code-not-allowed", section: "7.4")

  /// §5.5.1: the reason after the code is UTF-8; §8.1: an endpoint that finds that a text is not
  /// MUST fail the connection.
  package static let closeReasonNotUTF8 = Rule(
    "close.reason-not-utf8", section: "5.5.1", .failConnection(.invalidPayloadData))
}

extension FrameRules {
  /// Judges the unmasked payload of a close frame; bits count from the frame's first.
  ///
  /// A payload that is not whole is not judged for what is missing.
  public static func judgeClosePayload(
    _ payload: Span<UInt8>, headerByteCount: Int, isWhole: Bool = true
  ) -> [Finding] {
    let start = 8 * headerByteCount
    if payload.count == 1, isWhole {
      return [.broken(.oneByteClose, bits: start..<start + 8)]
    }
    guard let code = ClosePayload(parsing: payload).code else { return [] }
    var findings: [Finding] = []
    if !code.mayBeSent {
      findings.append(
        .broken(
          .closeCodeNotAllowed, bits: start..<start + 16,
          ["code": .name(code.rawValue), "name": .statement(code.statement)]))
    }
    var validator = UTF8Validator()
    if let wrong = validator.validate(payload.extracting(2...))
      ?? (isWhole ? validator.finish() : nil)
    {
      let byte = start + 16 + 8 * wrong.offset
      findings.append(.broken(.closeReasonNotUTF8, bits: byte..<byte + 8, wrong.values))
    }
    return findings
  }
}

// MARK: - After a close frame

extension Rule {
  /// §5.5.1: an endpoint MUST NOT send data frames after its close frame.
  ///
  /// What comes is ignored.
  package static let dataAfterClose = Rule("close.data-after-close", section: "5.5.1", .none)
}

extension FrameRules {
  /// Judges a frame that follows a close frame of the same sender.
  public static func judgeAfterClose(_ header: PartialFrameHeader) -> [Finding] {
    guard let opcode = header.opcode, !opcode.isControl else { return [] }
    return [.broken(.dataAfterClose, bits: 4..<8, ["opcode": .name(opcode.name)])]
  }
}
