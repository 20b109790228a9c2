// The rules that frames can break only together. Each is beside the check that enforces it.

extension Rule {
  /// The rules that the frames of messages can break.
  package static let messageRules = [continuationWithoutStart, messageInterrupted, textNotUTF8]
}

// MARK: - The order of fragments

extension Rule {
  /// §5.4: a fragmented message begins with an opcode other than 0; the frames that follow have 0.
  package static let continuationWithoutStart = Rule(
    "message.continuation-without-start", section: "5.4")

  /// §5.4: the fragments of one message MUST NOT be interleaved between those of another.
  package static let messageInterrupted = Rule("message.interrupted", section: "5.4")
}

extension FrameRules {
  /// What is wrong with a frame's place among the others; nil where nothing is.
  @inline(__always)
  package static func judge(_ place: MessageOrder.Place, opcode: Opcode) -> Finding? {
    switch place {
    case .begins, .continues, .standsApart: nil
    case .continuesNothing: .broken(.continuationWithoutStart, bits: 4..<8)
    case .interrupts:
      .broken(.messageInterrupted, bits: 4..<8, ["opcode": .name(opcode.name)])
    }
  }
}

// MARK: - Text

extension Rule {
  /// §8.1: an endpoint that finds that a text, all its frames together, is not UTF-8 MUST fail the
  /// connection.
  package static let textNotUTF8 = Rule(
    "text.not-utf8", section: "8.1", .failConnection(.invalidPayloadData))
}

extension Finding {
  /// A text that is not UTF-8, at bits of the frame that shows it.
  package static func textNotUTF8(_ error: UTF8Violation, bits: Range<Int>) -> Finding {
    .broken(.textNotUTF8, bits: bits, error.values)
  }
}

extension UTF8Violation {
  /// The values of a sentence about it.
  package var values: Statement.Values {
    ["offset": .count(offset), "reason": .statement(reason.statement)]
  }
}

extension UTF8Violation.Reason {
  /// What is wrong with the sequence.
  public var statement: Statement {
    switch self {
    case .overlong: Statement("utf-8/overlong")
    case .surrogate: Statement("utf-8/surrogate")
    case .aboveMaximum: Statement("utf-8/above-maximum")
    case .truncated: Statement("utf-8/truncated")
    case .strayContinuation: Statement("utf-8/stray-continuation")
    }
  }
}
