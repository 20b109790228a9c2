import CommandLineKit
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// What an answer that opens no connection probably means.
enum RefusalAdvice {
  /// Advice on how a connection did not come about; nil where nothing is known that is not said.
  static func words(for end: StreamEnd, answer: HTTPHead?) -> String? {
    if let answer { return words(for: answer) }
    return switch end {
    case .handshakeTimedOut:
      "Something listens there, and has not answered. Perhaps it is no web server, or one that waits "
        + "for TLS (wss:)."
    case .responseRefused, .broken:
      "Something listens there, and wants no such request. Perhaps it is no web server, or one that "
        + "speaks TLS (wss:)."
    default: nil
    }
  }

  /// Advice on an answer's head; nil where nothing is known that its verdict does not say.
  private static func words(for head: HTTPHead) -> String? {
    guard case .status(_, let code, _) = head.startLine else {
      return looksLikeTLS(head.bytes)
        ? "The answer looks like TLS: this is probably a wss: server." : notHTTP
    }
    let location = head.fields(named: "Location").first?.value
    return words(status: code, location: location)
  }

  private static let notHTTP =
    "The answer is no HTTP: something else listens there, or the port is wrong."

  /// A TLS server answers what it cannot read with an alert: record type 21, version 3.
  private static func looksLikeTLS(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x15, 0x03])
  }

  private static func words(status: Int, location: String?) -> String? {
    switch status {
    case 101: nil
    case 200...299:
      "A page was sent. The path is probably no WebSocket endpoint, or a proxy between took the "
        + "Upgrade header off."
    case 300...399:
      "The server sends elsewhere\(location.map { ", to " + quoted($0) } ?? ""). WebSocket clients "
        + "need not follow (RFC 6455 §4.2.2): connect there yourself."
    case 400:
      "The server did not like the request. The body may say why; a proxy that speaks no WebSocket "
        + "answers so too."
    case 401: "Who you are must be proved first: --header \"Authorization: …\" or a cookie."
    case 403:
      "The server knows the request and does not want it: often because of the Origin (--origin), "
        + "or a missing cookie or token (--header)."
    case 404: "There is nothing at this path. Check the path of the URL."
    case 405: "The path is known and takes no GET: probably no WebSocket endpoint."
    case 407: "A proxy stands between and wants to know who you are."
    case 426:
      "The server wants another protocol or another version of WebSocket; its Upgrade and "
        + "Sec-WebSocket-Version headers say which."
    case 429: "Too many connections or requests from here. Wait, and try again."
    case 502, 503, 504:
      "A proxy or load balancer answers, because the server behind it does not, or because it is "
        + "not set up to hand on the Upgrade header."
    case 500...599: "The server failed at it. Its log says why."
    default: nil
    }
  }
}
