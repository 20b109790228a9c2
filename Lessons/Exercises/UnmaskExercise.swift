import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 3: takes the mask off a payload.
  package static let unmask = Exercise(
    function: "unmask",
    signature: "func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8]",
    labels: [nil, "key"],
    calls: [
      masked("Hello", 0x37fa_213d),
      masked("four", 0x37fa_213d),
      masked("", 0x37fa_213d),
      masked("A", 0x0102_0304),
      masked("not masked by this key", 0),
      masked("你好, WebSocket", 0x0102_0304),
      masked("A payload of more than four times four bytes.", 0xff80_017f),
      [.bytes(Array(0...255)), .bytes([0xa5, 0x5a, 0xc3, 0x3c])],
      masked(String(repeating: "longer ", count: 50), 0x90b1_0dea),
      masked("and Hello once more", 0x37fa_213d),
    ],
    mistakes: KnownMistakes(UnmaskAttempt.parts)
  ) { arguments in
    guard case .bytes(var payload) = arguments.first, case .bytes(let key) = arguments.last else {
      return .threw
    }
    MaskingKey(key[0], key[1], key[2], key[3]).apply(to: &payload)
    return .bytes(payload)
  }
  .with { $0.remark = remark }

  /// How the first wrong byte of a result came about, where one can tell.
  private static func remark(_ arguments: [WorkValue], _ result: [WorkValue]) -> String? {
    guard let payload = arguments.first?.asBytes, let key = arguments.last?.asBytes,
      let result = result.first?.asBytes,
      let place = zip(result, payload).enumerated().first(where: {
        $1.0 != $1.1 ^ key[$0 % 4]
      })?.offset
    else { return nil }
    let needed = "It is payload byte \(place) XOR key byte \(place % 4)."
    if result[place] == payload[place] {
      return "Byte \(place) of your result is payload byte \(place), still masked. \(needed)"
    }
    if result[place] == 0 { return "Byte \(place) of your result is 0. \(needed)" }
    if let used = key.firstIndex(of: result[place] ^ payload[place]) {
      return "For byte \(place) you used key byte \(used). \(needed)"
    }
    let near = [place - 1, place + 1, place / 4].first {
      payload.indices.contains($0) && payload[$0] ^ key[place % 4] == result[place]
    }
    return near.map { "For byte \(place) you used payload byte \($0). \(needed)" }
  }

  /// The call that should give back this text.
  private static func masked(_ text: String, _ key: UInt32) -> [WorkValue] {
    let key = MaskingKey(rawValue: key)
    var bytes = Array(text.utf8)
    key.apply(to: &bytes)
    return [.bytes(bytes), .bytes(key.bytes)]
  }
}

/// `unmask`, as people write it.
struct UnmaskAttempt: Attempt {
  /// How a payload byte and a key byte are combined; nil is an overflow.
  var combine: @Sendable (UInt8, UInt8) -> UInt8? = { $0 ^ $1 }
  /// Which key byte belongs to a payload byte.
  var keyIndex: @Sendable (Int) -> Int = { $0 % 4 }
  /// Which payload bytes are unmasked; the others stay as they are.
  var unmasked: @Sendable (_ count: Int) -> Range<Int> = { 0..<$0 }
  /// What becomes of the result at the end.
  var finish: @Sendable (_ result: [UInt8], _ payload: [UInt8], _ key: [UInt8]) -> [UInt8] = {
    result, _, _ in result
  }
  /// A reason to crash before anything is unmasked.
  var crash: @Sendable (_ payload: [UInt8]) -> Crash.Cause? = { _ in nil }
  /// Whether the crash may be in this line.
  var crashesIn: @Sendable (_ line: String) -> Bool = { _ in true }
  /// Whether the index goes on from one call to the next.
  var keepsIndex = false
  /// How many bytes earlier calls had, where the index goes on.
  private var earlier = 0

  init() {}

  mutating func explains(_ trial: Trial) -> Bool {
    if case .crashed(let crash) = trial.outcome, let line = crash.source, !crashesIn(line) {
      return false
    }
    return call(trial.arguments).agrees(with: trial.outcome)
  }

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard case .bytes(let payload) = arguments.first, case .bytes(let key) = arguments.last else {
      return .threw
    }
    if let cause = crash(payload) { return crashed(cause) }
    var result = payload
    for place in unmasked(payload.count) {
      let keyByte = keyIndex(earlier + place)
      guard key.indices.contains(keyByte), result.indices.contains(place) else {
        return crashed(.index)
      }
      guard let byte = combine(payload[place], key[keyByte]) else { return crashed(.overflow) }
      result[place] = byte
    }
    if keepsIndex { earlier += payload.count }
    return .bytes(finish(result, payload, key))
  }
  /// After a crash, a new process makes the next call: nothing is kept.
  private mutating func crashed(_ cause: Crash.Cause) -> Outcome {
    earlier = 0
    return .crashed(cause)
  }
}
