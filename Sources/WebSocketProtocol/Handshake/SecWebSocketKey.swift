/// The value of `Sec-WebSocket-Key`: 16 random bytes, in Base64.
///
/// A new one for every connection. It proves nothing about the client; it lets the client see that
/// the server has read this very request. RFC 6455 §4.1.
public struct SecWebSocketKey: Hashable, Sendable {
  /// The 24 characters in the header.
  public let text: String
  /// The 16 bytes that they encode.
  public let nonce: [UInt8]

  /// How many bytes a key encodes.
  public static let nonceByteCount = 16

  /// A key from a header's value, without the blanks around it.
  ///
  /// Throws unless the text is canonical Base64 of exactly 16 bytes. RFC 6455 §4.2.1.
  public init(_ text: String) throws(Invalid) {
    let nonce: [UInt8]
    do {
      nonce = try Base64.decode(text.utf8)
    } catch {
      throw Invalid(text, error)
    }
    guard nonce.count == Self.nonceByteCount else {
      throw Invalid(byteCount: nonce.count)
    }
    self.text = text
    self.nonce = nonce
  }

  /// A new key, from a generator that cannot be foreseen, such as the system's.
  public static func random(using generator: inout some RandomNumberGenerator) -> SecWebSocketKey {
    var nonce: [UInt8] = []
    for _ in 0..<nonceByteCount {
      nonce.append(UInt8.random(in: .min ... .max, using: &generator))
    }
    return SecWebSocketKey(checkedNonce: nonce)
  }

  private init(checkedNonce nonce: [UInt8]) {
    self.nonce = nonce
    text = Base64.encode(nonce)
  }

  /// What a server answers in `Sec-WebSocket-Accept`.
  public var acceptValue: String { AcceptValue.text(forKey: text) }
}

extension SecWebSocketKey {
  /// Why a text is not a key.
  public struct Invalid: Error, Hashable, Sendable, CustomStringConvertible {
    /// The place of the first character that is wrong, from 0; nil where the text as a whole is.
    public let offset: Int?
    /// What is wrong and what is expected.
    public let statement: Statement

    /// What is wrong and what is expected, in no language.
    public var description: String { "\(statement)" }

    init(byteCount: Int) {
      offset = nil
      statement = Statement("key/wrong-size", ["count": .count(byteCount)])
    }

    init(_ text: String, _ error: Base64.DecodingError) {
      offset = error.offset
      // Erratum 3150: the sample's last character carries four bits, but only two are a byte's.
      statement = Statement(
        text == sampleKeyOfRFC6455 ? "key/sample-of-the-rfc" : "key/not-base64",
        ["reason": .statement(error.statement)])
    }
  }

  /// The key that §4.1 prints for the bytes 1 to 16, with its mistake.
  static let sampleKeyOfRFC6455 = "AQIDBAUGBwgJCgsMDQ4PEC=="
}
