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
