extension AcceptMistake {
  /// Mistakes in how the digest becomes text.
  static let digestWriting: [Recipe] = [
    .wrote(
      "accept.hex-digest",
      "You encoded the digest's 40 hexadecimal digits: encode its 20 bytes."
    ) { digest in
      Base64.encode(Array(hexDigits(digest).utf8))
    },
    .wrote(
      "accept.hex-digest",
      "You encoded the digest's 40 hexadecimal digits, in upper case: encode its 20 bytes."
    ) { digest in
      Base64.encode(Array(hexDigits(digest).uppercased().utf8))
    },
    Recipe(
      "accept.hex-sent", "You sent the digest as hexadecimal digits: it is written in Base64."
    ) { key, value in
      value.lowercased() == hexDigits(SHA1.digest(of: Array((key + AcceptValue.guid).utf8)))
    },
    .wrote(
      "accept.url-alphabet",
      "You used Base64's alphabet for URLs: here, 62 is \"+\" and 63 is \"/\"."
    ) { digest in
      urlAlphabet(Base64.encode(digest))
    },
    .wrote(
      "accept.url-alphabet",
      "You used Base64's alphabet for URLs, unpadded: here, 62 is \"+\", 63 is \"/\", and an \"=\" "
        + "ends the value."
    ) { digest in
      withoutPadding(urlAlphabet(Base64.encode(digest)))
    },
    .wrote(
      "accept.no-padding",
      "You left out the \"=\" at the end: 20 bytes of digest make 27 characters and one \"=\"."
    ) { digest in
      withoutPadding(Base64.encode(digest))
    },
    .wrote("accept.encoded-twice", "You encoded the value twice: once is enough.") { digest in
      Base64.encode(Array(Base64.encode(digest).utf8))
    },
    .wrote(
      "accept.little-endian",
      "You wrote each of the digest's five words backwards: its most significant byte comes first."
    ) { digest in
      Base64.encode(
        stride(from: 0, to: digest.count, by: 4).flatMap { digest[$0..<$0 + 4].reversed() })
    },
    Recipe(
      "accept.not-hashed",
      "You encoded the key and the GUID without hashing them: SHA-1 is missing."
    ) { key, value in
      value == Base64.encode(Array((key + AcceptValue.guid).utf8))
    },
  ]

  /// Mistakes in how the value is put into its header, or compared.
  static let valueWriting: [Recipe] = [
    Recipe(
      "accept.value-untrimmed",
      "The value is right, with blanks or a line end around it: send its 28 characters alone."
    ) { key, value in
      let blanks: Set<UInt8> = [0x20, 0x09, 0x0d, 0x0a]
      return value.utf8.filter { !blanks.contains($0) } == Array(AcceptValue.text(forKey: key).utf8)
    },
    Recipe(
      "accept.quoted", "The value is right, in quotation marks: send its 28 characters alone."
    ) { key, value in
      ["\"", "'"].contains { $0 + AcceptValue.text(forKey: key) + $0 == value }
    },
    Recipe(
      "accept.case-changed",
      "The value is right but for upper and lower case, which are different digits in Base64."
    ) { key, value in
      value.lowercased() == AcceptValue.text(forKey: key).lowercased()
    },
    Recipe("accept.key-echoed", "You sent the key back: the answer is computed from it.") {
      key, value in value == key
    },
  ]

  /// Values that belong to another key, and one that belongs to none.
  static let copies: [Recipe] = [
    Recipe(
      "accept.example-copied",
      "You sent the value printed in RFC 6455 §1.3: it belongs to the key printed there."
    ) { _, value in
      value == AcceptValue.text(forKey: "dGhlIHNhbXBsZSBub25jZQ==")
    },
    Recipe(
      "accept.example-copied",
      "This value is a misprint that has been copied since: it belongs to no key."
    ) { _, value in
      value == "fYoqiH14DgI+SylEMwM2sDLzDiO="
    },
    Recipe(
      "accept.other-hash", "The value holds 32 bytes, as of SHA-256: use SHA-1, which makes 20."
    ) { _, value in
      (try? Base64.decode(value.utf8))?.count == 32
    },
    Recipe("accept.other-hash", "The value holds 16 bytes, as of MD5: use SHA-1, which makes 20.") {
      _, value in (try? Base64.decode(value.utf8))?.count == 16
    },
  ]

  private static func hexDigits(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 0xf, radix: 16) }.joined()
  }

  private static func urlAlphabet(_ text: String) -> String {
    String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }
}
