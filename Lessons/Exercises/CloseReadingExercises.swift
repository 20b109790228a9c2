import LessonKit
import WebSocketProtocol

// Two functions read a close frame's payload: one says what it says, one answers it.

extension Exercise {
  /// Lesson 5: reads what a close frame carries.
  package static let parseClose = Exercise(
    lesson: 5, function: "parseClose",
    signature: "func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String)",
    labels: [nil],
    calls: closePayloads,
    misconceptions: [
      Misconception(
        "close.empty",
        """
        You looked for a code in an empty payload. A close may carry nothing: then there is no code, \
        nil, and that is no error.
        """
      ) { (trial: Trial) in trial.payload?.isEmpty == true },
      oneByte,
      Misconception("close.code-echo", neverOnTheWire) { (trial: Trial) in
        guard let payload = trial.payload, case .code = Closing(payload) else { return false }
        return trial.outcome == said(payload)
      },
      Misconception("text.not-validated", notValidated) { (trial: Trial) in
        guard let payload = trial.payload, case .reason = Closing(payload) else { return false }
        return trial.outcome.agrees(with: .threw) == false
      },
    ]
  ) { arguments in
    guard case .bytes(let payload)? = arguments.first, case .fine = Closing(payload) else {
      return .threw
    }
    return said(payload)
  }
  .with {
    $0.resultNames = ["code", "reason"]
    $0.wanted = { arguments in
      guard case .bytes(let payload)? = arguments.first else { return nil }
      return Closing(payload).complaint.map { "an error: \($0)" }
    }
  }

  /// Lesson 5: answers a close frame.
  package static let closeReply = Exercise(
    lesson: 5, function: "closeReply",
    signature: "func closeReply(to payload: [UInt8]) throws -> [UInt8]",
    labels: ["to"],
    calls: closePayloads,
    misconceptions: [
      Misconception(
        "close.no-reply",
        """
        You threw where an answer is due. A close is always answered, a broken one with the code that \
        says so; who hears nothing reports 1006.
        """
      ) { (trial: Trial) in trial.outcome.agrees(with: .threw) },
      Misconception("close.code-echo", neverOnTheWire) { (trial: Trial) in
        guard let payload = trial.payload, let bytes = trial.outcome.bytes, bytes.count >= 2 else {
          return false
        }
        let code = ClosePayload(parsing: bytes.span).code
        if payload.isEmpty { return code == .noStatusReceived || code == .abnormalClosure }
        guard case .code = Closing(payload) else { return false }
        return code == ClosePayload(parsing: payload.span).code
      },
      Misconception(
        "close.empty",
        """
        You answered an empty close with a code. It said nothing, so there is nothing to repeat: the \
        answer is empty, too.
        """
      ) { (trial: Trial) in trial.payload?.isEmpty == true },
      oneByte,
      Misconception("text.not-validated", notValidated) { (trial: Trial) in
        guard let payload = trial.payload, case .reason = Closing(payload),
          let bytes = trial.outcome.bytes
        else { return false }
        return bytes.prefix(2) == payload.prefix(2)
      },
    ]
  ) { arguments in
    guard case .bytes(let payload)? = arguments.first else { return .threw }
    return .bytes(answer(to: payload))
  }
  .with {
    $0.accepts = { arguments, outcome in
      guard case .bytes(let payload)? = arguments.first, !payload.isEmpty,
        let bytes = outcome.bytes, case .fine = Closing(bytes), bytes.count <= 125
      else { return false }
      // The reason is free. For text that is not UTF-8, 1002 is no lie either.
      let code = Array(bytes.prefix(2))
      if case .reason = Closing(payload), code == ClosePayload(code: .protocolError).bytes {
        return true
      }
      return code == Array(answer(to: payload).prefix(2))
    }
    $0.wanted = { arguments in
      guard case .bytes(let payload)? = arguments.first, !payload.isEmpty else { return nil }
      let answer = answer(to: payload)
      let code = ClosePayload(parsing: answer.span).code?.rawValue ?? 0
      let cause = Closing(payload).complaint.map { ": \($0)" } ?? ", the code that came"
      return "[\(Hex.text(answer.prefix(2), separator: " "))], which is \(code)\(cause)"
    }
    $0.field = { _, bit in bit < 16 ? "the status code" : "the reason" }
  }

  private static let closePayloads: [[WorkValue]] = [
    "03 e8", "03 e8 47 6f 6f 64 62 79 65", "", "03 e9 e5 86 8d e8 a7 81", "0f a0", "13 87 21",
    // Broken.
    "03", "ff", "03 ed", "03 ee 67 6f 6e 65", "03 f7", "00 00", "03 e7", "03 e8 ff", "03 e8 e5 86",
  ].compactMap { Hex.bytes($0) }.map { [.bytes($0)] }

  private static let oneByte = Misconception(
    "close.one-byte",
    """
    You accepted a single byte. A code takes two: one byte alone is neither a code nor nothing, and \
    breaks the protocol (1002).
    """
  ) { (trial: Trial) in trial.payload?.count == 1 }

  private static let notValidated = """
    You did not look whether the reason is UTF-8. It must be, as in every text frame; a decoder that \
    repairs what is broken hides it from you. The code for it is 1007.
    """
}

/// What a close payload says, right or wrong.
private func said(_ payload: [UInt8]) -> Outcome {
  let close = ClosePayload(parsing: payload.span)
  return .returned([
    close.code.map { .number(UInt64($0.rawValue)) } ?? .nothing, .text(close.reason),
  ])
}

/// How a close payload is to be judged.
private enum Closing {
  case fine
  case oneByte
  case code(CloseCode)
  case reason

  init(_ payload: [UInt8]) {
    let close = ClosePayload(parsing: payload.span)
    if payload.count == 1 {
      self = .oneByte
    } else if let code = close.code, !code.mayBeSent {
      self = .code(code)
    } else if UTF8Validator.violation(in: Array(payload.dropFirst(2))) != nil {
      self = .reason
    } else {
      self = .fine
    }
  }

  /// What is wrong with it.
  var complaint: String? {
    switch self {
    case .fine: nil
    case .oneByte: "one byte is no code"
    case .code(let code): "\(code.rawValue) never goes on the wire"
    case .reason: "the reason is not UTF-8"
    }
  }
}

/// The plainest answer to a close payload.
private func answer(to payload: [UInt8]) -> [UInt8] {
  switch Closing(payload) {
  case .fine: Array(payload.prefix(2))
  case .oneByte, .code: ClosePayload(code: .protocolError).bytes
  case .reason: ClosePayload(code: .invalidPayloadData).bytes
  }
}
