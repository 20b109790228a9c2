import Testing
import WebSocketProtocol

@Suite("Close codes")
struct CloseCodeTests {
  /// Written down from RFC 6455 §7.4.1, §7.4.2 and IANA's registry, code by code and range by range.
  static let onTheWire: [(Range<Int>, Bool)] = [
    (0..<1000, false), (1000..<1004, true), (1004..<1007, false), (1007..<1015, true),
    (1015..<3000, false), (3000..<5000, true), (5000..<65_536, false),
  ]

  @Test("which codes may be sent, for all 65,536", arguments: onTheWire)
  func mayBeSent(range: Range<Int>, allowed: Bool) {
    let wrong = range.filter { CloseCode(rawValue: UInt16($0)).mayBeSent != allowed }
    #expect(wrong.isEmpty)
  }

  @Test("the constants are the numbers of RFC 6455 §7.4.1 and IANA")
  func constants() {
    let constants: [CloseCode] = [
      .normalClosure, .goingAway, .protocolError, .unsupportedData, .reserved, .noStatusReceived,
      .abnormalClosure, .invalidPayloadData, .policyViolation, .messageTooBig, .mandatoryExtension,
      .internalError, .serviceRestart, .tryAgainLater, .badGateway, .tlsHandshake, .unauthorized,
      .forbidden, .timeout,
    ]
    #expect(constants == CloseCode.registered)
  }
}
