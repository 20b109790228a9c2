import LessonKit
import WebSocketProtocol

/// `pong`, as people write it.
struct PongAttempt: Attempt {
  /// The first byte, the payload, and the bytes of the length.
  var first: UInt8 = 0x8a
  var payload: @Sendable ([UInt8]) -> [UInt8] = { $0 }
  var length: @Sendable (_ count: Int) -> [UInt8] = { [UInt8(truncatingIfNeeded: $0)] }
  /// The largest payload that is not refused.
  var limit = 125
  /// Whether a key follows, and the payload is masked with it.
  var masks = false
  /// What becomes of the frame, from its header and its payload.
  var finish: @Sendable (_ header: [UInt8], _ payload: [UInt8]) -> [UInt8] = { $0 + $1 }
  /// What an empty payload becomes.
  var empty: Outcome?

  init() {}

  static let isPure = true

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    outcome(arguments, key: MaskingKey(1, 2, 3, 4))
  }

  mutating func explains(_ trial: Trial) -> Bool {
    // The learner chooses the masking key, so it is taken from the frame.
    guard masks, let bytes = trial.outcome.bytes, bytes.count >= 6 else {
      return call(trial.arguments).agrees(with: trial.outcome)
    }
    let key = MaskingKey(bytes[2], bytes[3], bytes[4], bytes[5])
    return outcome(trial.arguments, key: key).agrees(with: trial.outcome)
  }

  private func outcome(_ arguments: [WorkValue], key: MaskingKey) -> Outcome {
    guard let ping = arguments.first?.asBytes, ping.count <= limit else { return .threw }
    if ping.isEmpty, let empty { return empty }
    var payload = payload(ping)
    var header = [first] + length(payload.count)
    if masks {
      if header.count > 1 { header[1] |= 0x80 }
      header += key.bytes
      key.apply(to: &payload)
    }
    return .bytes(finish(header, payload))
  }
}
