/// The value of `Sec-WebSocket-Accept`: the server's proof that it read the key and speaks WebSocket.
///
/// It is the key's text and a fixed text, hashed with SHA-1, the digest in Base64. RFC 6455 §4.2.2.
public enum AcceptValue {
  /// The text that is appended to every key; no other protocol uses it.
  public static let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

  /// The accept value for a key's text, which is used as it is, valid or not.
  public static func text(forKey key: String) -> String {
    let hashed = key + guid
    let digest = SHA1.digest(of: Array(hashed.utf8))
    return Base64.encode(digest)
  }
}
