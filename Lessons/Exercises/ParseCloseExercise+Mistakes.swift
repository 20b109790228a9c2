import LessonKit

extension ParseCloseAttempt {
  static let parts: [[Mistake<Self>]] =
    [codeBytes, empties, singleBytes, reasons, invalidReasons, longPayloads]
    + codeParts

  private static let codeBytes: [Mistake<Self>] =
    [
      misread(leastSignificantFirst) { UInt64($1) << 8 | UInt64($0) },
      misread("You multiplied by 255. A byte has 256 values: the first counts 256 times.") {
        UInt64($0) * 255 + UInt64($1)
      },
      misreturned(leastSignificantFirst) { UInt64($1) << 8 | UInt64($0) },
      misreturned(
        """
        You shifted a UInt8 by 8 bits, and nothing of it is left. Convert the byte first: \
        `UInt16(payload[0]) << 8`.
        """
      ) { UInt64($1) },
      misreturned("You read one byte as the code. It has two bytes: the first counts 256 times.") {
        first, _ in UInt64(first)
      },
      misreturned("You multiplied by 255. A byte has 256 values: the first counts 256 times.") {
        UInt64($0) * 255 + UInt64($1)
      },
      misreturned("You added the two bytes. The first counts 256 times.") {
        UInt64($0) + UInt64($1)
      },
      Mistake(nil, "You returned nil for the code. It is in the first two bytes.") {
        $0.returned = { _ in .nothing }
      },
    ]

  /// A code that is read in a wrong way, and then checked.
  ///
  /// A code that is always too small is not here: to check it refuses every code, as other mistakes do.
  private static func misread(
    _ sentence: String, _ code: @escaping @Sendable (UInt8, UInt8) -> UInt64
  ) -> Mistake<Self> {
    Mistake(nil, sentence) { $0.code = code }
  }

  /// A code that is read in a wrong way after it was checked, or is not checked.
  private static func misreturned(
    _ sentence: String, _ code: @escaping @Sendable (UInt8, UInt8) -> UInt64
  ) -> Mistake<Self> {
    Mistake(nil, sentence) {
      $0.returned = {
        .number(code(UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)))
      }
    }
  }

  private static let empties: [Mistake<Self>] = [
    emptyMistake("You looked for a code in an empty payload.") {
      $0.empty = .crashed(.index)
      $0.oneByte = { _ in .crashed(.index) }
    },
    emptyMistake("You looked for a code in an empty payload.") { $0.empty = .crashed(.index) },
    emptyMistake("You refused an empty payload.") { $0.empty = .threw },
    emptyMistake("You returned the code 0 for an empty payload.") {
      $0.empty = .returned([.number(0), .text("")])
    },
    emptyMistake("You returned the code 1005 for an empty payload.") {
      $0.empty = .returned([.number(1005), .text("")])
    },
    emptyMistake("You returned the code 1000 for an empty payload.") {
      $0.empty = .returned([.number(1000), .text("")])
    },
  ]

  private static func emptyMistake(
    _ sentence: String, _ make: @escaping @Sendable (inout Self) -> Void
  ) -> Mistake<Self> {
    Mistake(
      "close.empty",
      "\(sentence) A close frame may be empty. Then there is no code, nil, and no reason.",
      make: make)
  }

  private static let singleBytes: [Mistake<Self>] = [
    oneByteMistake("You accepted a payload of one byte as empty.") {
      _ in .returned([.nothing, .text("")])
    },
    oneByteMistake("You accepted a payload of one byte as a code.") {
      .returned([.number(UInt64($0)), .text("")])
    },
    oneByteMistake("You accepted a payload of one byte as half of a code.") {
      .returned([.number(UInt64($0) << 8), .text("")])
    },
    oneByteMistake("You accepted a payload of one byte as a reason.") {
      .returned([.nothing, .text(String(decoding: [$0], as: UTF8.self))])
    },
    oneByteMistake("You read the second byte of a payload that has only one.") { _ in
      .crashed(.index)
    },
    oneByteMistake("You returned the code 0 for a payload of one byte.") { _ in
      .returned([.number(0), .text("")])
    },
    oneByteMistake("You returned the code 1002 for a payload of one byte.") { _ in
      .returned([.number(1002), .text("")])
    },

  ]

  private static func oneByteMistake(
    _ sentence: String, _ outcome: @escaping @Sendable (UInt8) -> Outcome
  ) -> Mistake<Self> {
    Mistake(
      "close.one-byte", "\(sentence) A code has two bytes: throw the error for one byte alone."
    ) { $0.oneByte = outcome }
  }

  private static let reasons: [Mistake<Self>] = [
    Mistake(nil, "You left the code's two bytes in the reason. It begins at byte 2.") {
      $0.reason = { $0 }
    },
    Mistake(
      nil, "You made a text of the whole payload. The reason begins at byte 2: `payload[2...]`."
    ) {
      $0.reason = { $0 }
      $0.checksReason = true
    },
    Mistake(nil, "You left the code's second byte in the reason. It begins at byte 2.") {
      $0.reason = { Array($0.dropFirst()) }
    },
    Mistake(nil, "You looked for the reason from byte 1. It begins at byte 2.") {
      $0.reason = { Array($0.dropFirst()) }
      $0.checksReason = true
    },
    Mistake(nil, "You left out the first byte of the reason. It begins at byte 2.") {
      $0.reason = { Array($0.dropFirst(3)) }
    },
    Mistake(nil, "You left out the last byte of the reason.") {
      $0.reason = { Array($0.dropFirst(2).dropLast()) }
    },
    Mistake(
      "text.not-validated",
      "You made one character of each byte. The reason is UTF-8, with up to four bytes a character."
    ) {
      $0.reason = {
        Array(String(String.UnicodeScalarView($0.dropFirst(2).map(Unicode.Scalar.init))).utf8)
      }
      $0.checksReason = true
    },
    Mistake(nil, "You left out the reason. It is all bytes after the code, as UTF-8.") {
      $0.reason = { _ in [] }
    },
  ]

  private static let invalidReasons: [Mistake<Self>] = [
    Mistake(
      "text.not-validated",
      """
      You did not check that the reason is UTF-8. `String(decoding:as:)` replaces what is wrong. \
      `String(validating:as:)` returns nil, so that you can throw the error.
      """
    ) { $0.repair = { .returned([.text(String(decoding: $0, as: UTF8.self))]) } },
    Mistake(
      "text.not-validated",
      "You returned an empty reason where the bytes are not UTF-8. Throw the error instead."
    ) { $0.repair = { _ in .returned([.text("")]) } },
    Mistake(
      "text.not-validated",
      "You unwrapped a text that is nil, because the reason is not UTF-8. Throw the error instead."
    ) { $0.repair = { _ in .crashed(.unwrappedNil) } },
  ]

  private static let longPayloads: [Mistake<Self>] = [
    Mistake(nil, "You refused a long payload. A control frame carries up to 125 bytes.") {
      $0.refusesLong = true
    }

  ]
}
