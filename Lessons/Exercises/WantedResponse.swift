import LessonKit
import WebSocketProtocol

/// What a response must say; the order of its headers and further headers do not matter.
struct WantedResponse {
  let status: Int
  let accept: String
  let subprotocol: String?

  init?(_ arguments: [WorkValue]) {
    guard arguments.count == 3, case .number(let status) = arguments[0],
      case .text(let accept) = arguments[1]
    else { return nil }
    self.status = Int(clamping: status)
    self.accept = accept
    if case .text(let name) = arguments[2] { subprotocol = name } else { subprotocol = nil }
  }

  /// One right response.
  var example: [UInt8] {
    var lines: [String] =
      switch status {
      case 101:
        [
          "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
          "Sec-WebSocket-Accept: \(accept)",
        ]
      case 426:
        ["HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13", "Connection: close"]
      default: ["HTTP/1.1 \(status) Bad Request", "Connection: close"]
      }
    if status == 101, let subprotocol { lines.append("Sec-WebSocket-Protocol: \(subprotocol)") }
    return Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
  }

  /// The parts of a right response, in words.
  var words: String {
    switch status {
    case 101:
      "101 with Upgrade, Connection and the accept value"
        + (subprotocol.map { ", and the subprotocol \"\($0)\"" } ?? ", and no subprotocol")
    case 426: "426 with Sec-WebSocket-Version: 13"
    default: "a right head with the status \(status)"
    }
  }

  func isRight(_ bytes: [UInt8]) -> Bool {
    let head = HTTPHead(parsing: bytes)
    guard case .status(_, status, _) = head.startLine else { return false }
    let offer = HandshakeOffer(key: nil, subprotocols: subprotocol.map { [$0] } ?? [])
    let broken = HandshakeReport(judgingResponse: head, to: offer).violations
    let rest = bytes.count - head.bytes.count
    let lengths = head.fields(named: "Content-Length").map(\.value)
    guard status == 101 else {
      return broken.allSatisfy { $0.rule == .status }
        && lengths.allSatisfy { $0 == "\(rest)" }
        && (status != 426
          || head.listMembers(of: "Sec-WebSocket-Version").contains { $0.text == "13" })
    }
    return broken.isEmpty && rest == 0 && lengths.isEmpty
      && head.fields(named: "Sec-WebSocket-Accept").map(\.value) == [accept]
      && head.listMembers(of: "Sec-WebSocket-Protocol").map(\.text)
        == (subprotocol.map { [$0] } ?? [])
  }
}
