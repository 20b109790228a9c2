import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 5: reads the payload of a close frame.
  package static let parseClose = Exercise(
    function: "parseClose",
    signature: "func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String)",
    labels: [nil],
    calls: closePayloads,
    mistakes: KnownMistakes(ParseCloseAttempt.parts)
  ) { arguments in
    guard case .bytes(let payload)? = arguments.first, complaint(about: payload) == nil else {
      return .threw
    }
    let close = ClosePayload(parsing: payload.span)
    let code: WorkValue = close.code.map { .number(UInt64($0.rawValue)) } ?? .nothing
    return .returned([code, .text(close.reason)])
  }
  .with {
    $0.resultNames = ["code", "reason"]
    $0.wanted = { arguments in
      guard case .bytes(let payload)? = arguments.first else { return nil }
      return complaint(about: payload).map { "an error: \($0)" }
    }
  }

  /// Payloads of close frames; every code comes alone before it comes with a reason.
  static let closePayloads: [[WorkValue]] =
    [
      hex("03 e8"), hex("03 e8 47 6f 6f 64 62 79 65"), [], hex("03 e9"),
      hex("03 e9 e5 86 8d e8 a7 81"), hex("03"), hex("ff"), hex("00"),
    ].map { [.bytes($0)] }
    + CloseCodeGroup.examples.dropFirst(2).map {
      [.bytes([UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)])]
    }
    + [
      hex("03 e8 ff"), hex("03 e8 e5 86"), hex("03 e8 c0 80"), hex("03 e8 ed a0 80"),
      hex("0f a0 6f 6b ff"), hex("03 ee 67 6f 6e 65"), hex("13 87 21"), hex("03 f7 00"),
      hex("03 e8 f0 9f 8c 8d"), hex("03 f3") + Array(repeating: 0x78, count: 30),
      hex("03 f3") + Array(repeating: 0x78, count: 123),
      hex("0b b8 78") + (0..<61).flatMap { _ in [0xc3, 0xa9] as [UInt8] },
    ].map { [.bytes($0)] }

  private static func hex(_ text: String) -> [UInt8] { Hex.bytes(text) ?? [] }

  /// What is wrong with the payload of a close frame; nil where nothing is.
  static func complaint(about payload: [UInt8]) -> String? {
    guard payload.count != 1 else { return "one byte is not a code" }
    let close = ClosePayload(parsing: payload.span)
    if let code = close.code, !code.mayBeSent { return "\(code.rawValue) must not be sent" }
    return isUTF8(payload.dropFirst(2)) ? nil : "the reason is not UTF-8"
  }
}

/// `parseClose`, as people write it.
struct ParseCloseAttempt: CloseAttempt {
  var codes = AcceptedCodes()
  /// What an empty payload becomes, and one of one byte.
  var empty: Outcome = .returned([.nothing, .text("")])
  var oneByte: @Sendable (UInt8) -> Outcome = { _ in .threw }
  /// The code of two bytes.
  var code: @Sendable (_ first: UInt8, _ second: UInt8) -> UInt64 = { UInt64($0) << 8 | UInt64($1) }
  /// The code that is returned.
  var returned: @Sendable (UInt64) -> WorkValue = { .number($0) }
  /// The bytes of the reason.
  var reason: @Sendable (_ payload: [UInt8]) -> [UInt8] = { Array($0.dropFirst(2)) }
  /// What a reason that is not UTF-8 becomes; an error where this is nil.
  var repair: (@Sendable ([UInt8]) -> Outcome)?
  /// Whether some payloads are refused because they are long, and what was accepted before.
  var refusesLong = false
  private var longestAccepted = 0
  /// Whether the changed reason is checked, not the right one.
  var checksReason = false

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome { outcomes(of: arguments)[0] }

  mutating func explains(_ trial: Trial) -> Bool {
    let outcomes = outcomes(of: trial.arguments)
    if case .returned = trial.outcome, let payload = trial.arguments.first?.asBytes,
      payload.count > 1
    {
      codes.accept(code(payload[0], payload[1]))
      longestAccepted = max(longestAccepted, payload.count)
    }
    return outcomes.contains { $0.agrees(with: trial.outcome) }
  }

  /// How a call may end, the likelier first.
  private func outcomes(of arguments: [WorkValue]) -> [Outcome] {
    guard let payload = arguments.first?.asBytes else { return [.threw] }
    guard !payload.isEmpty else { return [empty] }
    guard payload.count > 1 else { return [oneByte(payload[0])] }
    let code = code(payload[0], payload[1])
    let outcomes = codes.decisions(on: code).map { $0 ? outcome(code, payload) : .threw }
    let isRefused = refusesLong && payload.count > longestAccepted && payload.count > 20
    return isRefused ? [.threw] + outcomes : outcomes
  }

  private func outcome(_ code: UInt64, _ payload: [UInt8]) -> Outcome {
    let reason = reason(payload)
    if !isUTF8(checksReason ? reason : Array(payload.dropFirst(2))) {
      guard let text = repair?(reason) else { return .threw }
      guard case .returned(let values) = text else { return text }
      return .returned([returned(code)] + values)
    }
    return .returned([returned(code), .text(String(decoding: reason, as: UTF8.self))])
  }
}
