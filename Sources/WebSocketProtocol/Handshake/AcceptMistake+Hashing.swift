extension AcceptMistake {
  /// Mistakes in what is hashed.
  static let hashedText: [Recipe] =
    [
      .hashed(
        "accept.decoded-key",
        "You decoded the key before you hashed it: its 24 characters are hashed as they stand."
      ) { key in
        decoded(key).map { $0 + Array(AcceptValue.guid.utf8) }
      },
      .hashed("accept.no-guid", "You hashed the key alone: the GUID belongs behind it.") { key in
        Array(key.utf8)
      },
      .hashed(
        "accept.no-guid",
        "You hashed the key's 16 decoded bytes alone: hash its 24 characters, with the GUID behind."
      ) { key in
        decoded(key)
      },
      .hashed("accept.no-key", "You hashed the GUID alone: the key belongs before it.") { _ in
        Array(AcceptValue.guid.utf8)
      },
      .hashed(
        "accept.reversed",
        "You put the GUID before the key: the key comes first, the GUID behind it."
      ) { key in
        Array((AcceptValue.guid + key).utf8)
      },
      .hashed(
        "accept.hash-reused",
        "You fed this key twice into one SHA-1 object: every connection starts with a new one."
      ) { key in
        let once = key + AcceptValue.guid
        return Array((once + once).utf8)
      },
      .hashed(
        "accept.key-case-changed",
        "You changed the key to lower case: only header names may be compared without case."
      ) { key in
        Array((key.lowercased() + AcceptValue.guid).utf8)
      },
      .hashed(
        "accept.key-case-changed",
        "You changed the key to upper case: only header names may be compared without case."
      ) { key in
        Array((key.uppercased() + AcceptValue.guid).utf8)
      },
      .hashed(
        "accept.key-unpadded", "You cut the \"=\" off the key: all of its 24 characters are hashed."
      ) { key in
        Array((withoutPadding(key) + AcceptValue.guid).utf8)
      },
      .hashed(
        "accept.utf-16",
        "You hashed the text as UTF-16, two bytes a character: use its ASCII bytes, one a character."
      ) { key in
        (key + AcceptValue.guid).utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
      },
      .hashed(
        "accept.hashed-twice", "You hashed the digest once more: one round of SHA-1 is enough."
      ) { key in
        SHA1.digest(of: Array((key + AcceptValue.guid).utf8))
      },
      .hashed(
        "accept.nul-hashed",
        "You hashed the byte 0 that ends a C string: hash 60 bytes, 24 of the key and 36 of the GUID."
      ) { key in
        Array((key + AcceptValue.guid + "\0").utf8)
      },
    ]
    + untrimmedKeys
    + [("a line feed", "\n"), ("a carriage return and a line feed", "\r\n")].map { name, end in
      .hashed(
        "accept.newline-hashed",
        "You hashed \(name) behind the GUID: nothing follows it (`echo` adds one, `printf` does not)."
      ) { key in
        Array((key + AcceptValue.guid + end).utf8)
      }
    }

  /// What is left around a key that was cut out of its header line.
  private static let untrimmedKeys: [Recipe] = [
    ("a space before it", " ", ""), ("a space behind it", "", " "),
    ("spaces around it", " ", " "), ("a tab before it", "\t", ""),
    ("a carriage return behind it", "", "\r"), ("a line feed behind it", "", "\n"),
    ("its line's CR and LF behind it", "", "\r\n"),
    ("a space before and a carriage return behind it", " ", "\r"),
    ("a space before and a line feed behind it", " ", "\n"),
    ("a space before and its line's CR and LF behind it", " ", "\r\n"),
    ("a byte 0 behind it", "", "\0"),
    ("the colon and a space before it", ": ", ""),
    ("its header's name before it", "Sec-WebSocket-Key: ", ""),
  ].map { what, before, behind in
    .hashed(
      "accept.key-untrimmed", "You hashed the key with \(what): hash its 24 characters alone."
    ) { key in
      Array((before + key + behind + AcceptValue.guid).utf8)
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
