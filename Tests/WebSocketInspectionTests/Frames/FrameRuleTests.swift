import PerMessageDeflate
import Testing
import WebSocketInspection

@testable import WebSocketProtocol

/// Which context frames are in.
extension FrameContext {
  static let client = FrameContext(sender: .client, extensionBits: [])
  static let server = FrameContext(sender: .server, extensionBits: [])
  static let compressingServer = FrameContext(sender: .server, extensionBits: .rsv1)
  static let unknown = FrameContext()
}

/// Each rule that frames can break, with the shortest bytes that break it and it alone.
@Suite("What frames can break")
struct FrameRuleTests {
  struct Vector: CustomTestStringConvertible, Sendable {
    let context: FrameContext
    let bytes: [UInt8]
    let lines: [String]
    var testDescription: String { "\(lines.last ?? ""): \(digits(bytes))" }

    init(_ bytes: String, _ lines: String..., in context: FrameContext = .server) {
      self.bytes = hex(bytes)
      self.lines = lines
      self.context = context
    }
  }

  static let vectors: [Vector] = [
    // RSV2 is 1 and nothing uses it.
    Vector("a1 00", "text 0 = text 0 \"\" !frame.rsv-not-negotiated@2-3"),
    Vector("c2 01 61", "binary 1 = binary 1 61 !frame.rsv-not-negotiated@1-2"),
    Vector("83 00", "opcode-3 0 !frame.opcode-reserved@4-8"),
    Vector("8b 00", "opcode-11 0 !frame.opcode-reserved@4-8"),
    Vector(
      "89 7e 00 7e" + String(repeating: "00", count: 126), "ping 126 !frame.control-too-long@9-32"),
    Vector("09 00", "ping+ 0 !frame.control-fragmented@0-1"),
    Vector("82 7e 00 01 61", "binary 1 = binary 1 61 !frame.length-not-minimal@9-32"),
    Vector(
      "82 7f 00 00 00 00 00 00 00 01 61",
      "binary 1 = binary 1 61 !frame.length-not-minimal@9-80"),
    Vector(
      "82 7f 80 00 00 00 00 00 00 00 61",
      "binary 1 of 9223372036854775808 !frame.length-high-bit@16-17"),
    Vector("81 00", "text 0 = text 0 \"\" !mask.client-unmasked@8-9", in: .client),
    Vector("81 80 01 02 03 04", "text 0 = text 0 \"\" !mask.server-masked@8-9"),
    // RFC 7692 §6.1: RSV1 is for the first frame of a message.
    Vector("c9 00", "ping 0 !deflate.control-compressed@1-2", in: .compressingServer),
    Vector(
      "01 00 c0 00", "text+ 0",
      "continuation 0 = text 0 in 2 \"\" !deflate.rsv1-on-continuation@1-2",
      in: .compressingServer),
    Vector("80 00", "continuation 0 !message.continuation-without-start@4-8"),
    Vector("00 00", "continuation+ 0 !message.continuation-without-start@4-8"),
    Vector(
      "81 00 80 00", "text 0 = text 0 \"\"",
      "continuation 0 !message.continuation-without-start@4-8"),
    Vector("01 00 81 00", "text+ 0", "text 0 = text 0 \"\" !message.interrupted@4-8"),
    Vector("02 00 89 00 01 00", "binary+ 0", "ping 0", "text+ 0 !message.interrupted@4-8"),
    // A lead byte that begins nothing, at payload byte 1.
    Vector("81 02 61 ff", "text 2 = text 2 not text 61ff !text.not-utf8@24-32"),
    // A surrogate, ED A0 80, told where it begins.
    Vector("81 05 61 62 ed a0 80", "text 5 = text 5 not text 6162eda080 !text.not-utf8@32-40"),
    // 你 is E4 BD A0. It begins in the frame before, so its part in this frame is the first byte.
    Vector(
      "01 02 e4 bd 80 01 61", "text+ 2",
      "continuation 1 = text 3 in 2 not text e4bd61 !text.not-utf8@16-24"),
    // The text ends inside a character: at its first byte, or where the message ends.
    Vector("81 02 e4 bd", "text 2 = text 2 not text e4bd !text.not-utf8@16-24"),
    Vector(
      "01 02 e4 bd 80 00", "text+ 2",
      "continuation 0 = text 2 in 2 not text e4bd !text.not-utf8@0-1"),
    Vector("88 01 03", "close 1 (no code) !close.one-byte@16-24"),
    Vector("88 02 03 ed", "close 2 (1005) !close.code-not-allowed@16-32"),
    Vector("88 03 03 e8 c0", "close 3 (1000 \u{FFFD}) !close.reason-not-utf8@32-40"),
    Vector("88 00 81 00", "close 0 (no code)", "text 0 = text 0 \"\" !close.data-after-close@4-8"),
  ]

  @Test("Each rule, at every cut", arguments: vectors)
  func breaks(_ vector: Vector) {
    expect(frames: vector.lines, in: vector.bytes, vector.context)
  }

  @Test("Every rule of frames, messages and closing is among them")
  func allTested() {
    let tested = Set(
      Self.vectors.flatMap { $0.lines.flatMap { $0.split(separator: " ") } }
        .filter { $0.hasPrefix("!") }.map { $0.dropFirst().prefix { $0 != "@" } })
    let rules =
      Rule.frameRules + Rule.messageRules + Rule.closeRules + [
        .compressedControl, .compressedContinuation,
      ]
    #expect(tested == Set(rules.map { $0.id[...] }))
  }

  @Test(
    "What is not known makes a finding undecided, not broken",
    arguments: [
      Vector("81 00", "text 0 = text 0 \"\" ?mask.client-unmasked@8-9", in: .unknown),
      Vector("81 80 01 02 03 04", "text 0 = text 0 \"\" ?mask.server-masked@8-9", in: .unknown),
      Vector(
        "a1 00", "text 0 = text 0 \"\" ?frame.rsv-not-negotiated@2-3",
        in: FrameContext(sender: .server)),
      // Reserved opcodes are wrong in every context.
      Vector(
        "83 00", "opcode-3 0 !frame.opcode-reserved@4-8 ?mask.client-unmasked@8-9", in: .unknown),
    ])
  func undecided(_ vector: Vector) {
    expect(frames: vector.lines, in: vector.bytes, vector.context)
  }

  @Test("One frame can break many rules, and all are told")
  func many() {
    expect(
      frames: [
        """
        opcode-15+ 1 !frame.rsv-not-negotiated@1-2 !frame.rsv-not-negotiated@2-3 \
        !frame.rsv-not-negotiated@3-4 !frame.opcode-reserved@4-8 !frame.control-fragmented@0-1 \
        !frame.control-too-long@9-80 !frame.length-not-minimal@9-80 !mask.server-masked@8-9
        """
      ], in: hex("7f ff 00 00 00 00 00 00 00 01 00 00 00 00 61"), .server)
  }
}
