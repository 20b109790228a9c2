/// The protocol of a connection that does not begin with HTTP/1.
public enum ForeignProtocol: Hashable, Sendable {
  /// A TLS handshake record.
  case tls
  /// The preface of HTTP/2.
  case http2
  /// Any other protocol.
  case other

  /// How each known protocol begins: with the type and version of a record; with a preface.
  private static let beginnings: [(ForeignProtocol, [UInt8])] = [
    (.tls, [22, 3]), (.http2, Array("PRI ".utf8)),
  ]

  /// The protocol that begins with these bytes, which are not HTTP/1; nil if there are too few bytes.
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
