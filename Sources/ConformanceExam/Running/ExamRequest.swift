import WebSocketProtocol

/// What a client asks of the exam, by the target of its request.
struct ExamRequest {
  let path: String
  private let parameters: [String: String]

  init(_ head: HTTPHead) {
    var target = ""
    if case .request(_, let text, _) = head.startLine { target = text }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map(String.init) ?? "/"
    let query = parts.count > 1 ? parts[1] : ""
    let pairs = query.split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(sides[0]), sides.count > 1 ? String(sides[1]) : "")
    }
    parameters = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> String? { parameters[name] }

  /// The place of the case that `case` counts from 1.
  var number: Int? { self["case"].flatMap { Int($0) }.map { $0 - 1 } }

  /// The answer to a request for nothing that is here.
  static let notFound = Array(
    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
}

extension HTTPHead {
  /// Whether it asks for a WebSocket connection.
  var concernsOpening: Bool {
    listMembers(of: "Upgrade").contains { $0.text.lowercased() == "websocket" }
  }
}
