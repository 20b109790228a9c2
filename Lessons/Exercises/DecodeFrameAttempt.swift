import LessonKit

/// `decodeFrame`, as people write it: each property is a decision on the way through the bytes.
struct DecodeFrameAttempt: Attempt {
  /// FIN and the opcode of the first byte.
  var fin: @Sendable (_ first: UInt8) -> Bool = { $0 & 0x80 != 0 }
  var opcode: @Sendable (_ first: UInt8) -> UInt8 = { $0 & 0x0f }
  /// The same where they are returned, if that is another place in the code.
  var returnedFIN: (@Sendable (_ first: UInt8) -> Bool)?
  var returnedOpcode: (@Sendable (_ first: UInt8) -> UInt8)?
  /// The reserved bits that are refused.
  var refusedBits: UInt8 = 0x70
  /// The opcodes that are accepted.
  var isKnown: @Sendable (_ opcode: UInt8) -> Bool = { [0, 1, 2, 8, 9, 10].contains($0) }
  /// The opcodes that are taken for those of control frames.
  var isControl: @Sendable (_ opcode: UInt8) -> Bool = { $0 >= 8 }
  /// The frames that must have FIN, and those that may have at most `longestControl` bytes.
  var needsFIN: @Sendable (_ isControl: Bool) -> Bool = { $0 }
  var isLimited: @Sendable (_ isControl: Bool) -> Bool = { $0 }
  var longestControl: UInt64 = 125
  /// Whether that limit is compared with the whole length, not with the seven bits.
  var comparesWholeLength = false
  /// MASK of the second byte, and what becomes of a frame without it.
  var isMasked: @Sendable (_ second: UInt8) -> Bool = { $0 & 0x80 != 0 }
  var unmasked = Unmasked.refused
  /// From which of the bytes on the rules are checked.
  var firstLook = Look.firstByte
  /// How many bytes must be there before any is looked at.
  var fewestBytes = 0
  /// How the length is read.
  var length = DecodeLengthAttempt()
  /// Where `decodeLength` begins, and whether it is not called at all.
  var lengthStart = 1
  var readsSevenBitsOnly = false
  /// Where the masking key is, from the number of bytes of MASK and the length.
  var keyStart: @Sendable (_ lengthByteCount: Int) -> Int = { 1 + $0 }
  /// What becomes of a frame with missing bytes.
  var empty = Outcome.returned([.nothing])
  var oneByte = Outcome.returned([.nothing])
  var shortLength = Outcome.returned([.nothing])
  var shortKey = Outcome.returned([.nothing])
  var shortPayload: Outcome? = .returned([.nothing])
  /// Whether a length that is as large as that ends the program, and how.
  var tooLong: (minimum: UInt64, outcome: Outcome)?
  /// What a broken rule becomes.
  var refusal: Outcome = .threw
  /// What becomes of a frame that others follow.
  var rest = Rest.left
  /// The key, the payload and the byteCount that are returned.
  var returnedKey: @Sendable (_ key: [UInt8]) -> [UInt8] = { $0 }
  var returnedPayload: @Sendable (_ payload: [UInt8], _ key: [UInt8]) -> [UInt8] = { payload, _ in
    payload
  }
  var byteCount: @Sendable (Counts) -> Int = { $0.header + $0.payload }

  /// What becomes of a frame without a mask.
  enum Unmasked {
    case refused
    /// Its key is empty.
    case accepted
    /// Four bytes of its payload are taken for a key.
    case readWithKey
    /// Asked only after the length is read.
    case refusedAfterLength
  }

  /// When the rules of the first two bytes are checked.
  enum Look { case firstByte, secondByte, header, frame }

  /// What becomes of bytes after the frame.
  enum Rest { case left, inPayload, refused, waitedFor }

  /// What a `byteCount` is made from.
  struct Counts {
    var header: Int
    var payload: Int
    var available: Int
  }

  /// How a call ends before its frame is whole.
  private struct Stop: Error { var outcome: Outcome }

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard let bytes = arguments.first?.asBytes else { return .threw }
    do {
      return try decode(bytes)
    } catch {
      return error.outcome
    }
  }

  private func decode(_ bytes: [UInt8]) throws(Stop) -> Outcome {
    guard let first = bytes.first else { throw Stop(outcome: empty) }
    guard bytes.count >= fewestBytes else { throw Stop(outcome: shortKey) }
    if firstLook == .firstByte { try check(first) }
    guard bytes.count > 1 else { throw Stop(outcome: oneByte) }
    if firstLook == .secondByte { try check(first) }
    if firstLook == .firstByte || firstLook == .secondByte { try check(first, bytes[1]) }

    let (length, lengthByteCount) = try readLength(bytes)
    if unmasked == .refusedAfterLength, !isMasked(bytes[1]) { throw Stop(outcome: refusal) }
    if comparesWholeLength, isLimited(isControl(opcode(first))), length > longestControl {
      throw Stop(outcome: refusal)
    }
    let keyStart = keyStart(lengthByteCount)
    let hasKey = isMasked(bytes[1]) || unmasked != .accepted
    let payloadStart = keyStart + (hasKey ? 4 : 0)
    guard bytes.count >= payloadStart else { throw Stop(outcome: shortKey) }
    if firstLook == .header { try checkBoth(bytes) }

    if let tooLong, length >= tooLong.minimum { throw Stop(outcome: tooLong.outcome) }
    let available = bytes.count - payloadStart
    if available < length, let shortPayload { throw Stop(outcome: shortPayload) }
    if firstLook == .frame { try checkBoth(bytes) }
    if available > length, rest == .refused { throw Stop(outcome: refusal) }
    if available > length, rest == .waitedFor { throw Stop(outcome: .returned([.nothing])) }
    let count = rest == .inPayload ? available : min(available, Int(clamping: length))
    let key = Array(bytes[keyStart..<payloadStart])
    let payload = Array(bytes[payloadStart..<payloadStart + count])
    let byteCount = byteCount(
      Counts(header: payloadStart, payload: count, available: bytes.count))
    return .returned([
      .flag((returnedFIN ?? fin)(first)), .number(UInt64((returnedOpcode ?? opcode)(first))),
      .bytes(returnedKey(key)),
      .bytes(returnedPayload(payload, key)), .number(UInt64(max(0, byteCount))),
    ])
  }

  private func readLength(_ bytes: [UInt8]) throws(Stop) -> (UInt64, Int) {
    if readsSevenBitsOnly { return (UInt64(bytes[1] & 0x7f), 1) }
    var length = length
    let outcome = length.call([.bytes(Array(bytes[lengthStart...].prefix(9)))])
    guard case .returned(let values) = outcome else {
      throw Stop(outcome: outcome == .threw ? refusal : outcome)
    }
    guard values.count == 2, case .number(let number) = values[0],
      case .number(let count) = values[1]
    else { throw Stop(outcome: shortLength) }
    return (number, Int(count))
  }

  /// Checks the rules of the first byte.
  private func check(_ first: UInt8) throws(Stop) {
    let opcode = opcode(first)
    guard first & refusedBits == 0, isKnown(opcode), fin(first) || !needsFIN(isControl(opcode))
    else { throw Stop(outcome: refusal) }
  }

  /// Checks the rules of the second byte.
  private func check(_ first: UInt8, _ second: UInt8) throws(Stop) {
    if unmasked == .refused, !isMasked(second) { throw Stop(outcome: refusal) }
    if !comparesWholeLength, isLimited(isControl(opcode(first))),
      UInt64(second & 0x7f) > longestControl
    {
      throw Stop(outcome: refusal)
    }
  }

  private func checkBoth(_ bytes: [UInt8]) throws(Stop) {
    try check(bytes[0])
    try check(bytes[0], bytes[1])
  }
}
