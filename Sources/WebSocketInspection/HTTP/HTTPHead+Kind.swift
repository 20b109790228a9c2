import WebSocketProtocol

extension HTTPHead {
  /// Whether the head is a request, by its first line.
  package var isRequest: Bool {
    switch startLine {
    case .request: true
    case .status: false
    case .unreadable: !bytes.starts(with: "HTTP".utf8)
    }
  }

  /// The status code of a response; nil in a request, and if it cannot be read.
  package var statusCode: Int? {
    if case .status(_, let code, _) = startLine { code } else { nil }
  }

  /// Whether the head belongs to an opening handshake, even a wrong one.
  package var concernsWebSocket: Bool {
    listMembers(of: "Upgrade").contains { $0.text.lowercased() == "websocket" }
      || ["Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Sec-WebSocket-Version"].contains {
        !fields(named: $0).isEmpty
      }
  }

  /// The value of the first header with a name.
  package func value(of name: String) -> String? { fields(named: name).first?.value }
}
