import LessonKit

extension CloseReplyAttempt {
  static let parts: [[Mistake<Self>]] =
    [answers, empties, singleBytes, wrongCodes, invalidReasons, rightOnes, ends] + codeParts

  private static let answers: [Mistake<Self>] = [
    Mistake("close.no-reply", noReply) {
      $0.empty = .threw
      $0.oneByte = { _ in .threw }
      $0.wrongCode = { _ in .threw }
      $0.notUTF8 = { _ in .threw }
      $0.fine = { _ in .threw }
    },
    Mistake("close.no-reply", noReply) {
      $0.oneByte = { _ in .threw }
      $0.wrongCode = { _ in .threw }
      $0.notUTF8 = { _ in .threw }
    },
    Mistake(
      nil,
      "Your answer to a wrong close frame is empty. Say what is wrong with it: 1002, or 1007."
    ) {
      $0.oneByte = { _ in .bytes([]) }
      $0.wrongCode = { _ in .bytes([]) }
      $0.notUTF8 = { _ in .bytes([]) }
    },

    always(
      """
      You answered with 1000 to every close frame. Repeat a code that is right, and answer what is wrong \
      with 1002 or 1007.
      """, .bytes([0x03, 0xe8])),
    always("Your answer is always empty. Repeat the code that came.", .bytes([])),
    always(
      "You answered with 1002 to every close frame. Repeat a code that is right.", protocolError),
    Mistake(
      nil,
      """
      You answered with 1000 to a wrong close frame. 1000 says that all is well. Answer with 1002, or \
      1007 where the reason is not UTF-8.
      """
    ) {
      $0.oneByte = { _ in .bytes([0x03, 0xe8]) }
      $0.wrongCode = { _ in .bytes([0x03, 0xe8]) }
      $0.notUTF8 = { _ in .bytes([0x03, 0xe8]) }
    },
  ]

  private static let noReply = """
    You threw where an answer is needed. A close frame always gets an answer; a wrong one gets the code \
    that says so. Without an answer, the other side reports 1006.
    """

  private static func always(_ sentence: String, _ outcome: Outcome) -> Mistake<Self> {
    Mistake(nil, sentence) {
      $0.oneByte = { _ in outcome }
      $0.wrongCode = { _ in outcome }
      $0.notUTF8 = { _ in outcome }
      $0.fine = { _ in outcome }
    }
  }

  private static let empties: [Mistake<Self>] = [
    Mistake("close.no-reply", noReply) { $0.empty = .threw },
    emptyMistake("You answered with 1000 to an empty close frame.", .bytes([0x03, 0xe8])),
    emptyMistake(
      "You answered with 1005 to an empty close frame. 1005 must not be sent.",
      .bytes([0x03, 0xed])),
    emptyMistake("You answered with 1002 to an empty close frame.", protocolError),
    emptyMistake("You answered with the code 0 to an empty close frame.", .bytes([0, 0])),
    emptyMistake("You looked for a code in an empty payload.", .crashed(.index)),
    Mistake(
      "close.empty",
      "You read a code from a payload that has none. An empty payload and one byte are cases of their own."
    ) {
      $0.empty = .crashed(.index)
      $0.oneByte = { _ in .crashed(.index) }
    },

  ]

  private static let singleBytes: [Mistake<Self>] = [
    Mistake("close.no-reply", noReply) { $0.oneByte = { _ in .threw } },
    oneByteMistake("Your answer to one byte is empty.") { _ in .bytes([]) },
    oneByteMistake("You repeated one byte that is not a code.") { .bytes([$0]) },
    oneByteMistake("You answered with 1000 to one byte.") { _ in .bytes([0x03, 0xe8]) },
    oneByteMistake("You answered with 1003 to one byte.") { _ in .bytes([0x03, 0xeb]) },
    oneByteMistake("You answered with 1007 to one byte.") { _ in .bytes([0x03, 0xef]) },
    oneByteMistake("You read the second byte of a payload that has only one.") { _ in
      .crashed(.index)
    },
  ]

  private static func emptyMistake(_ sentence: String, _ outcome: Outcome) -> Mistake<Self> {
    Mistake("close.empty", "\(sentence) It has no code to repeat: the answer is empty too.") {
      $0.empty = outcome
    }
  }

  private static func oneByteMistake(
    _ sentence: String, _ outcome: @escaping @Sendable (UInt8) -> Outcome
  ) -> Mistake<Self> {
    Mistake("close.one-byte", "\(sentence) A code has two bytes: answer one byte with 1002.") {
      $0.oneByte = outcome
    }
  }

  private static let wrongCodes: [Mistake<Self>] = [
    Mistake("close.no-reply", noReply) { $0.wrongCode = { _ in .threw } },
    Mistake(
      nil, "You answered with 1007 to a code that must not be sent. The code for it is 1002."
    ) { $0.wrongCode = { _ in .bytes([0x03, 0xef]) } },
    Mistake(
      nil, "You answered with 1000 to a code that must not be sent. The code for it is 1002."
    ) { $0.wrongCode = { _ in .bytes([0x03, 0xe8]) } },
    Mistake(
      nil, "Your answer to a code that must not be sent is empty. Answer with 1002."
    ) { $0.wrongCode = { _ in .bytes([]) } },
    Mistake(
      nil, "You answered with 1008 to a code that must not be sent. The code for it is 1002."
    ) { $0.wrongCode = { _ in .bytes([0x03, 0xf0]) } },

  ]

  private static let invalidReasons: [Mistake<Self>] = [
    Mistake(nil, "Your answer to a reason that is not UTF-8 is empty. Answer with 1007.") {
      $0.notUTF8 = { _ in .bytes([]) }
    },
    Mistake("close.no-reply", noReply) { $0.notUTF8 = { _ in .threw } },
    Mistake("text.not-validated", "You did not check that the reason is UTF-8. Answer with 1007.") {
      $0.notUTF8 = { .bytes(Array($0.prefix(2))) }
    },
    Mistake(
      "text.not-validated",
      "You sent back a reason that is not UTF-8. Answer with 1007, and leave the reason out."
    ) { $0.notUTF8 = { .bytes($0) } },
    Mistake(
      nil, "You answered with 1002 to a reason that is not UTF-8. The code for it is 1007."
    ) { $0.notUTF8 = { _ in Self.protocolError } },
    Mistake(
      nil, "You answered with 1003 to a reason that is not UTF-8. The code for it is 1007."
    ) { $0.notUTF8 = { _ in .bytes([0x03, 0xeb]) } },
  ]

  private static let rightOnes: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      Your answer to a close frame with a code is empty. Repeat the code: so the other side learns that \
      you have understood.
      """
    ) { $0.fine = { _ in .bytes([]) } },
    Mistake(nil, "You answered with 1000 where another code came. Repeat the code.") {
      $0.fine = { _ in .bytes([0x03, 0xe8]) }
    },
  ]

  private static let ends: [Mistake<Self>] = [
    Mistake(nil, leastSignificantFirst) {
      $0.finish = { bytes in Array(bytes.prefix(2).reversed()) + bytes.dropFirst(2) }
    },
    Mistake(nil, "You wrote the frame's header too. Return the payload alone.") {
      $0.finish = { [0x88, UInt8(truncatingIfNeeded: $0.count)] + $0 }
    },
    Mistake(nil, "You wrote one byte of the code. A code has two bytes.") {
      $0.finish = { Array($0.prefix(1)) }
    },

  ]
}
