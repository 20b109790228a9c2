import WebSocketProtocol

extension ExamCase {
  /// Cases for clients only: what a client makes of the server's response, §4.1.
  package static let clientCases = wrongResponses + rightResponses

  private static let wrongResponses: [ExamCase] = [
    refuses("accept-wrong", "A wrong Sec-WebSocket-Accept") {
      $0.set("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    },
    refuses("accept-missing", "A response without Sec-WebSocket-Accept") {
      $0.remove("Sec-WebSocket-Accept")
    },
    refuses("accept-empty", "An empty Sec-WebSocket-Accept") { $0.set("Sec-WebSocket-Accept", "") },
    refuses("accept-lower-case", "An accept value in lower case") { response in
      response.lines = response.lines.map {
        $0.name == "Sec-WebSocket-Accept" ? ($0.name, $0.value.lowercased()) : $0
      }
    },
    refuses("upgrade-missing", "A response without Upgrade") { $0.remove("Upgrade") },
    refuses("upgrade-other", "A response that upgrades to h2c") { $0.set("Upgrade", "h2c") },
    refuses("connection-missing", "A response without Connection") { $0.remove("Connection") },
    refuses("connection-other", "A response with Connection: close") {
      $0.set("Connection", "close")
    },
    status(200, "HTTP/1.1 200 OK"),
    status(400, "HTTP/1.1 400 Bad Request"),
    status(404, "HTTP/1.1 404 Not Found"),
    status(500, "HTTP/1.1 500 Internal Server Error"),
    refuses("subprotocol-not-offered", "A subprotocol that was not offered") {
      $0.set("Sec-WebSocket-Protocol", "exam.example")
    },
    refuses("extension-not-offered", "An extension that was not offered") {
      $0.set("Sec-WebSocket-Extensions", "x-exam")
    },
  ]

  private static let rightResponses: [ExamCase] = [
    takes("names-lower", "Header names in lower case") { response in
      response.lines = response.lines.map { ($0.name.lowercased(), $0.value) }
    },
    takes("upgrade-case", "Upgrade: WebSocket") { $0.set("Upgrade", "WebSocket") },
    takes("connection-lower", "Connection: upgrade") { $0.set("Connection", "upgrade") },
    takes("connection-list", "Connection: keep-alive, Upgrade") {
      $0.set("Connection", "keep-alive, Upgrade")
    },
    takes("reason-phrase", "Another reason phrase") { $0.statusLine = "HTTP/1.1 101 Go on" },
    takes("unknown-headers", "Unknown headers") {
      $0.set("Server", "exam")
      $0.set("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
      $0.set("X-Exam", "value")
    },
    takes("bytewise", "A response that arrives byte by byte", cut: .bytes(1)) { _ in },
    ExamCase(
      "handshake.client-takes-frame-with-head", "A text in the packet of the response is not lost",
      section: "4.1", needs: .echo, lesson: 8
    ) {
      let text = ExamFrame.text("with the head")
      return [.respond(Response(pieces: [.frame(text)])), .echoes(text)]
    },
  ]

  /// A response for which the client must fail the connection.
  private static func refuses(
    _ id: String, _ title: String, _ change: @escaping @Sendable (inout ResponseText) -> Void
  ) -> ExamCase {
    ExamCase(
      "handshake.client-refuses-\(id)", title + " makes the client fail the connection",
      section: "4.1"
    ) { [.respond(Response(change: change)), .sendsNothing] }
  }

  private static func status(_ code: Int, _ line: String) -> ExamCase {
    refuses("status-\(code)", "The status \(code)") {
      $0.statusLine = line
      $0.set("Content-Length", "0")
    }
  }

  private static func takes(
    _ id: String, _ title: String, cut: Cut = .whole,
    _ change: @escaping @Sendable (inout ResponseText) -> Void
  ) -> ExamCase {
    ExamCase(
      "handshake.client-takes-\(id)", title + " opens the connection", section: "4.1", needs: .echo
    ) {
      let text = ExamFrame.text("open?")
      return [.respond(Response(cut: cut, change: change)), .send(text), .echoes(text)]
    }
  }
}

/// The answer to a client's opening handshake.
package struct Response: Sendable {
  package var cut = Cut.whole
  /// What is sent in the same write after the head.
  package var pieces: [Piece] = []
  package var change: @Sendable (inout ResponseText) -> Void = { _ in }
}
