extension AcceptMistake {
  /// Mistakes in what is hashed.
  static let hashedText: [Recipe] =
    [
      .hashed("accept.decoded-key") { key in
        decoded(key).map { $0 + Array(AcceptValue.guid.utf8) }
      },
      .hashed("accept.no-guid") { key in Array(key.utf8) },
      .hashed("accept.no-guid/decoded-key") { key in decoded(key) },
      .hashed("accept.no-key") { _ in Array(AcceptValue.guid.utf8) },
      .hashed("accept.reversed") { key in Array((AcceptValue.guid + key).utf8) },
      .hashed("accept.hash-reused") { key in
        let once = key + AcceptValue.guid
        return Array((once + once).utf8)
      },
      .hashed("accept.key-case-changed/lower") { key in
        Array((key.lowercased() + AcceptValue.guid).utf8)
      },
      .hashed("accept.key-case-changed/upper") { key in
        Array((key.uppercased() + AcceptValue.guid).utf8)
      },
      .hashed("accept.key-unpadded") { key in
        Array((withoutPadding(key) + AcceptValue.guid).utf8)
      },
      .hashed("accept.utf-16") { key in
        (key + AcceptValue.guid).utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
      },
      .hashed("accept.hashed-twice") { key in
        SHA1.digest(of: Array((key + AcceptValue.guid).utf8))
      },
      .hashed("accept.nul-hashed") { key in Array((key + AcceptValue.guid + "\0").utf8) },
    ]
    + untrimmedKeys
    + [
      .hashed("accept.newline-hashed/lf") { key in Array((key + AcceptValue.guid + "\n").utf8) },
      .hashed("accept.newline-hashed/crlf") { key in
        Array((key + AcceptValue.guid + "\r\n").utf8)
      },
    ]

  /// What is left around a key that was cut out of its header line.
  private static let untrimmedKeys: [Recipe] = [
    ("key-with/space-before", " ", ""), ("key-with/space-after", "", " "),
    ("key-with/spaces-around", " ", " "), ("key-with/tab-before", "\t", ""),
    ("key-with/cr-after", "", "\r"), ("key-with/lf-after", "", "\n"),
    ("key-with/crlf-after", "", "\r\n"), ("key-with/space-before-cr-after", " ", "\r"),
    ("key-with/space-before-lf-after", " ", "\n"),
    ("key-with/space-before-crlf-after", " ", "\r\n"), ("key-with/nul-after", "", "\0"),
    ("key-with/colon-before", ": ", ""), ("key-with/name-before", "Sec-WebSocket-Key: ", ""),
  ].map { rest, before, after in
    .hashed("accept.key-untrimmed", ["rest": .statement(Statement(rest))]) { key in
      Array((before + key + after + AcceptValue.guid).utf8)
    }
  }

  /// The key's bytes, also where the key is not canonical.
  private static func decoded(_ key: String) -> [UInt8]? {
    do {
      return try Base64.decode(key.utf8)
    } catch .unusedBitsSet(let offset, let canonical) {
      var characters = Array(key.utf8)
      characters[offset] = canonical
      return try? Base64.decode(characters)
    } catch {
      return nil
    }
  }

  /// A text without the `=` at its end.
  static func withoutPadding(_ text: String) -> String {
    String(decoding: text.utf8.prefix { $0 != Base64.padding }, as: UTF8.self)
  }
}
