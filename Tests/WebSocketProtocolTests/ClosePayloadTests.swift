import Testing
import WebSocketProtocol

@Suite("Close payload")
struct ClosePayloadTests {
  @Test("nothing, or one byte, is no code", arguments: [[], [0x03]] as [[UInt8]])
  func withoutCode(payload: [UInt8]) {
    #expect(ClosePayload(parsing: payload.span) == ClosePayload())
  }

  @Test("a code, and a reason behind it")
  func codeAndReason() {
    let payload: [UInt8] = [0x03, 0xe9] + Array("bye".utf8)  // 0x03e9 = 1001
    let parsed = ClosePayload(parsing: payload.span)
    #expect(parsed == ClosePayload(code: .goingAway, reason: "bye"))
    #expect(parsed.bytes == payload)
  }

  @Test("any code is read as it stands", arguments: [0, 999, 1005, 65_535] as [UInt16])
  func anyCode(number: UInt16) {
    let payload = [UInt8(number / 256), UInt8(number % 256)]
    let parsed = ClosePayload(parsing: payload.span)
    #expect(parsed.code?.rawValue == number)
    #expect(parsed.bytes == payload)
  }

  @Test("a reason that is not UTF-8 is shown with U+FFFD")
  func illFormedReason() {
    let payload: [UInt8] = [0x03, 0xe8, 0x61, 0xff, 0x62]
    #expect(ClosePayload(parsing: payload.span).reason == "a\u{FFFD}b")
  }

  @Test("a reason of 123 bytes fits, 124 do not")
  func reasonLimit() throws {
    try ClosePayload(code: .normalClosure, reason: String(repeating: "x", count: 123)).check()
    #expect(throws: ClosePayloadMisuse.reasonTooLong(byteCount: 124)) {
      try ClosePayload(code: .normalClosure, reason: String(repeating: "é", count: 62)).check()
    }
  }

  @Test("what may not be sent is refused before it is sent")
  func misuse() throws {
    try ClosePayload().check()
    #expect(throws: ClosePayloadMisuse.reasonWithoutCode) {
      try ClosePayload(reason: "why").check()
    }
    #expect(throws: ClosePayloadMisuse.codeNotAllowed(.noStatusReceived)) {
      try ClosePayload(code: .noStatusReceived).check()
    }
  }

  @Test(
    "a reason is shortened between two characters",
    arguments: [
      (String(repeating: "x", count: 123), 123),
      (String(repeating: "x", count: 200), 123),
      (String(repeating: "é", count: 100), 122),  // 2 bytes each: 61 of them
      (String(repeating: "你", count: 100), 123),  // 3 bytes each: 41 of them
      (String(repeating: "😀", count: 100), 120),  // 4 bytes each: 30 of them
      (String(repeating: "x", count: 120) + "👨‍👩‍👧", 120),  // a family of 18 bytes stays whole
      (String(repeating: "x", count: 122) + "e\u{301}", 122),  // 3 bytes: e and its accent
    ])
  func shortened(reason: String, byteCount: Int) {
    let short = ClosePayload.shortenedReason(reason)
    #expect(short.utf8.count == byteCount)
    #expect(reason.hasPrefix(short))
  }
}
