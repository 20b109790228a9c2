import Testing
import WebSocketProtocol

@Suite("UTF-8 validation")
struct UTF8ValidatorTests {
  /// One row: bytes that stop being UTF-8 at `offset`, and are seen to after `seen` bytes.
  struct Broken: CustomTestStringConvertible {
    var bytes: [UInt8]
    var offset: Int
    var reason: UTF8Violation.Reason
    /// How many bytes suffice to know; nil where only the end tells.
    var seen: Int?

    var testDescription: String {
      bytes.map { String($0, radix: 16) }.joined(separator: " ") + " \(reason.rawValue)"
    }
  }

  static let broken: [Broken] = [
    Broken(bytes: [0x80], offset: 0, reason: .strayContinuation, seen: 1),
    Broken(bytes: [0x41, 0xBF, 0x41], offset: 1, reason: .strayContinuation, seen: 2),
    Broken(bytes: [0xC3, 0xA9, 0xA9], offset: 2, reason: .strayContinuation, seen: 3),
    Broken(bytes: [0xC0, 0x80], offset: 0, reason: .overlong, seen: 1),
    Broken(bytes: [0xC1, 0xBF], offset: 0, reason: .overlong, seen: 1),
    Broken(bytes: [0xE0, 0x9F, 0xBF], offset: 0, reason: .overlong, seen: 2),
    Broken(bytes: [0xF0, 0x8F, 0xBF, 0xBF], offset: 0, reason: .overlong, seen: 2),
    Broken(bytes: [0xED, 0xA0, 0x80], offset: 0, reason: .surrogate, seen: 2),
    Broken(bytes: [0x41, 0xED, 0xBF, 0xBF], offset: 1, reason: .surrogate, seen: 3),
    Broken(bytes: [0xF4, 0x90, 0x80, 0x80], offset: 0, reason: .aboveMaximum, seen: 2),
    Broken(bytes: [0xF5, 0x80, 0x80, 0x80], offset: 0, reason: .aboveMaximum, seen: 1),
    Broken(bytes: [0xFF], offset: 0, reason: .aboveMaximum, seen: 1),
    Broken(bytes: [0xC3], offset: 0, reason: .truncated, seen: nil),
    Broken(bytes: [0xC3, 0x41], offset: 0, reason: .truncated, seen: 2),
    Broken(bytes: [0xE0, 0x41], offset: 0, reason: .truncated, seen: 2),
    Broken(bytes: [0xE4, 0xB8, 0xE4], offset: 0, reason: .truncated, seen: 3),
    Broken(bytes: [0x41, 0xF0, 0x9F, 0x98], offset: 1, reason: .truncated, seen: nil),
    Broken(bytes: [0xF0, 0x9F, 0x98, 0x41], offset: 0, reason: .truncated, seen: 4),
    // Autobahn 6.4: the third byte of the broken part makes it too large.
    Broken(
      bytes: Array("κ\u{1F79}σμε".utf8) + [0xF4, 0x90, 0x80, 0x80] + Array("edited".utf8),
      offset: 11, reason: .aboveMaximum, seen: 13),
  ]

  @Test("the place and the cause, whole, cut anywhere, byte by byte", arguments: broken)
  func placeAndCause(of row: Broken) {
    let expected = UTF8Violation(offset: row.offset, reason: row.reason)
    #expect(UTF8Validator.violation(in: row.bytes) == expected)

    for cut in 0...row.bytes.count {
      var validator = UTF8Validator()
      _ = validator.validate(row.bytes[..<cut])
      _ = validator.validate(row.bytes[cut...])
      #expect(validator.finish() == expected, "cut before byte \(cut)")
    }
  }

  @Test("an error is told with the first byte that makes it one", arguments: broken)
  func failsFast(at row: Broken) {
    var validator = UTF8Validator()
    for (index, byte) in row.bytes.enumerated() {
      let isKnown = row.seen.map { index + 1 >= $0 } ?? false
      #expect((validator.validate([byte]) != nil) == isKnown, "after \(index + 1) bytes")
    }
    #expect(validator.finish() != nil)
  }

  @Test("a violation says where and why")
  func description() {
    #expect(
      UTF8Violation(offset: 11, reason: .surrogate).description
        == "not UTF-8 at byte 11: surrogate")
  }
}
