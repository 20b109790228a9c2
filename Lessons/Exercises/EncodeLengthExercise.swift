import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 4: writes a length.
  package static let encodeLength = Exercise(
    function: "encodeLength",
    signature: "func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8]",
    labels: [nil, "masked"],
    calls: [
      (5, false), (5, true), (0, false), (0, true), (124, true), (125, false), (125, true),
      (126, false), (126, true), (127, false), (127, true), (128, false), (255, true), (256, false),
      (1000, true), (32_767, false), (32_768, true), (65_534, false), (65_535, false),
      (65_535, true), (65_536, false), (65_536, true), (65_537, false), (1 << 24, true),
      (1 << 31, false), (UInt64(UInt32.max), true), (1 << 32, false),
      (0x0123_4567_89ab_cdef, true), (UInt64(Int64.max) - 1, false), (UInt64(Int64.max), true),
      (1 << 63, false), (UInt64.max, true),
    ].map { (length: UInt64, masked) in [.number(length), .flag(masked)] },
    mistakes: KnownMistakes(EncodeLengthAttempt.parts)
  ) { arguments in
    guard case .number(let length) = arguments.first, case .flag(let masked) = arguments.last,
      length <= UInt64(Int64.max)
    else { return .threw }
    let header = FrameHeader(
      opcode: .binary, maskingKey: masked ? MaskingKey(rawValue: 0) : nil, payloadLength: length)
    return .bytes(Array(header.bytes.dropFirst().dropLast(masked ? 4 : 0)))
  }
  .with {
    $0.wanted = { arguments in
      guard case .number(let length) = arguments.first, length > UInt64(Int64.max) else {
        return nil
      }
      return "an error: the first of the 64 bits must be 0"
    }
    $0.remark = { arguments, result in
      guard case .number(let length)? = arguments.first, let bytes = result.first?.asBytes,
        let first = bytes.first
      else { return nil }
      let count = first & 0x7f == 126 ? 2 : first & 0x7f == 127 ? 8 : 0
      guard count > 0 else { return nil }
      guard bytes.count == 1 + count else {
        return "\(first & 0x7f) announces \(count) bytes of length. \(bytes.count - 1) follow it."
      }
      let written = bytes.dropFirst().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return written == length ? nil : "Your bytes after \(first & 0x7f) are the length \(written)."
    }
    $0.field = { _, bit in
      switch bit {
      case 0: "MASK"
      case 1...7: "the seven bits"
      default: "the extended payload length"
      }
    }
  }
}

/// `encodeLength`, as people write it.
struct EncodeLengthAttempt: Attempt {
  /// The largest length in seven bits; nil where this form is never used.
  var sevenBitMaximum: UInt64? = 125
  /// The largest length in two bytes; nil where this form is never used.
  var sixteenBitMaximum: UInt64? = 65_535
  /// The largest length that is not refused; nil where nothing is.
  var maximum: UInt64? = UInt64(Int64.max)
  /// What a length above the maximum becomes.
  var tooLong: Outcome = .threw
  /// A length from which on the function crashes.
  var crash: (from: UInt64, cause: Crash.Cause)?
  /// The values that announce two and eight bytes.
  var signposts: (short: UInt8, long: UInt8) = (126, 127)
  /// How the bytes of the length are written; nil is a crash.
  var writeShort: @Sendable (UInt64) -> [UInt8]? = { bigEndian($0, 2) }
  var writeLong: @Sendable (UInt64) -> [UInt8] = { bigEndian($0, 8) }
  /// What the MASK bit is.
  var isMasked: @Sendable (_ length: UInt64, _ masked: Bool) -> Bool = { $1 }
  /// The bit that is set.
  var maskBit: UInt8 = 0x80
  /// What becomes of the bytes at the end.
  var finish: @Sendable (_ bytes: [UInt8], _ masked: Bool) -> [UInt8] = { bytes, _ in bytes }

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard case .number(let length) = arguments.first, case .flag(let masked) = arguments.last else {
      return .threw
    }
    if let maximum, length > maximum { return tooLong }
    if let crash, length >= crash.from { return .crashed(crash.cause) }
    var bytes: [UInt8]
    if let sevenBitMaximum, length <= sevenBitMaximum {
      bytes = [UInt8(truncatingIfNeeded: length)]
    } else if let sixteenBitMaximum, length <= sixteenBitMaximum {
      guard let length = writeShort(length) else { return .crashed(.tooLarge) }
      bytes = [signposts.short] + length
    } else {
      bytes = [signposts.long] + writeLong(length)
    }
    if isMasked(length, masked) { bytes[0] |= maskBit }
    return .bytes(finish(bytes, masked))
  }

  mutating func explains(_ trial: Trial) -> Bool {
    if call(trial.arguments).agrees(with: trial.outcome) { return true }
    // Too large a length may crash before it is refused.
    guard let crash, let maximum, case .number(let length)? = trial.arguments.first else {
      return false
    }
    return length > maximum && trial.outcome.agrees(with: .crashed(crash.cause))
  }

  /// The lowest bytes of a number, the most significant first.
  static func bigEndian(_ number: UInt64, _ byteCount: UInt64) -> [UInt8] {
    (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
