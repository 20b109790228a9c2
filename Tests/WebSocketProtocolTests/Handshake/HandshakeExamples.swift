@testable import WebSocketProtocol

/// Heads to begin from; each test changes one thing.
enum Example {
  /// The request of RFC 6455 §1.3.
  static let request = head(
    "GET /chat HTTP/1.1",
    "Host: server.example.com",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Origin: http://example.com",
    "Sec-WebSocket-Protocol: chat, superchat",
    "Sec-WebSocket-Version: 13")

  /// The response of RFC 6455 §1.3, with the subprotocol that §1.3 and §4.2.2 add.
  static let response = head(
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    "Sec-WebSocket-Protocol: chat")

  /// What the request above asks for, and an extension.
  static let offer = HandshakeOffer(
    key: "dGhlIHNhbXBsZSBub25jZQ==", subprotocols: ["chat", "superchat"],
    extensions: [HandshakeExtension(name: "permessage-deflate")])

  static func head(_ lines: String...) -> String {
    lines.map { $0 + "\r\n" }.joined() + "\r\n"
  }

  /// The violations of a request, or of a response to the offer above.
  static func violations(request text: String) -> [Finding] {
    HandshakeReport(judgingRequest: HTTPHead(parsing: Array(text.utf8))).violations
  }

  static func violations(response text: String, rest: String = "") -> [Finding] {
    HandshakeReport(
      judgingResponse: HTTPHead(parsing: Array(text.utf8)), to: offer, rest: Array(rest.utf8),
      messageExtension: ToyExtension(name: "permessage-deflate")
    ).violations
  }
}

extension String {
  /// The text with its only occurrence of a part replaced.
  func with(_ old: String, _ new: String) -> String {
    let pieces = components(of: old)
    return pieces.count == 2 ? pieces[0] + new + pieces[1] : "no single \(old)"
  }

  /// The text with a line of a head added behind its first line.
  func adding(_ line: String) -> String {
    guard let end = range(ofFirst: "\r\n") else { return self }
    return String(self[..<end.upperBound]) + line + "\r\n" + self[end.upperBound...]
  }

  /// The text without the line that begins so.
  func without(_ start: String) -> String {
    components(of: "\r\n").filter { !$0.hasPrefix(start) }.joined(separator: "\r\n")
  }

  private func components(of separator: String) -> [String] {
    var pieces: [String] = []
    var remainder = self[...]
    while let found = String(remainder).range(ofFirst: separator) {
      let text = String(remainder)
      pieces.append(String(text[..<found.lowerBound]))
      remainder = text[found.upperBound...]
    }
    return pieces + [String(remainder)]
  }

  private func range(ofFirst part: String) -> Range<String.UnicodeScalarView.Index>? {
    var start = unicodeScalars.startIndex
    while start < unicodeScalars.endIndex {
      if unicodeScalars[start...].starts(with: part.unicodeScalars) {
        let end = unicodeScalars.index(start, offsetBy: part.unicodeScalars.count)
        return start..<end
      }
      start = unicodeScalars.index(after: start)
    }
    return nil
  }
}
