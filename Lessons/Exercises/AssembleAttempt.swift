import LessonKit

/// `assemble`, as people write it.
struct AssembleAttempt: Attempt {
  /// Which opcodes are those of control frames, and what such a frame makes of a message.
  var isControl: @Sendable (UInt64) -> Bool = { $0 >= 8 }
  var control: @Sendable (AssembleCall) -> Outcome = { $0.unchanged }
  /// What a continuation of nothing becomes, and a new message within another.
  var continuesNothing: @Sendable (AssembleCall) -> Outcome = { _ in .threw }
  var interrupts: @Sendable (AssembleCall) -> Outcome = { _ in .threw }
  /// Whether a message has begun.
  var hasBegun: @Sendable (AssembleCall) -> Bool = { $0.message != nil }
  /// The opcode of a message that goes on, from its first frame's and this one's.
  var opcode: @Sendable (_ first: UInt64, _ this: UInt64) -> UInt64 = { first, _ in first }
  /// Its payload, from what has come and this frame's.
  var payload: @Sendable (_ before: [UInt8], _ this: [UInt8]) -> [UInt8] = { $0 + $1 }
  /// Whether a frame completes a message that it begins, and one that it continues.
  var completesFirst: @Sendable (_ fin: Bool) -> Bool = { $0 }
  var completes: @Sendable (_ fin: Bool) -> Bool = { $0 }
  /// What becomes of a frame's bytes in a text, in a message that is not complete and in one that is.
  var decode: (@Sendable ([UInt8]) -> [UInt8]?)?
  var decodesBinary = false
  /// The opcode of a message that begins.
  var begins: @Sendable (UInt64) -> UInt64 = { $0 }
  /// What an empty frame becomes that is not a control frame.
  var empty: (@Sendable (AssembleCall) -> Outcome)?

  init() {}

  static let isPure = true

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard let call = AssembleCall(arguments) else { return .threw }
    if isControl(call.opcode) { return control(call) }
    if call.payload.isEmpty, let empty { return empty(call) }
    let isText = call.opcode == 1 || call.opcode == 0 && call.message?.opcode == 1
    var payload = call.payload
    if let decode, isText || decodesBinary {
      guard let decoded = decode(payload) else { return .threw }
      payload = decoded
    }
    guard call.opcode == 0 else {
      if hasBegun(call) { return interrupts(call) }
      return AssembleCall.message(
        begins(call.opcode), payload, isComplete: completesFirst(call.fin))
    }
    guard let message = call.message, hasBegun(call) else { return continuesNothing(call) }
    return AssembleCall.message(
      opcode(message.opcode, 0), self.payload(message.payload, payload),
      isComplete: completes(call.fin))
  }
}
