extension English {
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
    "A proxy or load balancer answers, because the server that it stands for does not, or because it "
    + "is not set up to pass the Upgrade header on."

  /// The pages on status codes: one for each range, and one for each code with words of its own.
  static let statusPages: [Page] = {
    let single = singleStatuses.map { $0.0 }
    let ranges = statusRanges.map { codes, sentence in
      statusPage(
        "\(codes.lowerBound / 100)xx", codes.filter { !single.contains($0) }, sentence)
    }
    return ranges + singleStatuses.map { statusPage("\($0)", [$0], $1) }
  }()

  private static func statusPage(_ name: String, _ codes: [Int], _ sentence: String) -> Page {
    let id = "handshake.status-\(name)"
    return Page(
      kind: .mistake, names: [id] + codes.map { "handshake.status-\($0)" }.filter { $0 != id },
      title: id, summary: sentence,
      paragraphs: [
        sentence,
        Template.fill(pageWords.onTheWire, ["text": "The response begins with HTTP/1.1 \(name)."]),
      ],
      citation: "RFC 9110 §15")
  }
}
