import LessonKit
import WebSocketProtocol

extension AcceptAttempt {
  static let parts: [[Mistake<Self>]] = [
    keys, guids, order, hashes, reuse, encodings, forms, ends, trimming,
  ]

  private static let keys: [Mistake<Self>] = [
    Mistake(nil, "You cut the last character off the key. Remove only spaces and line ends.") {
      $0.keyBytes = { $0.utf8.dropLast() }
    },
    Mistake(nil, "You cut the first character off the key. Remove only spaces and line ends.") {
      $0.keyBytes = { Array($0.utf8.dropFirst()) }
    },
    Mistake(
      "accept.decoded-key",
      """
      You hashed the decoded key. The server does not decode it: hash its 24 characters as they are, \
      with the GUID after them.
      """
    ) { $0.keyBytes = { (try? Base64.decode($0.utf8)) ?? [] } },
    Mistake(nil, "You wrote the key in Base64. It is in Base64 already: hash its characters.") {
      $0.keyBytes = { Array(Base64.encode(Array($0.utf8)).utf8) }
    },
    Mistake("accept.no-key", "You hashed the GUID alone. The key comes before it.") {
      $0.keyBytes = { _ in [] }
    },
    Mistake(
      "accept.key-case-changed",
      "You changed the key to lower case. Hash its characters as they are."
    ) { $0.keyBytes = { Array($0.lowercased().utf8) } },
    Mistake(
      "accept.key-case-changed",
      "You changed the key to upper case. Hash its characters as they are."
    ) { $0.keyBytes = { Array($0.uppercased().utf8) } },
    Mistake(
      nil, "You removed + and / from the key. They belong to its 24 characters: remove only blanks."
    ) {
      $0.keyBytes = { key in key.utf8.filter { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") }
      }
    },
    Mistake(
      nil,
      """
      You removed the characters of the key that are not letters or digits. They belong to it: remove \
      only blanks.
      """
    ) { $0.keyBytes = { key in key.utf8.filter { !"+/=".utf8.contains($0) } } },
    Mistake(
      "accept.key-unpadded",
      "You removed the equals signs of the key. They belong to its 24 characters."
    ) { $0.keyBytes = { key in key.utf8.filter { $0 != UInt8(ascii: "=") } } },

  ]

  private static let guids: [Mistake<Self>] =
    [
      Mistake(
        "accept.no-guid",
        """
        You hashed the key without the GUID after it. The GUID shows that the server knows WebSocket, and \
        does not only hash what it is sent.
        """
      ) { $0.guid = [] }
    ] + separators + wrongGUIDs + mistypedGUIDs.map(\.asSlip)

  private static let order: [Mistake<Self>] = [
    Mistake("accept.reversed", "You put the GUID before the key. The key comes first.") {
      $0.isGUIDFirst = true
    }
  ]

  private static let hashes: [Mistake<Self>] = [
    Mistake(nil, "You wrote the text in Base64 before you hashed it. Hash first, then encode.") {
      $0.digest = { digest(of: Array(Base64.encode($0).utf8)) }
    },
    Mistake(
      nil, "You hashed the key alone, and put the GUID after the digest. Hash both as one text."
    ) { $0.digest = { bytes in digest(of: keyPart(bytes)) + AcceptValue.guid.utf8 } },
    Mistake(
      nil, "You hashed the key, and then its digest with the GUID. Hash both as one text, once."
    ) { $0.digest = { bytes in digest(of: digest(of: keyPart(bytes)) + AcceptValue.guid.utf8) } },
    Mistake(
      nil,
      """
      You hashed the key, wrote it in Base64, and hashed that with the GUID. Hash both as one text, once.
      """
    ) {
      $0.digest = { bytes in
        digest(of: Array((Base64.encode(digest(of: keyPart(bytes))) + AcceptValue.guid).utf8))
      }
    },
    Mistake(nil, "You hashed the key and the GUID each alone. Hash both as one text, once.") {
      $0.digest = { bytes in
        digest(of: keyPart(bytes)) + digest(of: Array(AcceptValue.guid.utf8))
      }
    },
    Mistake(nil, "You hashed the text as UTF-16. Each of its characters is one byte.") {
      $0.digest = { bytes in digest(of: bytes.flatMap { [$0, 0] }) }
    },
    Mistake("accept.not-hashed", "You did not hash the text. SHA-1 comes before Base64.") {
      $0.digest = { $0 }
    },
    Mistake("accept.hashed-twice", "You hashed the digest again. One SHA-1 is enough.") {
      $0.digest = { digest(of: digest(of: $0)) }
    },
  ]

  private static let reuse: [Mistake<Self>] = [
    Mistake(
      "accept.hash-reused",
      """
      You went on with the hash of the last key: the first answer is right, and the second is not. The \
      hash of each connection begins empty.
      """
    ) { $0.keepsHash = true }
  ]

  private static let encodings: [Mistake<Self>] = [
    Mistake(
      "accept.hex-digest",
      """
      You wrote the digest's hex digits in Base64. Base64 takes its 20 bytes: then the answer has 28 \
      characters.
      """
    ) { $0.encoded = { Array($0.map { String($0, radix: 16) }.joined().utf8) } },
    Mistake(
      "accept.hex-digest",
      """
      You wrote the digest's 40 hex digits in Base64. Base64 takes its 20 bytes: then the answer has 28 \
      characters, not 56.
      """
    ) { $0.encoded = { Array(Hex.text($0).utf8) } },
    Mistake(
      nil,
      "You wrote a text of the digest in Base64. Its bytes are not UTF-8: Base64 takes them as they are."
    ) { $0.encoded = { Array(String(decoding: $0, as: UTF8.self).utf8) } },
    Mistake(
      nil,
      "You wrote the list of the digest's numbers in Base64. Base64 takes the bytes themselves."
    ) { $0.encoded = { Array("\($0)".utf8) } },
    Mistake(
      "accept.hex-digest",
      """
      You wrote the digest's 40 hex digits, in capitals, in Base64. Base64 takes its 20 bytes: then the \
      answer has 28 characters, not 56.
      """
    ) { $0.encoded = { Array(Hex.text($0).uppercased().utf8) } },
  ]

  private static let forms: [Mistake<Self>] = [
    Mistake(nil, "You made a text of the digest. Its bytes are not UTF-8: write them in Base64.") {
      $0.write = { String(decoding: $0, as: UTF8.self) }
    },
    Mistake(
      "accept.hex-sent",
      "You returned the digest in hex digits. The answer is its 20 bytes in Base64."
    ) { $0.write = { Hex.text($0) } },
    Mistake(
      "accept.hex-sent",
      "You returned the digest in hex digits. The answer is its 20 bytes in Base64."
    ) { $0.write = { Hex.text($0).uppercased() } },
    Mistake(
      "accept.hex-sent",
      "You returned the digest in hex digits. The answer is its 20 bytes in Base64."
    ) { $0.write = { $0.map { String($0, radix: 16) }.joined() } },
    Mistake(nil, "You changed the value to lower case. In Base64, the case of a letter counts.") {
      $0.write = { Base64.encode($0).lowercased() }
    },
    Mistake(nil, "You changed the value to upper case. In Base64, the case of a letter counts.") {
      $0.write = { Base64.encode($0).uppercased() }
    },
    Mistake("accept.encoded-twice", "You encoded the value twice. Once is enough.") {
      $0.write = { Base64.encode(Array(Base64.encode($0).utf8)) }
    },
    Mistake(
      "accept.no-padding",
      "You left out the equals sign at the end. It belongs to the 28 characters of the value."
    ) { $0.write = { String(Base64.encode($0).prefix { $0 != "=" }) } },
    Mistake(
      "accept.url-alphabet",
      "You used the Base64 alphabet for URLs, with - and _. HTTP headers use the one with + and /."
    ) { $0.write = { bytes in urlAlphabet(Base64.encode(bytes)) } },
    Mistake(
      "accept.url-alphabet",
      """
      You used the Base64 alphabet for URLs, with - and _ and without the equals sign. HTTP headers use \
      the one with + and /.
      """
    ) { $0.write = { bytes in urlAlphabet(String(Base64.encode(bytes).prefix { $0 != "=" })) } },
    Mistake(
      nil, "You returned the bytes as a list of numbers. The answer is their text in Base64."
    ) { $0.write = { "\($0)" } },
  ]

  private static let ends: [Mistake<Self>] = [
    Mistake("accept.value-untrimmed", "A line end follows your value. It is not part of it.") {
      $0.finish = { value, _ in value + "\r\n" }
    },
    Mistake("accept.value-untrimmed", "A line end follows your value. It is not part of it.") {
      $0.finish = { value, _ in value + "\n" }
    },
    Mistake(nil, "You returned the whole header line. Return the value alone.") {
      $0.finish = { value, _ in "Sec-WebSocket-Accept: " + value }
    },
    Mistake(nil, "You returned the whole header line. Return the value alone.") {
      $0.finish = { value, _ in "Sec-WebSocket-Accept: " + value + "\r\n" }
    },
    Mistake("accept.quoted", "Your value is in quotation marks. Return its characters alone.") {
      $0.finish = { value, _ in "\"\(value)\"" }
    },
    Mistake(
      "accept.key-echoed",
      "You returned the key. Any server can repeat what it receives, so that proves nothing."
    ) { $0.finish = { _, key in key } },
    Mistake(nil, "You returned the key and the GUID. Hash them, and write the digest in Base64.") {
      $0.finish = { _, key in key + AcceptValue.guid }
    },
    Mistake(nil, "You returned an empty text. Return the digest in Base64.") {
      $0.finish = { _, _ in "" }
    },

    Mistake(
      "accept.example-copied",
      """
      For the key 7+C600xYybOv2zmJ69RQsw== you returned the answer that a book prints. The book is \
      wrong: step 9 computes the answer.
      """
    ) {
      $0.finish = { value, key in
        key == "7+C600xYybOv2zmJ69RQsw==" ? "fYoqiH14DgI+SylEMwM2sDLzDiO=" : value
      }
    },
    Mistake(
      "accept.example-copied",
      "You returned the answer of the lesson's example for every key. Compute it from the key."
    ) { $0.finish = { _, _ in "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" } },

  ]

  private static func urlAlphabet(_ text: String) -> String {
    String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }

  /// What is left around the key: each way before it with each way after it.
  private static let trimming: [Mistake<Self>] =
    [
      untrimmed("You took the first 24 characters. There may be spaces before the key.") {
        String($0.prefix(24))
      },
      untrimmed("You took the last 24 characters. There may be spaces after the key.") {
        String($0.suffix(24))
      },
    ]
    + [
      untrimmed("You removed a carriage return only where a space is before it.") {
        $0.split(separator: " ").first.map(String.init) ?? ""
      }
    ]
    + ends(
      [
        ("the spaces before the key", { $0 }),
        ("a second space before the key", { $0.first == " " ? $0.dropFirst() : $0 }),
        ("", { $0.drop { $0 == " " } }),
      ],
      [
        ("what follows the key", { $0 }),
        ("the carriage return after the key", { trimmed($0) { $0 == " " } }),
        ("the carriage return after the key", { Substring($0.filter { $0 != " " }) }),
        ("the spaces after the key", { trimmed($0) { $0 == "\r" } }),
        (
          "a second character after the key",
          { $0.last == " " || $0.last == "\r" ? $0.dropLast() : $0 }
        ),
        (
          "the space before the carriage return",
          { $0.last == "\r" ? $0.dropLast() : trimmed($0) { $0 == " " } }
        ),
        ("", { trimmed($0) { $0 == " " || $0 == "\r" } }),
      ])

  private typealias Trim = (left: String, trim: @Sendable (Substring) -> Substring)

  private static func ends(_ starts: [Trim], _ ends: [Trim]) -> [Mistake<Self>] {
    starts.flatMap { start in
      ends.compactMap { end in
        let left = [start.left, end.left].filter { !$0.isEmpty }.joined(separator: " and ")
        guard !left.isEmpty else { return nil }
        return untrimmed("You hashed \(left). Remove all blanks and line ends around the key.") {
          String(end.trim(start.trim($0[...])))
        }
      }
    }
  }

  /// A text without some characters at its end.
  private static func trimmed(
    _ text: Substring, _ isRemoved: (Character) -> Bool
  ) -> Substring {
    text.lastIndex { !isRemoved($0) }.map { text[...$0] } ?? ""
  }

  private static func untrimmed(
    _ sentence: String, _ trim: @escaping @Sendable (String) -> String
  ) -> Mistake<Self> {
    Mistake("accept.key-untrimmed", sentence) { $0.trim = trim }
  }

  /// The bytes of the key in the key with the GUID.
  @Sendable private static func keyPart(_ bytes: [UInt8]) -> [UInt8] {
    bytes.suffix(36).elementsEqual(AcceptValue.guid.utf8) ? bytes.dropLast(36) : bytes
  }
}
