// The rules of closing. Each stands beside the check that enforces it.

extension Rule {
  /// The rules that a close frame, or what follows it, can break.
  package static let closeRules = [
    oneByteClose, closeCodeNotAllowed, closeReasonNotUTF8, dataAfterClose,
  ]

  package static let oneByteClose = Rule(
    "close.one-byte", section: "5.5.1",
    "A close frame carries nothing, or at least the two bytes of a code.")

  package static let closeCodeNotAllowed = Rule(
    "close.code-not-allowed", section: "7.4",
    "The code in a close frame is one of 1000–1003, 1007–1014 and 3000–4999.")

  package static let closeReasonNotUTF8 = Rule(
    "close.reason-not-utf8", section: "5.5.1", closeCode: .invalidPayloadData,
    "The reason behind a close frame's code is UTF-8.")
}

extension FrameVerdict {
  /// Judges the unmasked payload of a close frame; bits count from the frame's first.
  ///
  /// A payload that is not whole is not judged for what is missing.
  package mutating func judgeClosePayload(
    _ payload: Span<UInt8>, headerByteCount: Int, isWhole: Bool = true
  ) {
    let start = 8 * headerByteCount
    if payload.count == 1, isWhole {
      violations.append(
        Violation(
          .oneByteClose, bits: start..<start + 8,
          "The close frame carries 1 byte. It must carry none, or a code of 2 and a reason."))
    }
    guard let code = ClosePayload(parsing: payload).code else { return }
    if !code.mayBeSent {
      violations.append(
        Violation(
          .closeCodeNotAllowed, bits: start..<start + 16,
          "Close code \(code.rawValue) (\(code.name)) is never sent. "
            + "Allowed are 1000–1003, 1007–1014 and 3000–4999."))
    }
    var validator = UTF8Validator()
    if let wrong = validator.validate(payload.extracting(2...))
      ?? (isWhole ? validator.finish() : nil)
    {
      let byte = start + 16 + 8 * wrong.offset
      violations.append(
        Violation(
          .closeReasonNotUTF8, bits: byte..<byte + 8,
          "The reason is not UTF-8 from its byte \(wrong.offset.grouped) on: \(wrong.reason)."))
    }
  }
}

// MARK: - After a close frame

extension Rule {
  package static let dataAfterClose = Rule(
    "close.data-after-close", section: "5.5.1", closeCode: nil,
    "After its close frame an endpoint sends no more data; the peer ignores what comes.")
}

extension FrameVerdict {
  /// Judges a frame that follows a close frame of the same sender.
  package mutating func judgeFrameAfterClose(_ header: PartialFrameHeader) {
    guard let opcode = header.opcode, !opcode.isControl else { return }
    violations.append(
      Violation(
        .dataAfterClose, bits: 4..<8,
        "A \(opcode.name) frame after the close frame. Nothing but control frames may follow it."))
  }
}
