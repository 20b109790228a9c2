import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 2: writes a frame.
  package static let encodeTextFrame = Exercise(
    function: "encodeTextFrame",
    signature: "func encodeTextFrame(_ text: String) throws -> [UInt8]",
    labels: [nil],
    calls: [
      "Hello", "", "é", "你好, 🌍", x(64), x(124), x(125), x(126), x(127), x(128), x(200), x(256),
      // Texts whose characters fit while their bytes do not, and the other way round.
      String(repeating: "é", count: 62), String(repeating: "é", count: 63),
      String(repeating: "🌍", count: 31), String(repeating: "🌍", count: 32),
      "x" + String(repeating: "é", count: 62), "two\nlines\0", x(65_536),
    ].map { [.text($0)] },
    mistakes: KnownMistakes(EncodeTextFrameAttempt.parts)
  ) { arguments in
    guard case .text(let text)? = arguments.first, text.utf8.count <= 125 else { return .threw }
    return .bytes(frame(text))
  }
  .with {
    $0.remark = remark
    // A function that writes the longer forms of lesson 4 is right, too.
    $0.accepts = { arguments, outcome in
      guard case .text(let text)? = arguments.first else { return false }
      return outcome == .bytes(frame(text))
    }
    $0.wanted = { arguments in
      guard case .text(let text)? = arguments.first, text.utf8.count > 125 else { return nil }
      return "an error: \(text.utf8.count) bytes are too many for seven bits, 0–125"
    }
    $0.field = { _, bit in
      switch bit {
      case 0: "FIN"
      case 1...3: "RSV\(bit)"
      case 4...7: "the opcode"
      case 8: "MASK"
      case 9...15: "the payload length"
      default: "the payload"
      }
    }
  }

  /// What is wrong with the header.
  private static func remark(_ arguments: [WorkValue], _ result: [WorkValue]) -> String? {
    guard case .text(let text)? = arguments.first, let frame = result.first?.asBytes else {
      return nil
    }
    let (count, length) = (frame.count - text.utf8.count, text.utf8.count)
    if length > 0, count != 2, frame.suffix(length).elementsEqual(text.utf8) {
      return """
        Your header has \(counted(count)). It has two: FIN and the opcode are in the first, MASK and the \
        length in the second.
        """
    }
    guard frame.count > 1, Int(frame[1]) != length else { return nil }
    return """
      Your second byte says that the payload has \(counted(Int(frame[1]))). In UTF-8, this text has \
      \(length).
      """
  }

  private static func counted(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }

  private static func x(_ count: Int) -> String { String(repeating: "x", count: count) }

  fileprivate static func frame(_ text: String) -> [UInt8] {
    FrameHeader(opcode: .text, payloadLength: UInt64(text.utf8.count)).bytes + Array(text.utf8)
  }
}

/// `encodeTextFrame`, as people write it.
struct EncodeTextFrameAttempt: Attempt {
  /// The bytes of the text.
  var payload: @Sendable (String) -> [UInt8] = { Array($0.utf8) }
  /// What is compared with the limit.
  var measured: @Sendable (String) -> Int = { $0.utf8.count }
  /// The largest that is not refused; nil where nothing is.
  var limit: Int? = 125
  /// What is written as the length.
  var length: @Sendable (String) -> Int = { $0.utf8.count }
  /// The first byte.
  var first: UInt8 = 0x81
  /// The second byte, from the length.
  var second: @Sendable (UInt8) -> UInt8 = { $0 }
  /// How the length becomes a byte: a crash, or its lowest bits.
  var crashesAbove: Int? = 255
  /// What is added to the bytes of the length.
  var extendedLength: @Sendable (_ length: Int) -> [UInt8]? = { _ in nil }
  /// Whether a key follows, and the payload is masked with it.
  var masks = false
  /// What becomes of the frame at the end.
  var finish: @Sendable (_ header: [UInt8], _ payload: [UInt8]) -> [UInt8] = { $0 + $1 }
  /// What a text that is too long becomes; an error where this is nil.
  var tooLong: (@Sendable (String) -> Outcome)?

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    frame(arguments, key: MaskingKey(1, 2, 3, 4))
  }

  mutating func explains(_ trial: Trial) -> Bool {
    if isLongForm(trial) { return true }
    // The learner chooses the masking key, so it is taken from the frame.
    guard masks, let bytes = trial.outcome.bytes, bytes.count >= 6 else {
      return call(trial.arguments).agrees(with: trial.outcome)
    }
    let key = MaskingKey(bytes[2], bytes[3], bytes[4], bytes[5])
    return frame(trial.arguments, key: key).agrees(with: trial.outcome)
  }

  /// Whether the outcome is a frame with the longer forms of lesson 4, and this attempt's first byte.
  private func isLongForm(_ trial: Trial) -> Bool {
    guard limit == 125, tooLong == nil, case .text(let text)? = trial.arguments.first,
      text.utf8.count > 125, let bytes = trial.outcome.bytes
    else { return false }
    return bytes.first == first && bytes.dropFirst() == Exercise.frame(text).dropFirst()
  }

  private func frame(_ arguments: [WorkValue], key: MaskingKey) -> Outcome {
    guard case .text(let text)? = arguments.first else { return .threw }
    if let limit, measured(text) > limit { return tooLong?(text) ?? .threw }
    var payload = payload(text)
    let length = length(text)
    var header = [first]
    if let extended = extendedLength(length) {
      header += extended
    } else {
      if let crashesAbove, length > crashesAbove { return .crashed(.tooLarge) }
      header.append(second(UInt8(truncatingIfNeeded: length)))
    }
    if masks {
      if header.count > 1 { header[1] |= 0x80 }
      header += key.bytes
      key.apply(to: &payload)
    }
    return .bytes(finish(header, payload))
  }
}
