import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 5: answers a close frame.
  package static let closeReply = Exercise(
    function: "closeReply",
    signature: "func closeReply(to payload: [UInt8]) throws -> [UInt8]",
    labels: ["to"],
    calls: closePayloads,
    mistakes: KnownMistakes(CloseReplyAttempt.parts)
  ) { arguments in
    guard case .bytes(let payload)? = arguments.first else { return .threw }
    return .bytes(answer(to: payload))
  }
  .with {
    $0.accepts = { arguments, outcome in
      guard case .bytes(let payload)? = arguments.first else { return false }
      let other = ClosePayload(code: .invalidPayloadData).bytes
      return CloseReplyAttempt.isAnswer(outcome, answer(to: payload))
        || breaksTwoRules(payload) && CloseReplyAttempt.isAnswer(outcome, other)
    }
    $0.wanted = { arguments in
      guard case .bytes(let payload)? = arguments.first, !payload.isEmpty else { return nil }
      let answer = answer(to: payload)
      let code = ClosePayload(parsing: answer.span).code?.rawValue ?? 0
      let cause = complaint(about: payload).map { ": \($0)" } ?? ", the code that came"
      return "[\(Hex.text(answer.prefix(2), separator: " "))], which is \(code)\(cause)"
    }
    $0.field = { _, bit in bit < 16 ? "the status code" : "the reason" }
  }

  /// The answer to a payload, without a reason.
  private static func answer(to payload: [UInt8]) -> [UInt8] {
    guard complaint(about: payload) != nil else { return Array(payload.prefix(2)) }
    let isText = payload.count == 1 || isUTF8(payload.dropFirst(2))
    let hasCode = payload.count > 1 && CloseCodeGroup(code(payload)).mayBeSent
    return ClosePayload(code: hasCode && !isText ? .invalidPayloadData : .protocolError).bytes
  }

  /// Whether the code must not be sent and the reason is not UTF-8: then 1002 and 1007 are both true.
  private static func breaksTwoRules(_ payload: [UInt8]) -> Bool {
    payload.count > 2 && !CloseCodeGroup(code(payload)).mayBeSent && !isUTF8(payload.dropFirst(2))
  }

  private static func code(_ payload: [UInt8]) -> UInt64 {
    UInt64(payload[0]) << 8 | UInt64(payload[1])
  }
}

/// `closeReply`, as people write it.
struct CloseReplyAttempt: CloseAttempt {
  var codes = AcceptedCodes()
  /// The answers, by what came.
  var empty: Outcome = .bytes([])
  var oneByte: @Sendable (UInt8) -> Outcome = { _ in Self.protocolError }
  var wrongCode: @Sendable (_ payload: [UInt8]) -> Outcome = { _ in Self.protocolError }
  var notUTF8: @Sendable (_ payload: [UInt8]) -> Outcome = { _ in .bytes([0x03, 0xef]) }
  var fine: @Sendable (_ payload: [UInt8]) -> Outcome = { .bytes(Array($0.prefix(2))) }
  /// What becomes of an answer that is not empty.
  var finish: @Sendable ([UInt8]) -> [UInt8] = { $0 }

  init() {}

  static let protocolError = Outcome.bytes([0x03, 0xea])

  mutating func call(_ arguments: [WorkValue]) -> Outcome { answers(to: arguments)[0] }

  mutating func explains(_ trial: Trial) -> Bool {
    let payload = trial.arguments.first?.asBytes ?? []
    let index = answers(to: trial.arguments).firstIndex { answer in
      answer.agrees(with: trial.outcome)
        || (answer.bytes ?? []).count >= 2 && Self.isAnswer(trial.outcome, answer.bytes ?? [])
    }
    guard let index else { return false }
    if payload.count > 1, codes.decisions(on: Self.code(payload))[index] {
      codes.accept(Self.code(payload))
    }
    return true
  }

  /// Whether an outcome is this answer, with any reason of its own.
  static func isAnswer(_ outcome: Outcome, _ answer: [UInt8]) -> Bool {
    guard !answer.isEmpty, let bytes = outcome.bytes, bytes.count <= 125 else { return false }
    return bytes.starts(with: answer.prefix(2)) && isUTF8(bytes.dropFirst(2))
  }

  /// What a payload may be answered with, the likelier first.
  private func answers(to arguments: [WorkValue]) -> [Outcome] {
    guard let payload = arguments.first?.asBytes else { return [.threw] }
    let answers: [Outcome] =
      switch payload.count {
      case 0: [empty]
      case 1: [oneByte(payload[0])]
      default: codes.decisions(on: Self.code(payload)).map { answer(to: payload, accepts: $0) }
      }
    return answers.map { answer in
      guard let bytes = answer.bytes, !bytes.isEmpty else { return answer }
      return .bytes(finish(bytes))
    }
  }

  private func answer(to payload: [UInt8], accepts: Bool) -> Outcome {
    guard accepts else { return wrongCode(payload) }
    return isUTF8(payload.dropFirst(2)) ? fine(payload) : notUTF8(payload)
  }

  /// Whether the code must not be sent and the reason is not UTF-8: then 1002 and 1007 are both true.
  private static func breaksTwoRules(_ payload: [UInt8]) -> Bool {
    payload.count > 2 && !CloseCodeGroup(code(payload)).mayBeSent && !isUTF8(payload.dropFirst(2))
  }

  private static func code(_ payload: [UInt8]) -> UInt64 {
    UInt64(payload[0]) << 8 | UInt64(payload[1])
  }
}
