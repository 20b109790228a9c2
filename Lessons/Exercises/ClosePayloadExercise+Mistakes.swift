import LessonKit

extension ClosePayloadAttempt {
  static let parts: [[Mistake<Self>]] =
    [codeBytes, withoutCode, reasonsAlone, ends, longReasons, refusedReasons] + codeParts

  private static let codeBytes: [Mistake<Self>] = [
    Mistake(nil, leastSignificantFirst) {
      $0.codeBytes = {
        .bytes([UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)])
      }
    },
    Mistake(nil, "You divided by 255. A byte has 256 values: divide by 256.") {
      $0.codeBytes = {
        .bytes([UInt8(truncatingIfNeeded: $0 / 255), UInt8(truncatingIfNeeded: $0 % 255)])
      }
    },
    Mistake(nil, "You wrote the code as decimal digits. It is a number of two bytes.") {
      $0.codeBytes = { .bytes(Array("\($0)".utf8)) }
    },
    Mistake(nil, "You wrote only the code's last byte. A code has two bytes.") {
      $0.codeBytes = { .bytes([UInt8(truncatingIfNeeded: $0)]) }
    },
    Mistake(nil, "You wrote only the code's first byte. A code has two bytes.") {
      $0.codeBytes = { .bytes([UInt8(truncatingIfNeeded: $0 >> 8)]) }
    },
    Mistake(nil, "You wrote the code in four bytes. A code has two bytes.") {
      $0.codeBytes = {
        .bytes([0, 0, UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)])
      }
    },
    Mistake(
      nil,
      """
      You converted the code to UInt8, which holds 0 to 255. Take it apart first: `code >> 8` and \
      `code & 0xff`.
      """
    ) { $0.codeBytes = { $0 > 255 ? .crashed(.tooLarge) : .bytes([UInt8($0)]) } },
  ]

  private static let withoutCode: [Mistake<Self>] = [
    withoutCode("You wrote two zero bytes where there is no code.") {
      $0.empty = .bytes([0, 0])
      $0.reasonAlone = { .bytes([0, 0] + $0) }
    },
    withoutCode("You wrote two zero bytes where there is no code.") { $0.empty = .bytes([0, 0]) },
    withoutCode("You wrote 1005 where there is no code. It only reports that no code came.") {
      $0.empty = .bytes([0x03, 0xed])
    },
    withoutCode("You wrote 1000 where there is no code.") {
      $0.empty = .bytes([0x03, 0xe8])
      $0.reasonAlone = { .bytes([0x03, 0xe8] + $0) }
    },
    withoutCode("You wrote 1000 where there is no code.") { $0.empty = .bytes([0x03, 0xe8]) },
    withoutCode("You refused a close without a code.") { $0.empty = .threw },
    withoutCode("You unwrapped a code that is nil.") {
      $0.empty = .crashed(.unwrappedNil)
      $0.reasonAlone = { _ in .crashed(.unwrappedNil) }
    },
    withoutCode("You unwrapped a code that is nil.") { $0.empty = .crashed(.unwrappedNil) },
  ]

  private static func withoutCode(
    _ sentence: String, _ make: @escaping @Sendable (inout Self) -> Void
  ) -> Mistake<Self> {
    Mistake(
      "close.empty", "\(sentence) Without a code, a close frame has an empty payload.", make: make)
  }

  private static let reasonsAlone: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You sent a reason without a code. The receiver takes its first two bytes for the code. Throw the \
      error instead.
      """
    ) { $0.reasonAlone = { .bytes($0) } },
    Mistake(
      nil,
      """
      You wrote 1000 before a reason without a code. The caller did not ask for 1000. Throw the error \
      instead.
      """
    ) { $0.reasonAlone = { .bytes([0x03, 0xe8] + $0) } },
    Mistake(
      nil,
      """
      You wrote 1005 before a reason without a code. 1005 must not be sent. Throw the error instead.
      """
    ) { $0.reasonAlone = { .bytes([0x03, 0xed] + $0) } },
    Mistake(
      nil,
      """
      You dropped a reason without a code. The caller must learn that it cannot be sent. Throw the error \
      instead.
      """
    ) { $0.reasonAlone = { _ in .bytes([]) } },

  ]

  private static let ends: [Mistake<Self>] = [
    Mistake(nil, "You wrote the frame's header too. Return the payload alone.") {
      $0.finish = { [0x88, UInt8(truncatingIfNeeded: $0.count + $1.count)] + $0 + $1 }
    },

    Mistake(nil, "You left out the reason. It follows the code, as UTF-8.") {
      $0.finish = { code, _ in code }
    },
    Mistake(nil, "You left out the code. Its two bytes come before the reason.") {
      $0.finish = { _, reason in reason }
    },
  ]

  private static let longReasons: [Mistake<Self>] = [
    Mistake(
      "close.reason-cut",
      """
      You cut the reason inside a character. 123 bytes fit, but a character has up to four of them. Stop \
      before the one that does not fit whole.
      """
    ) { $0.tooLong = { .bytes($0 + $1.prefix(123)) } },
    Mistake(
      "close.reason-cut", "You cut the reason after 125 bytes. The code takes two of them: 123 fit."
    ) {
      $0.limit = 125
      $0.tooLong = { .bytes($0 + $1.prefix(125)) }
    },
    Mistake(
      "close.reason-cut",
      """
      You sent more than 123 bytes of reason. A control frame carries at most 125 bytes, and the code \
      takes two.
      """
    ) { $0.limit = nil },
    Mistake(
      "close.reason-cut",
      "You accepted 125 bytes of reason. A control frame carries 125 bytes, and the code takes two."
    ) { $0.limit = 125 },
    Mistake("close.reason-cut", "You accepted 124 bytes of reason. 123 fit.") { $0.limit = 124 },
    Mistake("close.reason-cut", countedCharacters) { $0.measured = { $0.count } },
    Mistake("close.reason-cut", countedCharacters) { $0.measured = { $0.utf16.count } },
    Mistake("close.reason-cut", countedCharacters) {
      $0.limit = 125
      $0.measured = { $0.count }
    },
    Mistake("close.reason-cut", countedCharacters) {
      $0.limit = nil
      $0.finish = { code, reason in
        code + Array(String(String(decoding: reason, as: UTF8.self).prefix(123)).utf8)
      }
    },
    Mistake(nil, "You dropped a reason that is too long. Throw, or cut it between two characters.")
    {
      $0.tooLong = { code, _ in .bytes(code) }
    },
    Mistake(nil, "You stopped the program for a reason that is too long. Throw the error instead.")
    {
      $0.tooLong = { _, _ in .crashed(.ownCheck) }
    },

  ]

  private static let refusedReasons: [Mistake<Self>] = [
    Mistake(nil, "You refused a reason that fits. 125 bytes without the code's two are 123.") {
      $0.refusesLong = true
    }
  ]

  private static let countedCharacters = """
    You counted the characters of the reason. 123 bytes fit, and a character has up to four of them in \
    UTF-8.
    """
}
