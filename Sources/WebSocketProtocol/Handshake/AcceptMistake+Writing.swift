extension AcceptMistake {
  /// Mistakes in how the digest becomes text.
  static let digestWriting: [Recipe] = [
    .wrote("accept.hex-digest") { digest in Base64.encode(Array(hexDigits(digest).utf8)) },
    .wrote("accept.hex-digest/upper-case") { digest in
      Base64.encode(Array(hexDigits(digest).uppercased().utf8))
    },
    Recipe("accept.hex-sent") { key, value in
      value.lowercased() == hexDigits(SHA1.digest(of: Array((key + AcceptValue.guid).utf8)))
    },
    .wrote("accept.url-alphabet") { digest in urlAlphabet(Base64.encode(digest)) },
    .wrote("accept.url-alphabet/unpadded") { digest in
      withoutPadding(urlAlphabet(Base64.encode(digest)))
    },
    .wrote("accept.no-padding") { digest in withoutPadding(Base64.encode(digest)) },
    .wrote("accept.encoded-twice") { digest in
      Base64.encode(Array(Base64.encode(digest).utf8))
    },
    .wrote("accept.little-endian") { digest in
      Base64.encode(
        stride(from: 0, to: digest.count, by: 4).flatMap { digest[$0..<$0 + 4].reversed() })
    },
    Recipe("accept.not-hashed") { key, value in
      value == Base64.encode(Array((key + AcceptValue.guid).utf8))
    },
  ]

  /// Mistakes in how the value is put into its header, or compared.
  static let valueWriting: [Recipe] = [
    Recipe("accept.value-untrimmed") { key, value in
      let blanks: Set<UInt8> = [0x20, 0x09, 0x0d, 0x0a]
      return value.utf8.filter { !blanks.contains($0) } == Array(AcceptValue.text(forKey: key).utf8)
    },
    Recipe("accept.quoted") { key, value in
      ["\"", "'"].contains { $0 + AcceptValue.text(forKey: key) + $0 == value }
    },
    Recipe("accept.case-changed") { key, value in
      value.lowercased() == AcceptValue.text(forKey: key).lowercased()
    },
    Recipe("accept.key-echoed") { key, value in value == key },
  ]

  /// Values that belong to another key, and one that belongs to none.
  static let copies: [Recipe] = [
    Recipe("accept.example-copied") { _, value in
      value == AcceptValue.text(forKey: "dGhlIHNhbXBsZSBub25jZQ==")
    },
    Recipe("accept.example-copied/misprint") { _, value in
      value == "fYoqiH14DgI+SylEMwM2sDLzDiO="
    },
    Recipe("accept.other-hash/sha-256") { _, value in
      (try? Base64.decode(value.utf8))?.count == 32
    },
    Recipe("accept.other-hash/md5") { _, value in
      (try? Base64.decode(value.utf8))?.count == 16
    },
  ]

  private static func hexDigits(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 0xf, radix: 16) }.joined()
  }

  private static func urlAlphabet(_ text: String) -> String {
    String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }
}
