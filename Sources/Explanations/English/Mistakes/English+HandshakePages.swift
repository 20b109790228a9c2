extension English {
  /// What an opening handshake that fails may come from.
  static let handshakePages: [String: MistakeWords] = [
    "handshake.http2": MistakeWords(
      "The client speaks HTTP/2 to a server that speaks HTTP/1.1.",
      wire: "The first line is PRI * HTTP/2.0.",
      remedy: "Let the client speak HTTP/1.1. WebSockets in HTTP/2 have another handshake.",
      "RFC 8441 §4"),
    "handshake.draft-76": MistakeWords(
      "The client speaks a draft of the protocol from 2010.",
      wire: "Sec-WebSocket-Key1 and Sec-WebSocket-Key2, and 8 bytes after the head.",
      remedy: "Replace the client, or its library: browsers have not spoken it since 2012.", "§4.1"),
    "handshake.tls": MistakeWords(
      "A client speaks TLS to a port that does not.",
      wire: "The first bytes are 16 03.",
      remedy: "Use ws:// for this port, or put TLS before the server.", "§3"),
    "handshake.tls-alert": MistakeWords(
      "The server speaks TLS, and the client does not.",
      wire: "The answer begins with 15 03, an alert of TLS.",
      remedy: "Use wss:// for this port.", "§3"),
    "handshake.frame-first": MistakeWords(
      "A frame comes where the opening handshake belongs.",
      wire: "The first byte is 81 or 82.",
      remedy: "Send the request and wait for the 101 before the first frame.", "§4.1"),
    "handshake.not-http": MistakeWords(
      "What answers does not speak HTTP.",
      wire: "A first line that is not HTTP/1.1, a space and a code, such as SSH-2.0-….",
      remedy: "Check host and port.", "§4.1"),
    "handshake.indented": MistakeWords(
      "The response is built from a multi-line string that is indented in the source code.",
      wire: "Header lines that begin with blanks, so that each continues the line above.",
      remedy: "Begin each line in the first column, or join the lines with \\r\\n.", "§4.2.2"),
    "handshake.crlf-doubled": MistakeWords(
      "A line end is written twice, as by println(\"…\\r\\n\").",
      wire:
        "0d 0a 0a or 0d 0a 0d 0a after the first line: the head ends there, and the headers are lost.",
      remedy: "End each line with one \\r\\n, and the head with one more.", "§4.2.2"),
    "connect.no-answer": MistakeWords(
      "Something listens at the port, but does not answer the request.",
      wire: "The request goes out and nothing comes back until the time is over.",
      remedy:
        "Check host and port. A server that waits for TLS is silent too: try wss://. Some servers "
        + "wait for more, because the request has no blank line at its end.",
      "§4.1"),
    "connect.closed": MistakeWords(
      "Something listens at the port and closes the connection without an answer.",
      wire: "The request goes out, and FIN or RST comes back.",
      remedy:
        "Check host and port, try wss://, and read the server's log: a server that fails inside the "
        + "handshake closes like this.",
      "§4.1"),
    "policy.origin": MistakeWords(
      "The server does not let pages of this origin connect.",
      wire: "An Origin header that is not on the server's list; the answer is 403.",
      remedy:
        "Add the page's origin to the server's list: scheme, host and port as the browser sends them. "
        + "This check is the server's only protection against pages of others (cross-site WebSocket "
        + "hijacking).",
      "§10.2"),
    "policy.resource": MistakeWords(
      "The server has no WebSocket endpoint at this path.",
      wire: "A request for a path that is not served; the answer is 404.",
      remedy: "Check the path of the URL, also whether it ends with a slash.", "§4.2.2"),
    "limit.inflated-size": MistakeWords(
      "A compressed message becomes larger than its receiver takes.",
      wire:
        "A small payload that decompresses to very much: DEFLATE makes up to 1,032 bytes of one.",
      remedy:
        "Send smaller messages, or raise the limit. The limit must hold while decompressing, not after "
        + "it.",
      "§10.4"),
    "limit.window": MistakeWords(
      "The offer asks for a window of 8 bits, which zlib cannot make.",
      wire: "server_max_window_bits=8 in an offer.",
      remedy: "The server declines this offer; offer 9 or more as well.", "RFC 7692 §7.1.2.1"),
  ]
}
