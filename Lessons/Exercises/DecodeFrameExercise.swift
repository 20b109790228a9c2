import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 8: takes the first frame off a stream.
  package static let decodeFrame = Exercise(
    function: "decodeFrame",
    signature:
      "func decodeFrame(_ bytes: [UInt8]) throws -> (fin: Bool, opcode: UInt8, key: [UInt8], payload: [UInt8], byteCount: Int)?",
    labels: [nil],
    calls: DecodeFrameCalls.all.map { [.bytes($0)] },
    mistakes: KnownMistakes(DecodeFrameAttempt.parts)
  ) { arguments in
    guard let bytes = arguments.first?.asBytes, brokenRule(in: bytes) == nil else {
      return .threw
    }
    let record = FrameRecord(firstFrameOf: bytes)
    guard let header = record.header, record.isComplete else { return .returned([.nothing]) }
    return .returned([
      .flag(header.isFinal), .number(UInt64(header.opcode.rawValue)),
      .bytes(header.maskingKey?.bytes ?? []), .bytes(record.payload.head),
      .number(record.byteCount),
    ])
  }
  .with {
    $0.resultNames = ["fin", "opcode", "key", "payload", "byteCount"]
    $0.wanted = { arguments in
      guard let bytes = arguments.first?.asBytes else { return nil }
      if let rule = brokenRule(in: bytes) { return "an error: \(rule)" }
      return missing(in: bytes).map { "nil: \($0)" }
    }
    $0.accepts = { arguments, outcome in
      outcome.agrees(with: .threw) && isLengthDecided(in: arguments.first?.asBytes ?? [])
    }
  }

  /// The first rule that a frame from a client breaks, whole or not; nil where it breaks none.
  private static func brokenRule(in bytes: [UInt8]) -> String? {
    let header = FrameRecord(firstFrameOf: bytes).knownHeader
    let context = FrameContext(sender: .client, extensionBits: [])
    guard let finding = FrameRules.judge(header, in: context).first else { return nil }
    switch finding.rule {
    case .reservedBits: return "a reserved bit is 1"
    case .reservedOpcode: return "the opcode \(header.opcode?.rawValue ?? 0) is reserved"
    case .controlFragmented: return "a control frame must have FIN"
    case .controlTooLong: return "a control frame has at most 125 bytes"
    case .lengthNotMinimal: return "a shorter form holds this length"
    case .lengthHighBit: return "the first of the 64 bits must be 0"
    default: return "the frame is not masked"
    }
  }

  /// What a frame still needs; nil where it is whole.
  private static func missing(in bytes: [UInt8]) -> String? {
    let record = FrameRecord(firstFrameOf: bytes)
    guard !record.isComplete else { return nil }
    let have = bytes.count == 1 ? "1 byte is there" : "\(bytes.count) bytes are there"
    guard !bytes.isEmpty else { return "no byte is there yet" }
    guard let header = record.header else { return "\(have); the header is longer" }
    let (total, isTooLarge) = header.payloadLength.addingReportingOverflow(
      UInt64(header.byteCount))
    return isTooLarge ? have : "\(bytes.count) of \(total) bytes are there"
  }

  /// Whether the bytes of a length that is not complete show already that it is not allowed.
  ///
  /// RFC 6455 does not say whether a receiver must look at half a length.
  private static func isLengthDecided(in bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes[1] & 0x7f == 127 else { return false }
    return bytes[2] & 0x80 != 0 || bytes.count >= 8 && bytes[2..<8].allSatisfy { $0 == 0 }
  }
}
