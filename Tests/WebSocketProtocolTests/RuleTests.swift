import Testing
import WebSocketProtocol

@Suite("Rules")
struct RuleTests {
  @Test("ids are unique, and of the form area.what-is-wrong")
  func ids() {
    let ids = Rule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*/) != nil })
  }

  @Test("each says what must be so in one sentence, and where", arguments: Rule.all)
  func wording(rule: Rule) {
    #expect(rule.requirement.hasSuffix("."))
    #expect(rule.citation.contains("§"))
    #expect(rule.closeCode?.mayBeSent != false)
  }
}
