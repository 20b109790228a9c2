import WebSocketInspection
import WebSocketProtocol

// The steps in which the examiner waits for the peer.

extension ScriptRun {
  /// What an expectation still waits for, while its step lasts.
  struct Waiting {
    var messages: ArraySlice<Answer> = []
    var pongs: ArraySlice<[UInt8]> = []
    /// A pong that answers nothing that was asked.
    var strangePong: [UInt8]?
    /// Whether the peer was asked whether it is still there.
    var hasAsked = false
    var isLate = false
    var other: ScriptRun?
  }

  /// What is asked of a peer that should have failed the connection.
  static let question = Array("still there?".utf8)

  private func begin(_ answers: [Answer]) {
    guard !isBegun else { return }
    waiting.messages = answers.filter { if case .message = $0 { true } else { false } }[...]
    waiting.pongs = answers.compactMap { if case .pong(let bytes) = $0 { bytes } else { nil } }[...]
    isBegun = true
  }

  private func nextIncoming() -> Incoming? {
    guard let connection, !connection.incoming.isEmpty else { return nil }
    return connection.incoming.removeFirst()
  }

  // MARK: - Answers

  func expect(_ answers: [Answer], isLimited: Bool = false) -> Progress {
    begin(answers)
    while !waiting.messages.isEmpty || !waiting.pongs.isEmpty {
      guard let incoming = nextIncoming() else { return .waiting }
      switch incoming {
      case .message(let message):
        if let shortcoming = take(message) { return .failed(shortcoming) }
      case .pong(let payload): take(pong: payload)
      case .close(let payload):
        noteClose(payload)
        if isLimited, payload.code == .messageTooBig || payload.code == .policyViolation {
          outcome.notes.append("The server refuses a message of this size, as §10.4 allows.")
          return .finished
        }
        return .failed(
          Shortcoming(
            .closedInstead(code: payload.code?.rawValue),
            "The peer closed the connection\(Sentences.code(payload)). "
              + Sentences.expected(waiting)))
      case .end(let isReset):
        if isLimited {
          outcome.notes.append(
            "The server ended the TCP connection at a message of this size. "
              + "A close frame with 1009 would say why.")
          return .finished
        }
        return .failed(
          Shortcoming(
            .endedInstead,
            "The peer \(isReset ? "reset" : "ended") the TCP connection. "
              + Sentences.expected(waiting)))
      }
    }
    return .done
  }

  private func take(_ message: InspectedMessage) -> Shortcoming? {
    guard let answer = waiting.messages.first, case .message(let opcode, let payload) = answer
    else {
      return context.echoes ? Sentences.unexpected(message) : nil
    }
    if let difference = message.difference(from: opcode, payload) {
      guard context.echoes else { return nil }
      return Shortcoming(
        .wrongAnswer, Sentences.wrong(message, expected: opcode, payload, difference),
        difference: difference)
    }
    _ = waiting.messages.popFirst()
    return nil
  }

  /// Takes echoes until a close frame comes, which stays for the next step.
  func take(echoesOf frames: [ExamFrame]) -> Progress {
    begin(Answer.expected(for: frames))
    while !waiting.messages.isEmpty {
      switch connection?.incoming.first {
      case nil: return .waiting
      case .message(let message):
        if let shortcoming = take(message) { return .failed(shortcoming) }
      case .pong: break
      case .close, .end: return .done
      }
      connection?.incoming.removeFirst()
    }
    return .done
  }

  private func take(pong payload: [UInt8]) {
    guard let index = waiting.pongs.firstIndex(of: payload) else {
      waiting.strangePong = payload
      return
    }
    if index > waiting.pongs.startIndex {
      outcome.notes.append(
        "Some pings were answered only by the pong of a later one, as §5.5.3 allows.")
    }
    waiting.pongs = waiting.pongs[(index + 1)...]
  }

  // MARK: - Failures

  /// Waits until the peer fails the connection, or gives answers, which is noted.
  func awaitEither(_ codes: [UInt16], _ answers: [Answer], _ note: String) -> Progress {
    begin(answers)
    while !waiting.messages.isEmpty || !waiting.pongs.isEmpty {
      guard let incoming = nextIncoming() else { return .waiting }
      switch incoming {
      case .message(let message):
        if let shortcoming = take(message) { return .failed(shortcoming) }
      case .pong(let payload): take(pong: payload)
      case .close, .end:
        judgeFailure(incoming, codes)
        return .finished
      }
    }
    outcome.notes.append(note)
    return .done
  }

  /// Waits until the peer fails the connection; asks it after a while whether it is still there.
  func awaitFailure(_ codes: [UInt16], _ answers: [Answer]) -> Progress {
    if !isBegun {
      begin(answers)
      after(context.patience) { [weak self] in self?.ask() }
    }
    while let incoming = nextIncoming() {
      switch incoming {
      case .message(let message):
        guard waiting.messages.isEmpty else {
          if let shortcoming = take(message) { return .failed(shortcoming) }
          continue
        }
        guard context.echoes else { continue }
        return .failed(
          Shortcoming(
            .wentOn,
            "The peer sent \(Sentences.describe(message)). "
              + "It must fail the connection instead\(Sentences.best(codes))."))
      case .pong(let payload):
        if payload == Self.question {
          after(context.patience) { [weak self] in self?.waiting.isLate = true }
        } else {
          take(pong: payload)
        }
      case .close, .end:
        judgeFailure(incoming, codes)
        noteUnanswered()
        return .done
      }
    }
    guard waiting.isLate else { return .waiting }
    return .failed(
      Shortcoming(
        .wentOn,
        "The peer answered a ping that came after the violation. "
          + "It must fail the connection\(Sentences.best(codes))."))
  }

  private func ask() {
    guard let connection, !waiting.hasAsked, !connection.hasEnded else { return }
    waiting.hasAsked = true
    connection.send(connection.bytes(of: [.frame(.ping(Self.question))]).flatMap { $0 })
  }

  /// The peer has failed the connection, with a close frame or by ending TCP.
  private func judgeFailure(_ ending: Incoming, _ codes: [UInt16]) {
    guard case .close(let payload) = ending else {
      outcome.notes.append(Sentences.endWithoutClose(codes))
      return
    }
    noteClose(payload)
    if let code = payload.code?.rawValue, codes.contains(code) { return }
    outcome.notes.append(
      "The peer failed the connection\(Sentences.code(payload)). "
        + "It should use \(Sentences.list(codes)) (§7.4.1).")
  }

  private func noteUnanswered() {
    guard !waiting.messages.isEmpty || !waiting.pongs.isEmpty, context.echoes else { return }
    outcome.notes.append("The peer did not answer what came before the violation.")
  }

  /// Gives the peer a little time to fail the connection.
  func hopeForFailure(_ codes: [UInt16]) -> Progress {
    if !isBegun {
      after(.milliseconds(300)) { [weak self] in self?.waiting.isLate = true }
    }
    while let incoming = nextIncoming() {
      switch incoming {
      case .message(let message):
        if context.echoes { return .failed(Sentences.unexpected(message)) }
      case .pong: break
      case .close, .end:
        judgeFailure(incoming, codes)
        return .finished
      }
    }
    guard waiting.isLate else { return .waiting }
    outcome.notes.append(
      "The peer did not fail the connection as soon as it could know that the text is not UTF-8.")
    return .done
  }

  func expectNothing() -> Progress {
    while let incoming = nextIncoming() {
      if case .message(let message) = incoming { return .failed(Sentences.unexpected(message)) }
    }
    return .done
  }

  // MARK: - Closing

  func awaitClose(_ answer: CloseAnswer) -> Progress {
    while let incoming = nextIncoming() {
      switch incoming {
      case .message(let message):
        if context.echoes { return .failed(Sentences.unexpected(message)) }
      case .pong: break
      case .close(let payload):
        noteClose(payload)
        judge(payload, answer)
        return .done
      case .end:
        if isFinalStep { return .finished }
        switch answer {
        case .failure(let codes):
          outcome.notes.append(Sentences.endWithoutClose(codes))
          return .done
        case .anyOrFailure: return .done
        case .code, .any:
          return .failed(
            Shortcoming(
              .noCloseFrame,
              "The peer ended the TCP connection without a close frame. "
                + "It must answer a close frame with one."))
        }
      }
    }
    return .waiting
  }

  private func judge(_ payload: ClosePayload, _ answer: CloseAnswer) {
    let code = payload.code?.rawValue
    switch answer {
    case .any, .anyOrFailure: break
    case .code(let sent):
      guard code != sent else { break }
      outcome.notes.append(
        "The peer answered\(Sentences.code(payload)). An endpoint typically echoes the code, "
          + "\(sent) (§5.5.1).")
    case .failure(let codes):
      guard !codes.contains(code ?? 0) else { break }
      outcome.notes.append(
        "The peer answered\(Sentences.code(payload)). "
          + "The close frame breaks a rule, so \(Sentences.list(codes)) is the code to use (§7.4.1)."
      )
    }
  }

  func noteClose(_ payload: ClosePayload) {
    outcome.closing.hasFrame = true
    outcome.closing.code = payload.code?.rawValue
  }

  func awaitEnd() -> Progress {
    while let incoming = nextIncoming() {
      switch incoming {
      case .end: return .done
      case .close(let payload): noteClose(payload)
      case .message(let message):
        if context.echoes { return .failed(Sentences.unexpected(message)) }
      case .pong: break
      }
    }
    return connection?.hasEnded == true ? .done : .waiting
  }
}
