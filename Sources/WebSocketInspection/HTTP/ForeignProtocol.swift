/// What a connection speaks that is not HTTP/1.
public enum ForeignProtocol: Hashable, Sendable {
  /// A TLS handshake record.
  case tls
  /// The preface of HTTP/2.
  case http2
  /// Anything else.
  case other

  init(_ bytes: [UInt8]) {
    if bytes.count >= 2, bytes[0] == 22, bytes[1] == 3 {
      self = .tls
    } else if bytes.starts(with: "PRI ".utf8) {
      self = .http2
    } else {
      self = .other
    }
  }
}
