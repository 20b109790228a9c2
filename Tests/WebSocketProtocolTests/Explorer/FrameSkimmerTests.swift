import TestSupport
import Testing
import WebSocketProtocol

@Suite("Skimming frames")
struct FrameSkimmerTests {
  /// RFC 6455 §5.7's frames, a close frame, and what each adds to the counts.
  @Test(
    "What the RFC's own frames count, cut everywhere",
    arguments: [
      ("a text", [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f], 1, 1, nil),
      ("two fragments", [0x01, 0x03, 0x48, 0x65, 0x6c, 0x80, 0x02, 0x6c, 0x6f], 2, 1, nil),
      ("a ping", [0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f], 1, 0, nil),
      ("a close frame", [0x88, 0x05, 0x03, 0xe9, 0x62, 0x79, 0x65], 1, 0, 1001),
      ("an empty close frame", [0x88, 0x00], 1, 0, 1005),
      ("a text and a close frame", [0x81, 0x00, 0x88, 0x02, 0x03, 0xe8], 2, 1, 1000),
    ] as [(String, [UInt8], UInt64, UInt64, UInt16?)])
  func examples(name: String, bytes: [UInt8], frames: UInt64, messages: UInt64, code: UInt16?) {
    for cut in 0...bytes.count {
      var skimmer = FrameSkimmer(context: FrameContext(sender: .server))
      skimmer.receive(bytes.span.extracting(..<cut))
      skimmer.receive(bytes.span.extracting(cut...))
      #expect(skimmer.frameCount == frames)
      #expect(skimmer.messageCount == messages)
      #expect(skimmer.violationCount == 0)
      #expect(skimmer.close.map { $0.code?.rawValue ?? 1005 } == code)
      #expect(!skimmer.isInsideFrame)
    }
  }

  @Test("A masked close frame is unmasked; what comes behind it is wrong")
  func masked() {
    var skimmer = FrameSkimmer(context: FrameContext(sender: .client))
    // 1000 (03 e8) under the key of RFC 6455 §5.7.
    let bytes: [UInt8] = [0x88, 0x82, 0x37, 0xfa, 0x21, 0x3d, 0x34, 0x12, 0x81, 0x80, 1, 2, 3, 4]
    skimmer.receive(bytes.span)
    #expect(skimmer.close?.code == .normalClosure)
    #expect(skimmer.violationCount == 1)
  }

  @Test("Inside a frame, at each byte but the last")
  func inside() {
    let bytes: [UInt8] = [0x82, 0x7e, 0x00, 0x80] + [UInt8](repeating: 0, count: 128)
    for count in 0...bytes.count {
      var skimmer = FrameSkimmer(context: FrameContext(sender: .server))
      skimmer.receive(bytes.span.extracting(..<count))
      #expect(skimmer.isInsideFrame == (1..<bytes.count).contains(count), "\(count)")
    }
  }

  /// The explorer reads all that the skimmer steps over, so that it is the measure.
  @Test("It sees what the explorer sees, texts apart", arguments: [Role.client, .server])
  func likeTheExplorer(sender: Role) {
    var random = SeededGenerator()
    for _ in 0..<300 {
      let bits: ReservedBits? = [nil, [], .rsv1].randomElement(using: &random) ?? nil
      let context = FrameContext(sender: sender, extensionBits: bits)
      let stream = Self.stream(using: &random)
      var explorer = FrameExplorer(context: context)
      explorer.receive(stream)
      var ended: [ExaminedFrame] = []
      while let event = explorer.nextEvent() {
        if case .ended(let frame) = event { ended.append(frame) }
      }
      let violations = ended.flatMap(\.findings.all.violations)
      var skimmer = FrameSkimmer(context: context)
      var start = 0
      while start < stream.count {
        let end = min(stream.count, start + Int.random(in: 1...40, using: &random))
        skimmer.receive(stream.span.extracting(start..<end))
        start = end
      }
      let seed = Comment(rawValue: "seed \(random.seed)")
      #expect(skimmer.frameCount == UInt64(ended.count), seed)
      #expect(
        skimmer.messageCount == UInt64(ended.filter { $0.findings.message != nil }.count), seed)
      #expect(
        skimmer.violationCount == UInt64(violations.filter { $0.rule.id != "text.not-utf8" }.count),
        seed)
      let close = ended.first { $0.record.header?.opcode == .close }
      #expect((skimmer.close == nil) == (close == nil), seed)
      #expect(skimmer.close?.code == close?.findings.close?.code, seed)
    }
  }

  /// Whole frames, of which each breaks what rules it likes.
  private static func stream(using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      let opcodes: [UInt8] = [0, 0, 1, 1, 1, 2, 2, 8, 9, 10, 3, 15]
      let count = Int.random(in: 0...130, using: &random)
      let key = MaskingKey(1, 2, 3, UInt8.random(in: 0...255, using: &random))
      let header = FrameHeader(
        isFinal: Int.random(in: 0..<3, using: &random) > 0,
        reservedBits: Int.random(in: 0..<8, using: &random) == 0 ? .rsv1 : [],
        opcode: Opcode(inFirstByte: opcodes.randomElement(using: &random) ?? 1),
        maskingKey: Bool.random(using: &random) ? key : nil, payloadLength: UInt64(count),
        lengthEncoding: Int.random(in: 0..<8, using: &random) == 0 ? .sixtyFourBits : nil)
      bytes += header.bytes
      bytes += (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    return bytes
  }
}
