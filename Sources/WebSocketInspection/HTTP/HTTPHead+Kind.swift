import WebSocketProtocol

extension HTTPHead {
  /// Whether the head is a request's, as far as its first line tells.
  package var isRequest: Bool {
    switch startLine {
    case .request: true
    case .status: false
    case .unreadable: !bytes.starts(with: "HTTP".utf8)
    }
  }

  /// A response's status code; nil in a request, and where it cannot be read.
  package var statusCode: Int? {
    if case .status(_, let code, _) = startLine { code } else { nil }
  }

  /// Whether the head has to do with the opening handshake, however wrong it is.
  package var concernsWebSocket: Bool {
    listMembers(of: "Upgrade").contains { $0.text.lowercased() == "websocket" }
      || ["Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Sec-WebSocket-Version"].contains {
        !fields(named: $0).isEmpty
      }
  }

  /// The value of a header that is there once or more; the first one's.
  package func value(of name: String) -> String? { fields(named: name).first?.value }
}
