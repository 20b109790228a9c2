import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

extension LiveDiagram {
  /// A head line by line with its verdict, or its first line if it has nothing to do with WebSocket.
  func text(of head: InspectedHead, _ start: String) -> StyledText {
    var line = StyledLine(start, .dim)
    guard let report = head.report else {
      let first = head.head.lines.first.map { head.head.bytes[$0.range] } ?? []
      line.append(escapedForTerminal(utf8: first))
      if let body = head.bodySize { line.append(" · \(body) of body", .dim) }
      return StyledText([line])
    }
    line.append(head.isRequest ? "request" : "response", .heading)
    line.append(" · ", .dim)
    var text = StyledText([line + HandshakeDiagram.verdict(of: report)])
    var narrow = style
    narrow.width = max(40, style.width - 2)
    text.append(HandshakeDiagram.lines(of: report, narrow).indented(by: 2))
    return text
  }
}

extension InspectedHead {
  /// The size of the body by its head; nil if the head does not say it, or there is no body.
  fileprivate var bodySize: String? {
    guard let field = head.fields(named: "Content-Length").first, let count = UInt64(field.value),
      count > 0
    else { return nil }
    return Words.bytes(count)
  }
}
