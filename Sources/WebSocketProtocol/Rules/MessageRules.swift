// The rules that frames can break only together. Each stands beside the check that enforces it.

extension Rule {
  /// The rules that the frames of messages can break.
  package static let messageRules = [continuationWithoutStart, messageInterrupted, textNotUTF8]
}

// MARK: - The order of fragments

extension Rule {
  package static let continuationWithoutStart = Rule(
    "message.continuation-without-start", section: "5.4",
    "A continuation frame goes on with a message that a text or binary frame has begun.")

  package static let messageInterrupted = Rule(
    "message.interrupted", section: "5.4",
    "A message begins only after the last frame of the message before it.")
}

extension Violation {
  /// What is wrong with a frame's place; nil where it may stand there.
  package static func place(_ place: MessageOrder.Place, opcode: Opcode) -> Violation? {
    switch place {
    case .begins, .continues, .standsApart:
      nil
    case .continuesNothing:
      Violation(
        .continuationWithoutStart, bits: 4..<8,
        "A continuation frame, but no message has begun. A message begins with opcode 1 or 2.")
    case .interrupts:
      Violation(
        .messageInterrupted, bits: 4..<8,
        "A \(opcode.name) frame inside an unfinished message. The message must end first: frames "
          + "with opcode 0, the last of them with FIN 1.")
    }
  }
}

// MARK: - Text

extension Rule {
  package static let textNotUTF8 = Rule(
    "text.not-utf8", section: "8.1", closeCode: .invalidPayloadData,
    "A text message, all its frames together, is UTF-8.")
}

extension Violation {
  /// A text that is not UTF-8, at bits of the frame that shows it.
  package static func textNotUTF8(_ error: UTF8Violation, bits: Range<Int>) -> Violation {
    Violation(
      .textNotUTF8, bits: bits,
      "The text is not UTF-8 at its byte \(error.offset.grouped), counted from 0: \(error.reason).")
  }
}
