import Testing

@testable import WebSocketProtocol

@Suite("Frame rules")
struct FrameRulesTests {
  static let client = FrameContext(sender: .client, extensionBits: [])
  static let server = FrameContext(sender: .server, extensionBits: [])
  static let deflate = FrameContext(sender: .server, extensionBits: .rsv1)

  /// A header that breaks a rule, and only that one.
  struct Broken: Sendable, CustomTestStringConvertible {
    var rule: String
    var closeCode: UInt16 = 1002
    var bits: Range<Int>
    var context = server
    var bytes: [UInt8]

    var testDescription: String { "\(rule) by \(bytes)" }
  }

  // Each first byte is FIN, RSV1–3, opcode; each second byte MASK, length.
  static let broken: [Broken] = [
    Broken(rule: "frame.rsv-not-negotiated", bits: 1..<2, bytes: [0b1_100_0001, 0b0_0000000]),
    Broken(rule: "frame.rsv-not-negotiated", bits: 2..<3, bytes: [0b1_010_0001, 0b0_0000000]),
    Broken(rule: "frame.rsv-not-negotiated", bits: 3..<4, bytes: [0b1_001_0010, 0b0_0000000]),
    Broken(
      rule: "frame.rsv-not-negotiated", bits: 2..<3, context: deflate,
      bytes: [0b1_110_0001, 0b0_0000000]),
    Broken(rule: "frame.control-fragmented", bits: 0..<1, bytes: [0b0_000_1001, 0b0_0000000]),
    Broken(
      rule: "frame.control-too-long", bits: 9..<32,
      bytes: [0b1_000_1010, 0b0_1111110, 0x00, 0x7e]),
    Broken(
      rule: "frame.control-too-long", bits: 9..<80,
      bytes: [0b1_000_1000, 0b0_1111111, 0, 0, 0, 0, 0, 1, 0, 0]),
    Broken(
      rule: "frame.length-not-minimal", bits: 9..<32,
      bytes: [0b1_000_0001, 0b0_1111110, 0x00, 0x7d]),
    Broken(
      rule: "frame.length-not-minimal", bits: 9..<80,
      bytes: [0b1_000_0010, 0b0_1111111, 0, 0, 0, 0, 0, 0, 0xff, 0xff]),
    Broken(
      rule: "frame.length-high-bit", bits: 16..<17,
      bytes: [0b1_000_0010, 0b0_1111111, 0x80, 0, 0, 0, 0, 0, 0, 0]),
    Broken(rule: "mask.client-unmasked", bits: 8..<9, context: client, bytes: [0x81, 0b0_0000000]),
    Broken(rule: "mask.server-masked", bits: 8..<9, bytes: [0x81, 0b1_0000000, 1, 2, 3, 4]),
  ]

  static let reservedOpcodes: [Broken] = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map { opcode in
    Broken(
      rule: "frame.opcode-reserved", bits: 4..<8, bytes: [0b1_000_0000 | opcode, 0b0_0000000])
  }

  @Test("what breaks each rule", arguments: broken + reservedOpcodes)
  func breaks(_ broken: Broken) throws {
    let findings = FrameRules.judge(try parsed(broken.bytes), in: broken.context)
    #expect(findings.map(\.verdict) == [.broken])
    #expect(findings.map(\.rule.id) == [broken.rule])
    #expect(findings.map(\.bits) == [broken.bits])
    #expect(findings.map(\.rule.closeCode?.rawValue) == [broken.closeCode])
  }

  @Test("every rule is tested here")
  func allTested() {
    let tested = Set((Self.broken + Self.reservedOpcodes).map(\.rule))
    #expect(tested == Set(Rule.frameRules.map(\.id)))
    #expect(Rule.frameRules.count == tested.count)
  }

  @Test(
    "the last length that each form must hold, and the first",
    arguments: [
      [0x82, 0x7d], [0x82, 126, 0x00, 0x7e], [0x82, 126, 0xff, 0xff],
      [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0], [0x82, 127, 0x7f, 255, 255, 255, 255, 255, 255, 255],
    ] as [[UInt8]])
  func minimalLengths(bytes: [UInt8]) throws {
    #expect(try findings(bytes, in: Self.server) == [])
  }

  @Test("RSV1 is right on the first frame of a message where permessage-deflate owns it")
  func compressed() throws {
    #expect(try findings([0xc1, 0], in: Self.deflate) == [])
    #expect(try findings([0x42, 0], in: Self.deflate) == [])
  }

  @Test("what depends on something unknown is undecided, never broken")
  func undecided() throws {
    let masked = try findings([0xc1, 0x80, 1, 2, 3, 4], in: FrameContext())
    #expect(masked.allSatisfy { $0.verdict == .undecided })
    #expect(masked.map(\.rule.id) == ["frame.rsv-not-negotiated", "mask.server-masked"])
    let unmasked = try findings([0x81, 0x00], in: FrameContext())
    #expect(unmasked.allSatisfy { $0.verdict == .undecided })
    #expect(unmasked.map(\.rule.id) == ["mask.client-unmasked"])
  }

  @Test("one header can break many rules, and all are told")
  func allAtOnce() throws {
    let bytes: [UInt8] = [0b0_111_1011, 0b1_1111110, 0x00, 0x01, 1, 2, 3, 4]
    let violations = try findings(bytes, in: Self.server).violations
    #expect(
      violations.map(\.rule.id) == [
        "frame.rsv-not-negotiated", "frame.rsv-not-negotiated", "frame.rsv-not-negotiated",
        "frame.opcode-reserved", "frame.control-fragmented", "frame.control-too-long",
        "frame.length-not-minimal", "mask.server-masked",
      ])
  }

  @Test("one byte is judged as far as it goes")
  func firstByteAlone() {
    let header = PartialFrameHeader(firstByte: 0b0_001_1001)
    let violations = FrameRules.judge(header, in: Self.client).violations
    #expect(
      violations.map(\.rule.id) == ["frame.rsv-not-negotiated", "frame.control-fragmented"])
  }

  private func findings(_ bytes: [UInt8], in context: FrameContext) throws -> [Finding] {
    FrameRules.judge(try parsed(bytes), in: context)
  }

  private func parsed(_ bytes: [UInt8]) throws -> PartialFrameHeader {
    guard case .header(let header) = FrameHeader.parse(bytes) else { throw CutHeader() }
    return PartialFrameHeader(header)
  }

  private struct CutHeader: Error {}
}
