/// An answer to a request that is not an opening handshake, such as one for a page.
public struct PlainAnswer: Hashable, Sendable {
  /// The status code: 200, 404.
  public var status: Int
  /// The reason phrase after it; it means nothing to a program.
  public var reason: String
  /// The type of the body: `text/html; charset=utf-8`.
  public var contentType: String
  /// The body.
  public var body: [UInt8]

  /// An answer from its parts.
  public init(
    status: Int = 200, reason: String = "OK", contentType: String = "text/html; charset=utf-8",
    body: [UInt8]
  ) {
    self.status = status
    self.reason = reason
    self.contentType = contentType
    self.body = body
  }

  /// The answer's bytes; the stream ends after them.
  ///
  /// An answer to HEAD has no body.
  package func bytes(withBody: Bool) -> [UInt8] {
    let head = [
      "HTTP/1.1 \(status) \(reason)", "Content-Type: \(contentType)",
      "Content-Length: \(body.count)", "Cache-Control: no-store",
      "X-Content-Type-Options: nosniff", "Connection: close", "", "",
    ]
    return Array(head.joined(separator: "\r\n").utf8) + (withBody ? body : [])
  }
}
