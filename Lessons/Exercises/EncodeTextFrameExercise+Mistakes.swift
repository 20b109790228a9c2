import LessonKit
import WebSocketProtocol

extension EncodeTextFrameAttempt {
  static let parts: [[Mistake<Self>]] = [
    lengths, firstBytes, secondBytes, limits, longTexts, payloads, ends,
  ]

  private static let lengths: [Mistake<Self>] =
    counted(
      """
      You wrote the number of characters as the length. The length counts bytes, and UTF-8 takes up to \
      four bytes for a character.
      """
    ) { $0.count }
    + counted(
      """
      You wrote the number of UTF-16 units as the length, as in JavaScript and Java. The length counts \
      bytes of UTF-8.
      """
    ) { $0.utf16.count }
    + counted(
      "You wrote the number of Unicode scalars as the length. The length counts bytes of UTF-8."
    ) { $0.unicodeScalars.count }
    + otherLengths

  /// A length that does not count bytes; the limit counts the same, or bytes.
  private static func counted(
    _ sentence: String, _ count: @escaping @Sendable (String) -> Int
  ) -> [Mistake<Self>] {
    [
      Mistake("text.bytes-as-characters", sentence) {
        $0.length = count
        $0.measured = count
      },
      Mistake("text.bytes-as-characters", sentence) { $0.length = count },
    ]
  }

  private static let otherLengths: [Mistake<Self>] = [
    Mistake(nil, "You counted the two header bytes too. The length is that of the payload alone.") {
      $0.length = { $0.utf8.count + 2 }
    },
    Mistake(
      "text.bytes-as-characters",
      "You counted characters, and the two header bytes too. The length counts the payload's bytes."
    ) { $0.length = { $0.count + 2 } },
    Mistake(nil, "Your length is one too large. Write the count of the payload's bytes.") {
      $0.length = { $0.utf8.count + 1 }
    },
    Mistake(nil, "Your length is one too small. Write the count of the payload's bytes.") {
      $0.length = { max(0, $0.utf8.count - 1) }
    },
    Mistake(nil, "Your length is always 0. Write the count of the payload's bytes.") {
      $0.length = { _ in 0 }
    },
    Mistake(nil, "Your length is always 5. Write the count of the payload's bytes.") {
      $0.length = { _ in 5 }
    },
    Mistake(nil, "Your length is always 125. Write the count of the payload's bytes.") {
      $0.length = { _ in 125 }
    },
    Mistake(
      "length.non-minimal",
      "You wrote 126 and two more bytes for the length. Up to 125, the seven bits hold it."
    ) {
      $0.extendedLength = {
        [126, UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
      }
    },
    Mistake(nil, "You wrote the length in two bytes. Up to 125, it has one byte, with MASK.") {
      $0.extendedLength = { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    },
    Mistake(nil, "There is no length. It is in the byte after FIN and the opcode.") {
      $0.extendedLength = { _ in [] }
    },
  ]

  private static let firstBytes: [Mistake<Self>] = [
    first(0b0001_0001, "bits.order", countedFromTheRight),
    first(
      0x88, "bits.order",
      """
      Your opcode is 8, which is close. Text is opcode 1: the last bit of the byte is 1, not the fifth \
      from the left.
      """),
    first(0b0000_1001, "bits.order", countedFromTheRight),
    first(0x18, "bits.order", countedFromTheRight),
    first(
      0x01, nil,
      "FIN is 0, so more of this message would have to follow. FIN is the first bit, 0x80."),
    first(0x80, nil, "You wrote opcode 0, continuation. A text message begins with opcode 1."),
    first(0x00, nil, "FIN and the opcode are 0. FIN is the first bit, 0x80, and text is opcode 1."),
    first(0x82, nil, "You wrote opcode 2, which is binary. Text is opcode 1."),
    first(0x02, nil, "You wrote opcode 2, and FIN is 0. Text is opcode 1, and FIN is 0x80."),
    first(0x89, nil, "You wrote opcode 9, which is ping. Text is opcode 1."),
    first(0xc1, nil, "RSV1 is 1, which only an extension may use. The first byte is 0x81."),
    first(0xf1, nil, "The reserved bits are 1. Only an extension may use them."),
    first(81, nil, "You wrote 81 in decimal. The first byte is 0x81, in hexadecimal."),
  ]

  private static func first(_ byte: UInt8, _ id: String?, _ sentence: String) -> Mistake<Self> {
    Mistake(id, sentence) { $0.first = byte }
  }

  private static let countedFromTheRight = """
    You counted bits from the right. In the RFC, bit 0 is the leftmost, the most significant: FIN is \
    0x80 in the first byte, and the opcode is its right half.
    """

  private static let secondBytes: [Mistake<Self>] = [
    Mistake(
      "mask.server-masks",
      """
      You masked the payload. This frame is from a server, and a server does not mask (§5.1): a client \
      must close the connection when it sees the MASK bit.
      """
    ) { $0.masks = true },
    Mistake(
      nil,
      """
      You set the MASK bit, but there is no key. The receiver would take the first four bytes for the \
      key. The frame of a server is not masked: leave the bit 0.
      """
    ) { $0.second = { $0 | 0x80 } },
    Mistake(
      nil,
      """
      You shifted the length one bit to the left. MASK is the first bit of that byte, worth 128; the \
      length is the seven bits after it, as they are.
      """
    ) { $0.second = { $0 << 1 } },
    Mistake(
      nil,
      """
      You shifted the length to the left and set the last bit. MASK is the first bit, worth 128; the \
      length is the seven bits after it.
      """
    ) { $0.second = { $0 << 1 | 1 } },
    Mistake("bits.order", "You shifted the length to the right. It is the byte's last seven bits.")
    {
      $0.second = { $0 >> 1 }
    },
  ]

  private static let limits: [Mistake<Self>] = [
    Mistake(
      "text.bytes-as-characters",
      "You compared the number of characters with 125. The limit counts bytes of UTF-8."
    ) { $0.measured = { $0.count } },
    Mistake(
      "text.bytes-as-characters",
      "You compared the number of UTF-16 units with 125. The limit counts bytes of UTF-8."
    ) { $0.measured = { $0.utf16.count } },
    Mistake(
      "text.bytes-as-characters",
      "You compared the number of Unicode scalars with 125. The limit counts bytes of UTF-8."
    ) { $0.measured = { $0.unicodeScalars.count } },
    Mistake("length.boundaries", "You refused 125 bytes. Seven bits hold the lengths 0 to 125.") {
      $0.limit = 124
    },
    Mistake(
      "length.boundaries",
      "You wrote 126 as a length. 0 to 125 are lengths; 126 says that two more bytes follow."
    ) { $0.limit = 126 },
    Mistake(
      "length.boundaries",
      "You wrote 126 and 127 as lengths. 0 to 125 are lengths; these two say that more bytes follow."
    ) { $0.limit = 127 },
    Mistake(
      "length.boundaries",
      "You wrote 126 and more as lengths. Seven bits hold 0 to 125. Throw for a longer text."
    ) { $0.limit = 255 },
    Mistake(
      "length.boundaries",
      "You did not refuse long texts. Seven bits hold the lengths 0 to 125. Throw for a longer text."
    ) { $0.limit = nil },
    Mistake(
      "length.boundaries",
      "You did not refuse long texts. Seven bits hold the lengths 0 to 125. Throw for a longer text."
    ) {
      $0.limit = nil
      $0.crashesAbove = nil
    },
    Mistake(nil, "You refused an empty text. It is a frame with a payload of 0 bytes.") {
      $0.measured = { $0.isEmpty ? 1000 : $0.utf8.count }
    },

  ]

  private static let longTexts: [Mistake<Self>] = [
    Mistake(
      nil, "You converted a large length to UInt8, which holds 0 to 255. Throw before you do so."
    ) {
      $0.limit = 125
      $0.tooLong = { $0.utf8.count > 255 ? .crashed(.tooLarge) : .threw }
    },
    Mistake(
      nil,
      """
      You cut a text that is too long. The receiver gets another text than the one that was sent, and \
      does not know it. Throw instead.
      """
    ) { $0.tooLong = { .bytes([0x81, 125] + Array($0.utf8.prefix(125))) } },
    Mistake(
      nil,
      """
      You cut a text that is too long. The receiver gets another text than the one that was sent, and \
      does not know it. Throw instead.
      """
    ) {
      $0.tooLong = { text in
        let start = String(text.prefix(125))
        return .bytes([0x81, UInt8(truncatingIfNeeded: start.utf8.count)] + Array(start.utf8))
      }
    },
    Mistake(
      nil, "You returned an empty array for a text that is too long. Throw the error instead."
    ) {
      $0.tooLong = { _ in .bytes([]) }
    },
    Mistake(nil, "You stopped the program for a text that is too long. Throw the error instead.") {
      $0.tooLong = { _ in .crashed(.ownCheck) }
    },
  ]

  private static let payloads: [Mistake<Self>] = [
    Mistake(
      nil, "You wrote only the characters of ASCII. The payload is the whole text in UTF-8."
    ) { $0.payload = { $0.compactMap(\.asciiValue) } },
    Mistake(nil, "You wrote the text as UTF-16. The payload of a text frame is UTF-8.") {
      $0.payload = { $0.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] } }
    },
    Mistake(nil, "You wrote one byte of each UTF-16 unit. The payload of a text frame is UTF-8.") {
      $0.payload = { $0.utf16.map { UInt8(truncatingIfNeeded: $0) } }
    },
    Mistake(nil, "You wrote the text as UTF-16. The payload of a text frame is UTF-8.") {
      $0.payload = { $0.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] } }
    },
    Mistake(nil, "You wrote 0 for each character that is not ASCII. Write the text's UTF-8.") {
      $0.payload = { $0.map { $0.asciiValue ?? 0 } }
    },
    Mistake(nil, "You wrote ? for each character that is not ASCII. Write the text's UTF-8.") {
      $0.payload = { $0.map { $0.asciiValue ?? UInt8(ascii: "?") } }
    },
    Mistake(
      nil, "You wrote one byte for each character. In UTF-8, a character has up to four bytes."
    ) { $0.payload = { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } } },
  ]

  private static let ends: [Mistake<Self>] = [
    Mistake(nil, "Your two header bytes are exchanged. FIN and the opcode come first.") {
      $0.finish = { $0.reversed() + $1 }
    },
    Mistake(
      nil,
      """
      You wrote the length into the first byte. That byte has FIN and the opcode; the length is in the \
      second.
      """
    ) { $0.finish = { [0x80 | UInt8(truncatingIfNeeded: $1.count), $0[0] & 0x0f] + $1 } },
    Mistake(
      nil,
      """
      You wrote the length into the first byte. That byte has FIN and the opcode; the length is in the \
      second.
      """
    ) { $0.finish = { [$0[0] | UInt8(truncatingIfNeeded: $1.count)] + $1 } },
    Mistake(nil, "You wrote the length as decimal digits. It is a number of seven bits.") {
      $0.finish = { $0.prefix(1) + Array("\($1.count)".utf8) + $1 }
    },
    Mistake(nil, "Your length comes after the text. It comes before it, in the second byte.") {
      $0.finish = { $0.prefix(1) + $1 + $0.dropFirst() }
    },
    Mistake(nil, "You returned no bytes for an empty text. It is a frame with the length 0.") {
      $0.finish = { $1.isEmpty ? [] : $0 + $1 }
    },
    Mistake(nil, "There are only the two header bytes. The bytes of the text follow them.") {
      $0.finish = { header, _ in header }
    },
    Mistake(nil, "The result is the text alone. Two header bytes come before it.") {
      $0.finish = { _, payload in payload }
    },
    Mistake(nil, "The first header byte is missing. It has FIN and the opcode.") {
      $0.finish = { $0.dropFirst() + $1 }
    },
    Mistake(nil, "The second header byte is missing. It has the length.") {
      $0.finish = { $0.prefix(1) + $1 }
    },
    Mistake(nil, "Your text comes before the header. The header comes first.") {
      $0.finish = { header, payload in payload + header }
    },
    Mistake(nil, "Your frame ends with a byte 0. The length says where it ends.") {
      $0.finish = { $0 + $1 + [0] }
    },
    Mistake(nil, "Your frame ends with a line end. The length says where it ends.") {
      $0.finish = { $0 + $1 + [0x0a] }
    },
    Mistake(nil, "Your payload is in the wrong order: its last byte comes first.") {
      $0.finish = { $0 + $1.reversed() }
    },
    Mistake(nil, "Four bytes 0 come before your payload. An unmasked frame has no key.") {
      $0.finish = { $0 + [0, 0, 0, 0] + $1 }
    },
    Mistake(nil, "You returned an empty array. Return the header and the payload.") {
      $0.finish = { _, _ in [] }
    },

  ]
}
