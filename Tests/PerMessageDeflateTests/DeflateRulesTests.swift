import Testing
import WebSocketProtocol

@testable import PerMessageDeflate

@Suite("Frame rules of RFC 7692")
struct DeflateRulesTests {
  /// The opcodes of frames that never have RSV1, with the rule against it.
  static let wrong: [(opcode: UInt8, rule: String)] =
    [(0, "deflate.rsv1-on-continuation")]
    + (8...15).map { ($0, "deflate.control-compressed") }

  @Test("RSV1 on a frame that never has it", arguments: wrong)
  func wrongFrames(opcode: UInt8, rule: String) {
    let header = PartialFrameHeader(firstByte: 0b1_100_0000 | opcode)
    let findings = DeflateRules.judge(header)
    #expect(findings.map(\.rule.id) == [rule])
    #expect(findings.map(\.verdict) == [.broken])
    #expect(findings.map(\.bits) == [1..<2])
    #expect(findings.map(\.rule.closeCode) == [.protocolError])
  }

  @Test("RSV1 on the first frame of a message, and frames without it", arguments: 0...15)
  func rightFrames(opcode: UInt8) {
    // The other reserved bits are not this extension's.
    #expect(DeflateRules.judge(PartialFrameHeader(firstByte: 0b1_011_0000 | opcode)) == [])
    guard (1...7).contains(opcode) else { return }
    #expect(DeflateRules.judge(PartialFrameHeader(firstByte: 0b1_100_0000 | opcode)) == [])
    #expect(DeflateRules.judge(PartialFrameHeader(firstByte: 0b0_100_0000 | opcode)) == [])
  }

  @Test("before the first byte nothing is known, so nothing is said")
  func nothingKnown() {
    #expect(DeflateRules.judge(PartialFrameHeader()) == [])
  }

  @Test("an endpoint fails the connection for it", arguments: wrong.prefix(5))
  func endpoint(opcode: UInt8, rule: String) throws {
    let agreement = DeflateAgreement(DeflateResponse())
    var connection = Connection(
      role: .client, messageExtension: DeflateExtension(role: .client, agreement: agreement),
      randomness: SystemRandomNumberGenerator())
    // A message has begun, so that a continuation is in its place.
    connection.receive([0x01, 0x00, 0b1_100_0000 | opcode, 0x00])
    guard case .failed(.violation(let finding)) = connection.nextEvent() else {
      Issue.record("not failed")
      return
    }
    // A reserved opcode is reported first: it is wrong on every connection.
    #expect(finding.rule.id == (opcode < 11 ? rule : "frame.opcode-reserved"))
  }
}
