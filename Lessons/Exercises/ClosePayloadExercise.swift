import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 5: writes what a close frame carries.
  package static let closePayload = Exercise(
    lesson: 5, function: "closePayload",
    signature: "func closePayload(code: UInt16?, reason: String) throws -> [UInt8]",
    labels: ["code", "reason"],
    calls: [
      [.number(1000), .text("")],
      [.number(1000), .text("Goodbye")],
      [.nothing, .text("")],
      [.number(1001), .text("再见")],
      [.number(3000), .text("")],
      [.number(4999), .text("ours alone")],
      [.number(1011), .text(String(repeating: "x", count: 123))],
      // Never on the wire.
      [.number(1005), .text("")],
      [.number(1006), .text("the connection is gone")],
      [.number(1015), .text("")],
      [.number(0), .text("")],
      [.number(999), .text("")],
      // No code to stand behind.
      [.nothing, .text("why")],
      // Too long.
      [.number(1000), .text(String(repeating: "x", count: 124))],
      [.number(1000), .text("x" + String(repeating: "é", count: 62))],
      [.number(1000), .text(String(repeating: "🌍", count: 40))],
    ],
    misconceptions: [
      Misconception(
        "close.empty",
        """
        You took it for granted that there is a code. A close without a code has no payload at all: not two \
        zero bytes, and no 1005, which only says that nothing came.
        """
      ) { (trial: Trial) in
        guard let close = ClosePayload(trial), close.code == nil else { return false }
        return trial.isCrash || (trial.outcome.bytes ?? []).count >= 2
      },
      Misconception("close.code-echo", neverOnTheWire) { (trial: Trial) in
        guard let close = ClosePayload(trial), let code = close.code, !code.mayBeSent else {
          return false
        }
        return trial.outcome == .bytes(close.bytes)
      },
      Misconception(
        "close.reason-cut",
        """
        You cut the reason inside a character. 123 bytes fit, but a character takes up to four of \
        them: stop in front of the one that does not fit whole.
        """
      ) { (trial: Trial) in
        guard let close = ClosePayload(trial), close.reason.utf8.count > 123,
          let bytes = trial.outcome.bytes, bytes.count >= 2, bytes.count <= 125
        else { return false }
        return close.bytes.starts(with: bytes)
      },
      Misconception(
        "close.reason-cut",
        """
        You sent more than 123 bytes of reason. A control frame carries at most 125 bytes, and the \
        code takes two. Count bytes of UTF-8, not characters.
        """
      ) { (trial: Trial) in
        guard let close = ClosePayload(trial), close.reason.utf8.count > 123,
          let bytes = trial.outcome.bytes, bytes.count > 125
        else { return false }
        return close.bytes.starts(with: bytes)
      },
    ]
  ) { arguments in
    guard let close = ClosePayload(arguments) else { return .threw }
    do {
      try close.check()
      return .bytes(close.bytes)
    } catch {
      return .threw
    }
  }
  .with {
    $0.accepts = { arguments, outcome in
      // A reason that is too long may be cut instead, between two characters.
      guard let close = ClosePayload(arguments), close.code?.mayBeSent == true,
        close.reason.utf8.count > ClosePayload.maximumReasonByteCount,
        let bytes = outcome.bytes, bytes.count > 100, bytes.count <= 125
      else { return false }
      return close.bytes.starts(with: bytes)
        && UTF8Validator.violation(in: Array(bytes[2...])) == nil
    }
    $0.wanted = { ClosePayload($0).flatMap(wanted) }
    $0.field = { _, bit in bit < 16 ? "the status code" : "the reason" }
  }

  private static func wanted(_ close: ClosePayload) -> String? {
    do {
      try close.check()
      return nil
    } catch {
      switch error {
      case .codeNotAllowed(let code): return "an error: \(code.rawValue) never goes on the wire"
      case .reasonWithoutCode: return "an error: a reason needs a code in front of it"
      case .reasonTooLong(let count):
        return "an error, or a reason cut between two characters: it has \(count) bytes, 123 fit"
      }
    }
  }
}

/// What to say to those who send what is only ever reported.
let neverOnTheWire = """
  You let a code through that never goes on the wire. 1005, 1006 and 1015 tell an application what \
  happened when no code came; below 1000 nothing is used. Allowed are 1000–1003, 1007–1014 and \
  3000–4999.
  """

extension ClosePayload {
  /// What a call of `closePayload` is about.
  fileprivate init?(_ arguments: [WorkValue]) {
    guard arguments.count == 2, case .text(let reason) = arguments[1] else { return nil }
    if case .number(let code) = arguments[0] {
      self.init(code: CloseCode(rawValue: UInt16(clamping: code)), reason: reason)
    } else {
      self.init(reason: reason)
    }
  }

  fileprivate init?(_ trial: Trial) { self.init(trial.arguments) }
}

extension Outcome {
  /// The bytes that came back.
  var bytes: [UInt8]? {
    guard case .returned(let values) = self, case .bytes(let bytes)? = values.first else {
      return nil
    }
    return bytes
  }
}

extension Trial {
  /// Whether the call ended the process.
  var isCrash: Bool { outcome.agrees(with: .crashed("")) }

  /// The bytes that the function was called with.
  var payload: [UInt8]? {
    guard case .bytes(let bytes)? = arguments.first else { return nil }
    return bytes
  }
}
