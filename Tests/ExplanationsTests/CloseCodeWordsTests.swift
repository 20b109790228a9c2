import Explanations
import Testing
import WebSocketProtocol

@Suite("Words for close codes")
struct CloseCodeWordsTests {
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
    #expect(Phrasebook.english.name(of: CloseCode(rawValue: UInt16(code))) == name)
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
    #expect(Phrasebook.english.name(of: CloseCode(rawValue: UInt16(code))) == name)
    #expect(!CloseCode.registered.contains { Int($0.rawValue) == code })
  }

  @Test("every code has a meaning of one sentence", arguments: CloseCode.registered)
  func meanings(code: CloseCode) {
    let meaning = Phrasebook.english.meaning(of: code)
    #expect(meaning.hasSuffix("."))
    #expect(!meaning.dropLast().contains(". "))
  }
}
