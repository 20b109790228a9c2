import Testing

@testable import WebSocketProtocol

@Suite("A frame judged alone")
struct FrameRulesRecordTests {
  static let server = FrameContext(sender: .server, extensionBits: [])

  @Test(
    "what its payload shows",
    arguments: [
      // Text that is not UTF-8: the byte ff after a header of 2 bytes.
      ([0x81, 0x02, 0x61, 0xff], ["text.not-utf8"]),
      // 你 is e4 bd a0. The message ends inside it; a fragment, or a frame that breaks off, may.
      ([0x81, 0x02, 0xe4, 0xbd], ["text.not-utf8"]),
      ([0x01, 0x02, 0xe4, 0xbd], []),
      ([0x81, 0x03, 0xe4, 0xbd], []),
      // A continuation may begin with the rest of a character.
      ([0x80, 0x01, 0xa0], []),
      ([0x82, 0x01, 0xff], []),
      ([0x88, 0x01, 0x03], ["close.one-byte"]),
      ([0x88, 0x02, 0x03], []),
      ([0x88, 0x02, 0x03, 0xee], ["close.code-not-allowed"]),
      ([0x88, 0x03, 0x03, 0xe8, 0xff], ["close.reason-not-utf8"]),
      // The header's findings come first.
      ([0xa1, 0x01, 0xff], ["frame.rsv-not-negotiated", "text.not-utf8"]),
    ] as [([UInt8], [String])])
  func payload(bytes: [UInt8], rules: [String]) {
    let findings = FrameRules.judge(FrameRecord(firstFrameOf: bytes), in: Self.server)
    #expect(findings.map(\.rule.id) == rules)
  }

  @Test("a payload is unmasked before it is judged")
  func masked() {
    // ff XOR 9e is 61, "a".
    let record = FrameRecord(firstFrameOf: [0x81, 0x81, 0x9e, 0, 0, 0, 0xff])
    #expect(FrameRules.judge(record, in: FrameContext(sender: .client, extensionBits: [])) == [])
  }

  @Test(
    "a text that may be compressed is not judged as text",
    arguments: [(nil, ["frame.rsv-not-negotiated"]), (.rsv1, [])] as [(ReservedBits?, [String])])
  func compressed(extensionBits: ReservedBits?, rules: [String]) {
    let context = FrameContext(sender: .server, extensionBits: extensionBits)
    let findings = FrameRules.judge(FrameRecord(firstFrameOf: [0xc1, 0x01, 0xff]), in: context)
    #expect(findings.map(\.rule.id) == rules)
    #expect(findings.violations == [])
  }

  @Test("a payload that is not kept whole is not judged")
  func extract() {
    var record = FrameRecord(firstFrameOf: [0x81, 0x03, 0x61, 0xff, 0x62])
    record.payload = PayloadExtract(head: [0x61, 0xff], tail: [0x62], byteCount: 3)
    #expect(FrameRules.judge(record, in: Self.server) == [])
  }

  @Test("what follows the first frame is left alone")
  func rest() {
    let record = FrameRecord(firstFrameOf: [0x82, 0x01, 0x07, 0x83, 0x00])
    #expect(record.payload == PayloadExtract([0x07]))
    #expect(record.byteCount == 3)
    #expect(record.isComplete)
  }
}
