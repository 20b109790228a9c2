import WebSocketProtocol

extension HTTPHead {
  /// Whether the head is a request's, as far as its first line tells.
  var isRequest: Bool {
    switch startLine {
    case .request: true
    case .status: false
    case .unreadable: !bytes.starts(with: "HTTP".utf8)
    }
  }
}
