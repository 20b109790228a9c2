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
    ] + wrongGUIDs

  private static let order: [Mistake<Self>] = [
    Mistake("accept.reversed", "You put the GUID before the key. The key comes first.") {
      $0.isGUIDFirst = true
    }
  ]

  private static let hashes: [Mistake<Self>] = [
    Mistake(nil, "You wrote the text in Base64 before you hashed it. Hash first, then encode.") {
      $0.digest = { digest(of: Array(Base64.encode($0).utf8)) }
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
      You wrote the digest's 40 hex digits in Base64. Base64 takes its 20 bytes: then the answer has 28 \
      characters, not 56.
      """
    ) { $0.encoded = { Array(Hex.text($0).utf8) } },
    Mistake(
      "accept.hex-digest",
      """
      You wrote the digest's 40 hex digits, in capitals, in Base64. Base64 takes its 20 bytes: then the \
      answer has 28 characters, not 56.
      """
    ) { $0.encoded = { Array(Hex.text($0).uppercased().utf8) } },
  ]

  private static let forms: [Mistake<Self>] = [
    Mistake(
      "accept.hex-sent",
      "You returned the digest in hex digits. The answer is its 20 bytes in Base64."
    ) { $0.write = { Hex.text($0) } },
    Mistake(
      "accept.hex-sent",
      "You returned the digest in hex digits. The answer is its 20 bytes in Base64."
    ) { $0.write = { Hex.text($0).uppercased() } },
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

  /// How the GUID is mistyped: in public code, in print, and by hand.
  private static let wrongGUIDs: [Mistake<Self>] = [
    ("258EDFA5-E914-47DA-95CA-C5AB0DC85B11", "It begins 258EAFA5, not 258EDFA5."),
    ("258EAFA5–E914–47DA–95CA–C5AB0DC85B11", "It has hyphens, not the dashes of a printed page."),
    ("258EAFA5-E914–47DA-95CA-C5AB0DC85B11", "Its second hyphen has become a dash."),
    (
      "258EDFA5-E914–47DA-95CA-C5AB0DC85B11",
      "It begins 258EAFA5, and its second hyphen has become a dash."
    ),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B1l", "Its last character is a one, not a letter."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B1", "Its last character is missing."),
    ("258EAFA5-E914-47DA-95CA-5AB0DC85B11", "Its last group begins with C5AB."),
    (
      "258EAFA5-E914-47DA-95CA-C5ABODC85B11",
      "Its last group has a zero where you wrote the letter O."
    ),
    ("258eafa5-e914-47da-95ca-c5ab0dc85b11", "Its letters are capitals."),
    ("{258EAFA5-E914-47DA-95CA-C5AB0DC85B11}", "It has no braces around it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\n", "No line end follows it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\r\n", "No line end follows it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11 ", "No space follows it."),
    ("258EAFA5E91447DA95CAC5AB0DC85B11", "Its hyphens are part of it."),
    (" 258EAFA5-E914-47DA-95CA-C5AB0DC85B11", "There is no space between the key and it."),
    ("\n258EAFA5-E914-47DA-95CA-C5AB0DC85B11", "There is no line end between the key and it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\0", "No byte 0 follows it."),
  ].map { guid, difference in
    Mistake(
      "accept.wrong-guid", "Your GUID is not the one of the RFC. \(difference) Copy it from step 3."
    ) { $0.guid = Array(guid.utf8) }
  }

  private static let trimming: [Mistake<Self>] = [
    untrimmed("You hashed the spaces around the key, or its carriage return. Remove them first.") {
      $0
    },
    untrimmed("You removed the spaces around the key, but not its carriage return.") {
      trimmed($0, of: [" ", "\t"])
    },
    untrimmed("You removed the line end after the key, but not the spaces around it.") {
      trimmed($0, of: ["\r", "\n"])
    },
    untrimmed("You removed the spaces before the key, but not what follows it.") {
      trimmed($0, of: [" ", "\t", "\r", "\n"], end: false)
    },
    untrimmed("You removed the spaces before the key, but not what follows it.") {
      trimmed($0, of: [" ", "\t"], end: false)
    },
    untrimmed("You removed what follows the key, but not the spaces before it.") {
      trimmed($0, of: [" ", "\t", "\r", "\n"], start: false)
    },
    untrimmed("You removed the spaces, but not the carriage return.") {
      $0.filter { $0 != " " }
    },
    untrimmed("You removed the carriage return, but not the spaces around the key.") {
      $0.filter { $0 != "\r" }
    },
    untrimmed("You removed one character at an end of the key. There may be more.") { text in
      var text = text[...]
      if text.first?.isWhitespace == true { text = text.dropFirst() }
      if text.last?.isWhitespace == true { text = text.dropLast() }
      return String(text)
    },
  ]

  private static func untrimmed(
    _ sentence: String, _ trim: @escaping @Sendable (String) -> String
  ) -> Mistake<Self> {
    Mistake("accept.key-untrimmed", sentence) { $0.trim = trim }
  }
}
