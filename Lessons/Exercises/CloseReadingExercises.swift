import LessonKit
import WebSocketProtocol

// Two functions read a close frame's payload: one says what it says, one answers it.

extension Exercise {
  /// Lesson 5: reads what a close frame carries.
  package static let parseClose = Exercise(
    function: "parseClose",
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
      misread(leastSignificantFirst) { payload in
        said([payload[1], payload[0]] + payload.dropFirst(2))
      },
      misread("You left the code's two bytes in the reason. It begins behind them, at byte 2.") {
        payload in
        .returned([code(of: payload), .text(String(decoding: payload, as: UTF8.self))])
      },
      misread("You left out the reason: all bytes behind the code, as UTF-8.") { payload in
        said(Array(payload.prefix(2)))
      },
      misread("You read one byte as the code. It has 16 bits: byte 0 counts 256 times.") {
        payload in
        .returned([
          .number(UInt64(payload[0])), .text(String(decoding: payload[2...], as: UTF8.self)),
        ])
      },
      Misconception(nil, refusedWhatIsRight) { (trial: Trial) in
        guard let payload = trial.payload, case .fine = Closing(payload) else { return false }
        return trial.outcome.agrees(with: .threw)
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
    function: "closeReply",
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
      misanswered(
        """
        You answered a close that has a code with an empty one. The code is repeated: so the other side \
        hears that you have understood.
        """
      ) { _, reply in reply.isEmpty },
      misanswered(leastSignificantFirst) { payload, reply in
        reply.prefix(2).elementsEqual(answer(to: payload).prefix(2).reversed())
      },
      misanswered(
        """
        You answered with 1000, whatever came. A code that is right is repeated; what is broken is \
        answered with the code that says so, 1002 or 1007.
        """
      ) { _, reply in Array(reply.prefix(2)) == ClosePayload(code: .normalClosure).bytes },
      misanswered(
        """
        You refused a code that may come. Allowed are 1000–1003, 1007–1014, and 3000–4999 for libraries \
        and applications.
        """
      ) { payload, reply in
        guard case .fine = Closing(payload) else { return false }
        return Array(reply.prefix(2)) == ClosePayload(code: .protocolError).bytes
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

  /// A slip in reading what is right.
  private static func misread(
    _ sentence: String, _ mistaken: @escaping @Sendable ([UInt8]) -> Outcome
  ) -> Misconception {
    Misconception(nil, sentence) { (trial: Trial) in
      guard let payload = trial.payload, payload.count >= 2, case .fine = Closing(payload) else {
        return false
      }
      return trial.outcome == mistaken(payload)
    }
  }

  /// A slip in answering what has at least a byte.
  private static func misanswered(
    _ sentence: String, _ shows: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
  ) -> Misconception {
    Misconception(nil, sentence) { (trial: Trial) in
      guard let payload = trial.payload, !payload.isEmpty, let reply = trial.outcome.bytes else {
        return false
      }
      return shows(payload, reply)
    }
  }

  private static let refusedWhatIsRight = """
    You refused what is right. Allowed are the codes 1000–1003, 1007–1014, and 3000–4999 for libraries \
    and applications. If that is what you ask for, look at the order of the code's two bytes: the first \
    counts 256 times.
    """

  private static let notValidated = """
    You did not look whether the reason is UTF-8. It must be, as in every text frame; a decoder that \
    repairs what is broken hides it from you. The code for it is 1007.
    """
}

/// The code that a payload begins with.
private func code(of payload: [UInt8]) -> WorkValue {
  ClosePayload(parsing: payload.span).code.map { .number(UInt64($0.rawValue)) } ?? .nothing
}

/// What a close payload says, right or wrong.
private func said(_ payload: [UInt8]) -> Outcome {
  let close = ClosePayload(parsing: payload.span)
  return .returned([code(of: payload), .text(close.reason)])
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
