import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 5: writes the payload of a close frame.
  package static let closePayload = Exercise(
    function: "closePayload",
    signature: "func closePayload(code: UInt16?, reason: String) throws -> [UInt8]",
    labels: ["code", "reason"],
    calls: closes,
    mistakes: KnownMistakes(ClosePayloadAttempt.parts)
  ) { arguments in
    guard let close = ClosePayload(arguments), (try? close.check()) != nil else { return .threw }
    return .bytes(close.bytes)
  }
  .with {
    $0.accepts = { arguments, outcome in
      ClosePayload(arguments)?.mayBeCut(to: outcome) ?? false
    }
    $0.wanted = { ClosePayload($0).flatMap(wanted) }
    $0.remark = { arguments, result in
      guard case .number(let code)? = arguments.first, let bytes = result.first?.asBytes,
        bytes.count > 1
      else { return nil }
      let written = UInt64(bytes[0]) << 8 | UInt64(bytes[1])
      return written == code ? nil : "Your first two bytes are the code \(written)."
    }
    $0.field = { _, bit in bit < 16 ? "the status code" : "the reason" }
  }

  /// Codes and reasons; every code comes alone before it comes with a reason.
  private static let closes: [[WorkValue]] =
    [
      [.number(1000), .text("")],
      [.number(1000), .text("Goodbye")],
      [.nothing, .text("")],
      [.number(1001), .text("")],
      [.number(1001), .text("再见")],
      [.nothing, .text("why")],
    ]
    + CloseCodeGroup.examples.dropFirst(2).map { [.number($0), .text("")] }
    + [
      (1006, "the connection is gone"), (4999, "ours alone"), (1011, x(100)), (1011, x(122)),
      (1011, x(123)), (1000, "x" + String(repeating: "é", count: 61)),
      // Too long.
      (1000, x(124)), (1000, x(125)), (1000, x(126)),
      (1000, "x" + String(repeating: "é", count: 62)), (1000, String(repeating: "é", count: 123)),
      (1000, String(repeating: "🌍", count: 40)), (1000, String(repeating: "long ", count: 60)),
    ].map { (code: UInt64, reason) in [.number(code), .text(reason)] }

  private static func x(_ count: Int) -> String { String(repeating: "x", count: count) }

  private static func wanted(_ close: ClosePayload) -> String? {
    do {
      try close.check()
      return nil
    } catch {
      switch error {
      case .codeNotAllowed(let code): return "an error: \(code.rawValue) must not be sent"
      case .reasonWithoutCode: return "an error: a reason needs a code before it"
      case .reasonTooLong(let count):
        return "an error, or a reason cut between two characters: it has \(count) bytes, 123 fit"
      }
    }
  }
}

extension ClosePayload {
  /// The code and reason of a call of `closePayload`.
  init?(_ arguments: [WorkValue]) {
    guard arguments.count == 2, case .text(let reason) = arguments[1] else { return nil }
    if case .number(let code) = arguments[0] {
      self.init(code: CloseCode(rawValue: UInt16(clamping: code)), reason: reason)
    } else {
      self.init(reason: reason)
    }
  }

  /// Whether an outcome has this reason, which is too long, cut between two characters.
  func mayBeCut(to outcome: Outcome) -> Bool {
    guard code?.mayBeSent == true, reason.utf8.count > Self.maximumReasonByteCount,
      let cut = outcome.bytes, cut.count > 100, cut.count <= 125
    else { return false }
    return bytes.starts(with: cut) && isUTF8(cut.dropFirst(2))
  }
}

/// `closePayload`, as people write it.
struct ClosePayloadAttempt: CloseAttempt {
  var codes = AcceptedCodes()
  /// What a call without a code and without a reason becomes.
  var empty: Outcome = .bytes([])
  /// What a reason without a code becomes.
  var reasonAlone: @Sendable (_ reason: [UInt8]) -> Outcome = { _ in .threw }
  /// How long a reason may be, and what is compared with it.
  var limit: Int? = 123
  var measured: @Sendable (String) -> Int = { $0.utf8.count }
  /// Whether some reasons that fit are refused, and what was accepted before.
  var refusesLong = false
  private var longestAccepted = 0
  /// What a reason that is too long becomes; an error where this is nil.
  var tooLong: (@Sendable (_ code: [UInt8], _ reason: [UInt8]) -> Outcome)?
  /// The code's bytes.
  var codeBytes: @Sendable (UInt64) -> Outcome = {
    .bytes([UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)])
  }
  /// What becomes of the bytes at the end.
  var finish: @Sendable (_ code: [UInt8], _ reason: [UInt8]) -> [UInt8] = { $0 + $1 }

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { outcomes(of: arguments)[0] }

  mutating func explains(_ trial: Trial) -> Bool {
    let outcomes = outcomes(of: trial.arguments)
    if case .returned = trial.outcome, case .number(let code)? = trial.arguments.first,
      case .text(let reason)? = trial.arguments.last
    {
      codes.accept(code)
      longestAccepted = max(longestAccepted, reason.utf8.count)
    }
    if outcomes.contains(where: { $0.agrees(with: trial.outcome) }) { return true }
    // A long reason may be cut well, where nothing is wrong with the limit.
    guard limit == 123, tooLong == nil else { return false }
    return ClosePayload(trial.arguments)?.mayBeCut(to: trial.outcome) ?? false
  }

  /// How a call may end, the likelier first.
  private func outcomes(of arguments: [WorkValue]) -> [Outcome] {
    guard arguments.count == 2, case .text(let reason) = arguments[1] else { return [.threw] }
    guard case .number(let code) = arguments[0] else {
      return [reason.isEmpty ? empty : reasonAlone(Array(reason.utf8))]
    }
    let outcomes = codes.decisions(on: code).map { $0 ? outcome(code, reason) : .threw }
    let isRefused = refusesLong && reason.utf8.count > longestAccepted && reason.utf8.count > 20
    return isRefused ? [.threw] + outcomes : outcomes
  }

  private func outcome(_ code: UInt64, _ reason: String) -> Outcome {
    let codeBytes = codeBytes(code)
    if let limit, measured(reason) > limit {
      return tooLong?(codeBytes.bytes ?? [], Array(reason.utf8)) ?? .threw
    }
    guard let bytes = codeBytes.bytes else { return codeBytes }
    return .bytes(finish(bytes, Array(reason.utf8)))
  }
}
