extension English {
  /// What a finding of a handshake looks like, and what to do instead.
  static let handshakeMistakes = [
    "handshake.http2":
      "This is the preface of HTTP/2. The opening handshake of RFC 6455 is HTTP/1.1; RFC 8441 has "
      + "another one for HTTP/2.",
    "handshake.draft-76":
      "Sec-WebSocket-Key1 and -Key2 belong to a draft of 2010, which browsers no longer speak.",
    "handshake.tls":
      "This looks like TLS: a wss:// client at a port that speaks plain ws://. Use ws:// here, or "
      + "TLS on both ends.",
    "handshake.tls-alert":
      "This looks like an alert of TLS: the server probably speaks TLS. Use wss:// for it.",
    "handshake.frame-first":
      "This looks like a WebSocket frame. The opening handshake comes before the first one.",
    "handshake.not-http":
      "The answer is not HTTP: something else listens there, or the port is wrong.",
    "handshake.indented":
      "This looks like a header from an indented multi-line string in source code. Each header "
      + "begins in its line's first column.",
    "handshake.crlf-doubled":
      "After the blank line follows what looks like a header: a line end was written twice, and the "
      + "blank line that this makes ends the head. End each line with one CR LF.",
  ]

  /// What a server means by another status than 101, by its code.
  static let statuses: [String: String] = {
    var words: [String: String] = [:]
    for (codes, sentence) in statusRanges + singleStatuses.map({ ($0...$0, $1) }) {
      for code in codes { words["handshake.status-\(code)"] = sentence }
    }
    for code in 300...399 { words["handshake.status-\(code)/location"] = redirection }
    return words
  }()

  private static let redirection =
    "The server sends elsewhere, to {location}. WebSocket clients need not follow (RFC 6455 §4.1), "
    + "and browsers do not: connect there yourself."

  private static let statusRanges: [(ClosedRange<Int>, String)] = [
    (
      200...299,
      "The server took the request for an ordinary one. Its path is probably not a WebSocket "
        + "endpoint, or a proxy between has removed the Upgrade header."
    ),
    (
      300...399,
      "The server sends elsewhere, but does not say where. WebSocket clients need not follow "
        + "(RFC 6455 §4.1), and browsers do not."
    ),
    (400...499, "The server refuses the request. Its body may say why."),
    (500...599, "The server failed. Its log says why."),
  ]

  private static let singleStatuses: [(Int, String)] = [
    (
      400,
      "The server found the request wrong. Its body may say what it missed; a proxy that does not "
        + "speak WebSocket answers so too."
    ),
    (
      401,
      "The server wants to know first who connects: by an Authorization header or a cookie. Browsers "
        + "cannot set headers here."
    ),
    (
      403,
      "The server understood the request and refuses it: often because of the Origin header, or a "
        + "missing cookie or token."
    ),
    (404, "The server has nothing at this path. Check the path of the URL."),
    (
      405,
      "The path takes another method than GET, which the opening handshake is: it is probably not a "
        + "WebSocket endpoint."
    ),
    (407, "A proxy between wants to know first who connects."),
    (
      426,
      "The server wants another protocol or another version of WebSocket: its Upgrade and "
        + "Sec-WebSocket-Version headers say which."
    ),
    (429, "Too many connections or requests come from here. Wait, and try again."),
    (502, unreachable), (503, unreachable), (504, unreachable),
  ]

  private static let unreachable =
    "A proxy or load balancer answers, because the server after it does not, or because it is not set "
    + "up to pass the Upgrade header on."

  /// What to think of a server that gives no answer at all.
  static let connecting = [
    "connect.no-answer":
      "Something listens there, and has not answered. It is perhaps not a web server, or one that "
      + "waits for TLS (wss:).",
    "connect.closed":
      "Something listens there, and does not want such a request. It is perhaps not a web server, or "
      + "one that speaks TLS (wss:).",
  ]
}
