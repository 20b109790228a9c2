import Testing

@testable import WebSocketProtocol

@Suite("Frame judge")
struct FrameJudgeTests {
  static let server = FrameContext(sender: .server, extensionBits: [])

  /// Judges whole frames, unmasked, each payload given in pieces of `pieceSize` bytes.
  private func judge(
    _ frames: [[UInt8]], in context: FrameContext = server, keepMessageBytes: Int = 1 << 20,
    pieceSize: Int = .max
  ) -> [FrameFindings] {
    var judge = FrameJudge(context: context, keepMessageBytes: keepMessageBytes)
    return frames.map { frame in
      guard case .header(let header) = FrameHeader.parse(frame) else {
        Issue.record("no header in \(frame)")
        return FrameFindings()
      }
      judge.begin(PartialFrameHeader(header))
      var rest = frame[header.byteCount...]
      while !rest.isEmpty {
        judge.receivePayload(Array(rest.prefix(pieceSize)).span)
        rest = rest.dropFirst(pieceSize)
      }
      let present = UInt64(frame.count - header.byteCount)
      return judge.end(complete: present == header.payloadLength)
    }
  }

  private func ids(_ findings: [FrameFindings]) -> [[String]] {
    findings.map { $0.all.violations.map(\.rule.id) }
  }

  // MARK: Rules

  static let broken: [(frames: [[UInt8]], rule: String, bits: Range<Int>, closeCode: UInt16)] = [
    ([[0x80, 0x00]], "message.continuation-without-start", 4..<8, 1002),
    ([[0x00, 0x00]], "message.continuation-without-start", 4..<8, 1002),
    ([[0x81, 0x00], [0x80, 0x00]], "message.continuation-without-start", 4..<8, 1002),
    ([[0x01, 0x00], [0x81, 0x00]], "message.interrupted", 4..<8, 1002),
    ([[0x02, 0x00], [0x89, 0x00], [0x01, 0x00]], "message.interrupted", 4..<8, 1002),
    // A lead byte that begins nothing, at payload byte 1.
    ([[0x81, 0x02, 0x61, 0xff]], "text.not-utf8", 24..<32, 1007),
    // A surrogate: ED A0 80, told where it begins.
    ([[0x81, 0x05, 0x61, 0x62, 0xed, 0xa0, 0x80]], "text.not-utf8", 32..<40, 1007),
    // 你 is E4 BD A0. It begins in the frame before, so its part in this frame is the first byte.
    ([[0x01, 0x02, 0xe4, 0xbd], [0x80, 0x01, 0x61]], "text.not-utf8", 16..<24, 1007),
    // The text ends inside a character: at its first byte, or where the message ends.
    ([[0x81, 0x02, 0xe4, 0xbd]], "text.not-utf8", 16..<24, 1007),
    ([[0x01, 0x02, 0xe4, 0xbd], [0x80, 0x00]], "text.not-utf8", 0..<1, 1007),
    ([[0x88, 0x01, 0x03]], "close.one-byte", 16..<24, 1002),
    ([[0x88, 0x02, 0x03, 0xed]], "close.code-not-allowed", 16..<32, 1002),
    ([[0x88, 0x03, 0x03, 0xe8, 0xc0]], "close.reason-not-utf8", 32..<40, 1007),
  ]

  @Test("what breaks each rule, in any pieces", arguments: broken, [1, 2, .max])
  func breaks(
    _ broken: (frames: [[UInt8]], rule: String, bits: Range<Int>, closeCode: UInt16),
    pieceSize: Int
  ) {
    let findings = judge(broken.frames, pieceSize: pieceSize)
    #expect(ids(findings.dropLast()).allSatisfy { $0.isEmpty })
    let violations = findings.last?.all.violations ?? []
    #expect(violations.map(\.rule.id) == [broken.rule])
    #expect(violations.map(\.bits) == [broken.bits])
    #expect(violations.map(\.rule.closeCode?.rawValue) == [broken.closeCode])
  }

  @Test("every rule of messages is tested here")
  func allTested() {
    let tested = Set(Self.broken.map(\.rule).filter { !$0.hasPrefix("close.") })
    #expect(tested == Set(Rule.messageRules.map(\.id)))
    #expect(Rule.messageRules.count == tested.count)
  }

  @Test("data after a close frame is told, control frames are not")
  func afterClose() {
    let findings = judge([[0x88, 0x00], [0x89, 0x00], [0x81, 0x00], [0x88, 0x00]])
    #expect(ids(findings) == [[], [], ["close.data-after-close"], []])
  }

  @Test("it goes on after what is wrong")
  func goesOn() {
    let findings = judge([
      [0x80, 0x01, 0x61],  // continues nothing
      [0x01, 0x01, 0x62],
      [0x01, 0x01, 0x63],  // interrupts, and begins anew
      [0x80, 0x01, 0x64],
    ])
    #expect(
      ids(findings) == [["message.continuation-without-start"], [], ["message.interrupted"], []])
    #expect(findings[0].message == nil)
    #expect(findings[3].message?.payload == [0x63, 0x64])
    #expect(findings[3].message?.frameCount == 2)
  }

  @Test("a text is told once that it is not UTF-8")
  func toldOnce() {
    let findings = judge([[0x01, 0x01, 0xff], [0x00, 0x01, 0xff], [0x80, 0x01, 0xff]])
    #expect(ids(findings) == [["text.not-utf8"], [], []])
    #expect(findings[2].message?.isValidText == false)
  }

  // MARK: Messages

  @Test("a message of several frames, control frames between")
  func message() {
    let findings = judge([
      [0x01, 0x03, 0xe4, 0xbd, 0xa0], [0x89, 0x01, 0xff], [0x00, 0x01, 0xe5],
      [0x80, 0x02, 0xa5, 0xbd],
    ])
    #expect(findings.dropLast().allSatisfy { $0.message == nil })
    #expect(
      findings.last?.message
        == MessageSummary(
          opcode: .text, frameCount: 3, payloadLength: 6, payload: Array("你好".utf8),
          isValidText: true, isCompressed: false))
  }

  @Test(
    "a payload longer than what is kept is left out",
    arguments: [
      (0, nil), (3, nil), (4, [1, 2, 3, 4]),
    ] as [(Int, [UInt8]?)])
  func bounded(keep: Int, payload: [UInt8]?) {
    let findings = judge([[0x82, 0x04, 1, 2, 3, 4]], keepMessageBytes: keep, pieceSize: 1)
    #expect(findings[0].message?.payload == payload)
    #expect(findings[0].message?.payloadLength == 4)
    #expect(findings[0].message?.isValidText == nil)
  }

  @Test(
    "text that is or may be compressed is not judged",
    arguments: [
      (ReservedBits.rsv1, true), (nil, nil),
    ] as [(ReservedBits?, Bool?)])
  func compressed(extensionBits: ReservedBits?, isCompressed: Bool?) {
    let context = FrameContext(sender: .server, extensionBits: extensionBits)
    let findings = judge([[0x41, 0x01, 0xff], [0x80, 0x01, 0xff]], in: context)
    #expect(ids(findings) == [[], []])
    #expect(findings[1].message?.isCompressed == isCompressed)
    #expect(findings[1].message?.isValidText == nil)
  }

  @Test("RSV1 that nothing owns does not excuse text that is not UTF-8")
  func notNegotiated() {
    #expect(ids(judge([[0xc1, 0x01, 0xff]])) == [["frame.rsv-not-negotiated", "text.not-utf8"]])
  }

  @Test("a reserved opcode is no part of a message")
  func reservedOpcode() {
    let findings = judge([[0x01, 0x00], [0x83, 0x01, 0xff], [0x80, 0x00]])
    #expect(ids(findings) == [[], ["frame.opcode-reserved"], []])
    #expect(findings[2].message?.frameCount == 2)
  }

  // MARK: Input that breaks off

  @Test(
    "what is missing at the end is not judged",
    arguments: [
      [0x81, 0x03, 0xe4, 0xbd], [0x88, 0x02, 0x03], [0x88, 0x04, 0x03, 0xe8, 0xe4],
      [0x81, 0x03], [0x88, 0x02],
    ] as [[UInt8]])
  func truncated(frame: [UInt8]) {
    let findings = judge([frame])
    #expect(ids(findings) == [[]])
    #expect(findings[0].message == nil)
  }

  @Test("what is there of a close frame that breaks off is judged and told")
  func truncatedClose() {
    let findings = judge([[0x88, 0x05, 0x03, 0xed, 0x62, 0x79]])
    #expect(ids(findings) == [["close.code-not-allowed"]])
    #expect(findings[0].close == ClosePayload(code: .noStatusReceived, reason: "by"))
  }

  @Test("a header that breaks off is judged as far as it goes")
  func truncatedHeader() {
    var judge = FrameJudge(context: Self.server)
    judge.begin(PartialFrameHeader())
    #expect(judge.end(complete: false) == FrameFindings())
    judge.begin(PartialFrameHeader(firstByte: 0x80))
    let findings = judge.end(complete: false)
    #expect(ids([findings]) == [["message.continuation-without-start"]])
  }

  @Test("a close frame far too long is bounded, and read as far as it is kept")
  func longClose() {
    var judge = FrameJudge(context: Self.server, keepMessageBytes: 10)
    judge.begin(
      PartialFrameHeader(FrameHeader(opcode: .close, payloadLength: UInt64(Int64.max))))
    let piece = [0x03, 0xe8] + [UInt8](repeating: 0x61, count: 998)
    for _ in 0..<100 { judge.receivePayload(piece.span) }
    let findings = judge.end(complete: false)
    #expect(ids([findings]) == [["frame.control-too-long"]])
    #expect(findings.close?.reason == "aaaaaaaa")
  }
}
