/// The answer to an opening handshake as text, of which everything can be changed: for clients.
package struct ResponseText: Sendable {
  package var statusLine = "HTTP/1.1 101 Switching Protocols"
  package var lines: [(name: String, value: String)]

  package init(accept: String, subprotocol: String?) {
    lines = [
      ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept),
    ]
    if let subprotocol { lines.append(("Sec-WebSocket-Protocol", subprotocol)) }
  }

  package mutating func remove(_ name: String) { lines.removeAll { $0.name == name } }

  /// Changes a header's value, or adds it.
  package mutating func set(_ name: String, _ value: String) {
    if let index = lines.firstIndex(where: { $0.name == name }) {
      lines[index].value = value
    } else {
      lines.append((name, value))
    }
  }

  /// The response's bytes.
  package var bytes: [UInt8] {
    let all = [statusLine] + lines.map { "\($0.name): \($0.value)" }
    return Array((all.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
  }
}
