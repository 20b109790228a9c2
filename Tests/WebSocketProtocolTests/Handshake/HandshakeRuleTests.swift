import Testing

@testable import WebSocketProtocol

/// A head that breaks one rule, and where.
struct RuleCase: Sendable, CustomTestStringConvertible {
  enum Side: Sendable { case request, response }

  let id: String
  let side: Side
  let text: String
  let line: Int?
  /// The text at the place that the finding points at; nil where it points at nothing.
  let found: String?
  /// Other rules that cannot but break with it.
  let others: Set<String>

  init(
    _ id: String, _ side: Side, _ text: String, line: Int?, found: String? = nil,
    others: Set<String> = []
  ) {
    (self.id, self.side, self.text, self.line) = (id, side, text, line)
    (self.found, self.others) = (found, others)
  }

  var testDescription: String { "\(id) at line \(line ?? 0): \(found ?? "nothing")" }

  var violations: [Finding] {
    switch side {
    case .request: Example.violations(request: text)
    case .response: Example.violations(response: text)
    }
  }
}

@Suite("Handshake rules")
struct HandshakeRuleTests {
  static let cases = syntax + request + response + lists

  @Test("the head breaks the rule, there and nowhere else", arguments: cases)
  func broken(_ example: RuleCase) throws {
    let violations = example.violations
    let ids = Set(violations.map(\.rule.id))
    #expect(ids == example.others.union(["handshake." + example.id]))
    let finding = try #require(violations.first { $0.rule.id == "handshake." + example.id })
    #expect(finding.line == example.line)
    let bytes = Array(example.text.utf8)[try #require(finding.bytes)]
    #expect(String(decoding: bytes, as: UTF8.self) == example.found ?? "")
  }

  @Test("every rule has a head that breaks it")
  func covered() {
    // A head that is too long is the reader's business: HandshakeHeadTests.
    let tested = Set(Self.cases.map { "handshake." + $0.id } + ["handshake.head-too-long"])
    #expect(tested == Set(Rule.handshakeRules.map(\.id)))
    #expect(Rule.handshakeRules.count == tested.count, "no rule is listed twice")
  }

  @Test("rules name their section and fail the handshake")
  func wellFormed() {
    for rule in Rule.handshakeRules {
      #expect(rule.consequence == .failHandshake)
      #expect(rule.citation.hasPrefix("§") || rule.citation.hasPrefix("RFC "), "\(rule.id)")
    }
  }

  @Test("the RFC's own pair breaks nothing, and every rule of its side has been asked")
  func rightPair() {
    let request = HandshakeReport(judgingRequest: HTTPHead(parsing: Array(Example.request.utf8)))
    #expect(request.violations == [])
    #expect(request.findings.count == Set(request.findings.map(\.rule)).count)

    let response = HandshakeReport(
      judgingResponse: HTTPHead(parsing: Array(Example.response.utf8)), to: Example.offer)
    #expect(response.violations == [])
    let asked = Set((request.findings + response.findings).map(\.rule))
    #expect(asked.union([.headTooLong]) == Set(Rule.handshakeRules))
  }

  @Test("what is right is said too, with its line")
  func praise() throws {
    let report = HandshakeReport(judgingRequest: HTTPHead(parsing: Array(Example.request.utf8)))
    let finding = try #require(report.findings.first { $0.rule == .upgradeOfRequest })
    #expect(finding.verdict == .kept)
    #expect(finding.line == 3)
    #expect(
      finding.statement
        == Statement(
          "handshake.request-upgrade/kept",
          ["header": .name("Upgrade"), "member": .name("websocket")]))
    #expect(finding.rule.citation == "§4.2.1 item 3")
    #expect(report.findings(inLine: 3).map(\.rule) == [.upgradeOfRequest])
  }

  @Test("without the request, what depends on it is left open")
  func undecided() {
    let head = HTTPHead(parsing: Array(Example.response.utf8))
    let report = HandshakeReport(judgingResponse: head)
    #expect(report.violations == [])
    let open = report.findings.filter { $0.verdict == .undecided }.map(\.rule)
    #expect(open == [.accept, .subprotocolNotOffered])
  }
}
