import Testing

@testable import WebSocketProtocol

@Suite("Rules")
struct RuleTests {
  @Test("ids are unique, and of the form area.what-is-wrong")
  func ids() {
    let ids = Rule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*/) != nil })
  }

  @Test(
    "each says where it is written, and closes with a code that may be sent", arguments: Rule.all)
  func citation(rule: Rule) {
    #expect(rule.citation.contains("§"))
    #expect(rule.fullCitation.hasPrefix("RFC "))
    #expect(rule.closeCode?.mayBeSent != false)
  }

  @Test("what follows from a broken rule: nil has one meaning")
  func consequences() {
    #expect(Rule.reservedOpcode.consequence == .failConnection(.protocolError))
    #expect(Rule.textNotUTF8.consequence == .failConnection(.invalidPayloadData))
    #expect(Rule.dataAfterClose.consequence == .none)
    #expect(Rule.handshakeRules.allSatisfy { $0.consequence == .failHandshake })
  }
}
