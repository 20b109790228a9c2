/// An answer to a request that opens no WebSocket connection, such as a page.
public struct PlainAnswer: Hashable, Sendable {
  /// The status code: 200, 404.
  public var status: Int
  /// The words behind it; they mean nothing to a program.
  public var reason: String
  /// What the body is: `text/html; charset=utf-8`.
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

  /// The answer on the wire; the stream ends behind it.
  ///
  /// To a HEAD request the body is left out.
  func bytes(withBody: Bool) -> [UInt8] {
    let head = [
      "HTTP/1.1 \(status) \(reason)", "Content-Type: \(contentType)",
      "Content-Length: \(body.count)", "Cache-Control: no-store",
      "X-Content-Type-Options: nosniff", "Connection: close", "", "",
    ]
    return Array(head.joined(separator: "\r\n").utf8) + (withBody ? body : [])
  }
}
