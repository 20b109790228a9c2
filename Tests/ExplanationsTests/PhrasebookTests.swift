import Explanations
import Testing

@testable import WebSocketProtocol

/// Single sentences, as a person reads them.
@Suite("Phrasebook")
struct PhrasebookTests {
  private let phrasebook = Phrasebook.english

  private func request(_ lines: String...) -> HandshakeReport {
    let text = lines.map { $0 + "\r\n" }.joined() + "\r\n"
    return HandshakeReport(judgingRequest: HTTPHead(parsing: Array(text.utf8)))
  }

  @Test("values are in their places, numbers with their thousands apart")
  func numbers() {
    // 65,535 in 64 bits, where 16 are enough.
    let header = PartialFrameHeader(
      FrameHeader(opcode: .binary, payloadLength: 65_535, lengthEncoding: .sixtyFourBits))
    let context = FrameContext(sender: .server, extensionBits: [])
    #expect(
      FrameRules.judge(header, in: context).map { phrasebook.sentence($0.statement) } == [
        "The length 65,535 is written in 64 bits. It fits in 16, so it must be written there."
      ])
  }

  @Test(
    "a number is grouped by threes from its end",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (65_536, "65,536"), (1_000_000, "1,000,000"),
      (UInt64.max, "18,446,744,073,709,551,615"),
    ] as [(UInt64, String)])
  func grouping(number: UInt64, text: String) {
    #expect(phrasebook.grouped(number) == text)
  }

  @Test(
    "a number decides the form of its noun",
    arguments: [(0, "0 bytes"), (1, "1 byte"), (2, "2 bytes")])
  func plurals(count: UInt64, words: String) {
    let statement = Statement(
      "handshake.head-unfinished/client-closed", ["count": .number(count)])
    #expect(
      phrasebook.sentence(statement)
        == "The client closed the connection before its head was complete, after \(words).")
  }

  @Test("a form can stand without its number")
  func formAlone() {
    let one = Statement("base64/incomplete-group", ["count": .number(3), "lacking": .number(1)])
    #expect(phrasebook.sentence(one).contains("1 more is expected"))
    let two = Statement("base64/incomplete-group", ["count": .number(22), "lacking": .number(2)])
    #expect(phrasebook.sentence(two).contains("2 more are expected"))
  }

  @Test("close codes are not amounts: 1005, not 1,005")
  func closeCode() {
    let payload: [UInt8] = [0x03, 0xed]
    #expect(
      FrameRules.judgeClosePayload(payload.span, headerByteCount: 2)
        .map { phrasebook.sentence($0.statement) } == [
          "Close code 1005 (no status received) is never sent. The allowed codes are 1000–1003, "
            + "1007–1014 and 3000–4999."
        ])
  }

  @Test("a part of a sentence is in the tables too")
  func parts() {
    let report = request("GET / HTTP/1.1", "Host: a", "  Upgrade: websocket")
    let finding = report.violations.first { $0.rule == .upgradeOfRequest }
    #expect(
      finding.map { phrasebook.sentence($0.statement) }
        == "There is no Upgrade header. Line 3 looks like it, but begins with a blank. "
        + "It must name websocket.")
  }

  @Test("what came over the wire is quoted, and cannot move a terminal")
  func safety() {
    let report = request("GET /\u{1b}[2J\u{9b}\u{202e} HTTP/1.1", "\u{7}: \u{0}")
    for finding in report.findings {
      let sentence = phrasebook.sentences(finding)
      let isPlain = sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
      #expect(
        isPlain && !sentence.contains("\u{9b}") && !sentence.contains("\u{202e}"), "\(finding)")
    }
    #expect(
      report.findings.contains {
        phrasebook.sentence($0.statement).contains("\\x1b[2J\\xc2\\x9b\\xe2\\x80\\xae")
      })
  }

  @Test("a long text is cut")
  func longText() {
    let report = request("GET /\(String(repeating: "a", count: 200)) HTTP/1.0")
    let target = report.findings.first { $0.rule == .requestTarget }
    #expect(
      target.map { phrasebook.sentence($0.statement) }
        == "The target is \"/\(String(repeating: "a", count: 71))…\".")
  }

  @Test("what the tables lack is said as it is, never as nothing")
  func unknown() {
    #expect(phrasebook.sentence(Statement("no.such", ["a": .text("b")])) == "no.such a=\"b\"")
    #expect(phrasebook.requirement(of: Rule("no.such", section: "1")) == "no.such")
  }

  @Test("what a client that is refused can read")
  func refusal() {
    let report = request(
      "GET / HTTP/1.1", "Host: a", "Upgrade: websocket",
      "Connection: Upgrade", "Sec-WebSocket-Version: 8")
    guard let finding = report.findings.firstViolation else {
      Issue.record("nothing is wrong")
      return
    }
    #expect(
      phrasebook.explanation(of: .violation(finding)) == """
        This is a WebSocket server. The opening handshake is not right, line 5:
        Sec-WebSocket-Version is "8". It must be 13, the version of RFC 6455.
        RFC 6455 §4.2.1 item 6: Sec-WebSocket-Version is 13.

        """)
    #expect(
      phrasebook.explanation(of: .origin("http://a"))
        == "This server does not let pages of the origin \"http://a\" connect.\n")
  }

  @Test("what the peer of a failed connection can read")
  func failure() {
    let finding = FrameRules.judge(
      PartialFrameHeader(firstByte: 0x83), in: FrameContext(sender: .client, extensionBits: []))
    #expect(
      finding.first.map { phrasebook.reason(for: .violation($0)) }
        == "§5.2: Opcode 3 is reserved. The defined opcodes are 0–2 and 8–10.")
    #expect(
      phrasebook.reason(for: .messageTooLarge(limit: 1_048_576))
        == "§10.4: A message is larger than 1,048,576 bytes, the limit here.")
  }
}
