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

  @Test(
    "IANA's names",
    arguments: [
      (1000, "normal closure"), (1001, "going away"), (1002, "protocol error"),
      (1003, "unsupported data"), (1004, "reserved"), (1005, "no status received"),
      (1006, "abnormal closure"), (1007, "invalid payload data"), (1008, "policy violation"),
      (1009, "message too big"), (1010, "mandatory extension"), (1011, "internal error"),
      (1012, "service restart"), (1013, "try again later"), (1014, "bad gateway"),
      (1015, "TLS handshake"), (3000, "unauthorized"), (3003, "forbidden"), (3008, "timeout"),
    ])
  func names(code: Int, name: String) {
    #expect(CloseCode(rawValue: UInt16(code)).name == name)
    #expect(CloseCode.registered.contains { Int($0.rawValue) == code })
  }

  @Test(
    "codes without a name of their own take their range's",
    arguments: [
      (0, "not used"), (999, "not used"), (1016, "unassigned"), (2999, "unassigned"),
      (3001, "for libraries"), (3999, "for libraries"), (4000, "private use"),
      (4999, "private use"), (5000, "out of range"), (65_535, "out of range"),
    ])
  func ranges(code: Int, name: String) {
    #expect(CloseCode(rawValue: UInt16(code)).name == name)
    #expect(!CloseCode.registered.contains { Int($0.rawValue) == code })
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

  @Test("every code has a meaning of one sentence", arguments: CloseCode.registered)
  func meanings(code: CloseCode) {
    #expect(code.meaning.hasSuffix("."))
    #expect(!code.meaning.dropLast().contains(". "))
  }
}
