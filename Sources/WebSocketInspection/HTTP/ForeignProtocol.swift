/// What a connection speaks that is not HTTP/1.
public enum ForeignProtocol: Hashable, Sendable {
  /// A TLS handshake record.
  case tls
  /// The preface of HTTP/2.
  case http2
  /// Anything else.
  case other

  /// How each of those that are known begins: a record's type and version; a preface.
  private static let beginnings: [(ForeignProtocol, [UInt8])] = [
    (.tls, [22, 3]), (.http2, Array("PRI ".utf8)),
  ]

  /// What bytes begin that are not HTTP/1; nil where there are too few of them to tell.
  init?(_ bytes: [UInt8]) {
    if let known = Self.beginnings.first(where: { bytes.starts(with: $0.1) }) {
      self = known.0
    } else if Self.beginnings.contains(where: { $0.1.starts(with: bytes) }) {
      return nil
    } else {
      self = .other
    }
  }
}
