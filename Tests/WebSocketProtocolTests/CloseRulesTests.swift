import Testing

@testable import WebSocketProtocol

@Suite("Close rules")
struct CloseRulesTests {
  /// Payloads behind a header of 2 bytes: the payload's first bit is bit 16.
  static let broken: [(payload: [UInt8], rule: String, bits: Range<Int>, closeCode: UInt16)] = [
    ([0x03], "close.one-byte", 16..<24, 1002),
    ([0x00, 0x00], "close.code-not-allowed", 16..<32, 1002),
    ([0x03, 0xe7], "close.code-not-allowed", 16..<32, 1002),  // 999
    ([0x03, 0xec], "close.code-not-allowed", 16..<32, 1002),  // 1004
    ([0x03, 0xed], "close.code-not-allowed", 16..<32, 1002),  // 1005
    ([0x03, 0xee], "close.code-not-allowed", 16..<32, 1002),  // 1006
    ([0x03, 0xf7], "close.code-not-allowed", 16..<32, 1002),  // 1015
    ([0x0b, 0xb7], "close.code-not-allowed", 16..<32, 1002),  // 2999
    ([0x13, 0x88], "close.code-not-allowed", 16..<32, 1002),  // 5000
    ([0x03, 0xe8, 0x61, 0xff], "close.reason-not-utf8", 40..<48, 1007),
    ([0x03, 0xe8, 0xe4, 0xbd], "close.reason-not-utf8", 32..<40, 1007),  // 你 without its last byte
  ]

  @Test("what breaks each rule of the payload", arguments: broken)
  func brokenPayload(payload: [UInt8], rule: String, bits: Range<Int>, closeCode: UInt16) {
    let findings = FrameRules.judgeClosePayload(payload.span, headerByteCount: 2)
    #expect(findings.violations.map(\.rule.id) == [rule])
    #expect(findings.map(\.bits) == [bits])
    #expect(findings.map(\.rule.closeCode) == [CloseCode(rawValue: closeCode)])
  }

  @Test("bits count from the frame's first", arguments: [2, 4, 6, 8, 10, 14])
  func headerSizes(headerByteCount: Int) {
    let payload: [UInt8] = [0x03, 0xe7, 0xff]
    let findings = FrameRules.judgeClosePayload(payload.span, headerByteCount: headerByteCount)
    let start = 8 * headerByteCount
    #expect(findings.map(\.bits) == [start..<start + 16, start + 16..<start + 24])
  }

  @Test(
    "what is right",
    arguments: [
      [], [0x03, 0xe8], [0x03, 0xe8] + Array("再见 👋".utf8), [0x0f, 0xa0], [0x13, 0x87],
    ] as [[UInt8]])
  func right(payload: [UInt8]) {
    #expect(FrameRules.judgeClosePayload(payload.span, headerByteCount: 2) == [])
  }

  @Test("after a close frame only data is wrong", arguments: 0...15)
  func afterClose(opcode: UInt8) {
    let header = PartialFrameHeader(firstByte: 0b1000_0000 | opcode)
    let findings = FrameRules.judgeAfterClose(header).violations
    #expect(findings.map(\.rule.id) == (opcode < 8 ? ["close.data-after-close"] : []))
    #expect(findings.map(\.bits) == (opcode < 8 ? [4..<8] : []))
    #expect(findings.allSatisfy { $0.rule.consequence == .none })
  }

  @Test("every rule is tested here")
  func allTested() {
    let tested = Set(Self.broken.map(\.rule) + ["close.data-after-close"])
    #expect(tested == Set(Rule.closeRules.map(\.id)))
    #expect(Rule.closeRules.count == tested.count)
  }
}
