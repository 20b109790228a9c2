import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 5: writes what a close frame carries.
  package static let closePayload = Exercise(
    function: "closePayload",
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
        nil,
        """
        You sent a reason without a code. Whoever reads it takes its first two letters for the code: \
        throw.
        """
      ) { (trial: Trial) in
        guard let close = ClosePayload(trial), close.code == nil, !close.reason.isEmpty else {
          return false
        }
        return trial.outcome == .bytes(Array(close.reason.utf8))
      },
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
    ] + slips
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

  /// What happens to anybody once: no name, but a sentence.
  private static let slips = [
    slip(leastSignificantFirst) { close, bytes in
      bytes == close.bytes.prefix(2).reversed() + close.bytes.dropFirst(2)
    },
    slip("You wrote the code as decimal digits. It is a number of two bytes.") { close, bytes in
      bytes == Array("\(close.code?.rawValue ?? 0)\(close.reason)".utf8)
    },
    slip("You wrote one byte of the code. It has 16 bits, most significant byte first.") {
      close, bytes in bytes == Array(close.bytes.dropFirst())
    },
    slip("You left out the reason. It follows the code, as UTF-8.") { close, bytes in
      bytes == Array(close.bytes.prefix(2))
    },
    Misconception(
      nil,
      """
      You dropped the reason and said nothing. Without a code it has no place; whoever called should \
      hear of it: throw.
      """
    ) { (trial: Trial) in
      ClosePayload(trial).map { $0.code == nil && !$0.reason.isEmpty } == true
        && trial.outcome == .bytes([])
    },
    refused(
      "close.empty",
      "You refused a close without a code. It may be empty, and then it has no payload at all."
    ) { $0.code == nil },
    refused(nil, "You refused a reason that fits. 125 bytes without the code's two are 123.") {
      $0.reason.utf8.count > 100
    },
    refused(
      nil,
      """
      You refused a code that may be sent. Allowed are 1000–1003, 1007–1014, and 3000–4999 for \
      libraries and applications.
      """
    ) { _ in true },
  ]

  /// A slip that shows where there is a code that may be sent, and all fits.
  private static func slip(
    _ sentence: String, _ shows: @escaping @Sendable (ClosePayload, [UInt8]) -> Bool
  ) -> Misconception {
    Misconception(nil, sentence) { (trial: Trial) in
      guard let close = ClosePayload(trial), close.code != nil, (try? close.check()) != nil,
        let bytes = trial.outcome.bytes
      else { return false }
      return shows(close, bytes)
    }
  }

  /// An error where there is none.
  private static func refused(
    _ id: String?, _ sentence: String, _ applies: @escaping @Sendable (ClosePayload) -> Bool
  ) -> Misconception {
    Misconception(id, sentence) { (trial: Trial) in
      guard let close = ClosePayload(trial), (try? close.check()) != nil else { return false }
      return trial.outcome.agrees(with: .threw) && applies(close)
    }
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

/// What to say to those who turn the code round.
let leastSignificantFirst = """
  You put the code's least significant byte first, as your processor keeps it. The network's order is the \
  other: 1000 is 03 e8.
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
