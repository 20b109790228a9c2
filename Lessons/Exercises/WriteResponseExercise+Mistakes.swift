import LessonKit
import WebSocketProtocol

extension WriteResponseAttempt {
  static let parts: [[Mistake<Self>]] = [
    lineEnds, ends, indents, starts, upgrades, connections, accepts, subprotocols, additions,
    versions, refusals, results,
  ]

  // MARK: - Lines

  private static let lineEnds: [Mistake<Self>] = [
    Mistake(
      "handshake.indented",
      """
      Your lines end with LF alone. In HTTP, every line ends with CR LF, `\\r\\n`, also where a Swift \
      text has several lines.
      """
    ) {
      $0.lineEnd = "\n"
      $0.end = "\n"
    },
    Mistake(
      "handshake.indented",
      """
      An empty line follows each of your lines: you wrote their ends twice. The first empty line ends \
      the head, so the client finds nothing after the first line.
      """
    ) { $0.lineEnd = "\r\n\r\n" },
    Mistake(nil, "Your lines end with CR alone. In HTTP, every line ends with CR LF, `\\r\\n`.") {
      $0.lineEnd = "\r"
      $0.end = "\r"
    },
    Mistake(nil, "Your lines end with LF CR. The order is CR LF, `\\r\\n`.") {
      $0.lineEnd = "\n\r"
      $0.end = "\n\r"
    },
    Mistake(
      nil,
      """
      You wrote a backslash, an r, a backslash and an n, as letters. In a Swift text, `\\r\\n` makes CR \
      LF; in a raw text, `#"…"#`, it does not.
      """
    ) {
      $0.lineEnd = "\\r\\n"
      $0.end = "\\r\\n"
    },
    Mistake(nil, "Your lines have no ends. In HTTP, every line ends with CR LF, `\\r\\n`.") {
      $0.lineEnd = ""
      $0.end = ""
    },
    Mistake(nil, "Your lines have no ends. In HTTP, every line ends with CR LF, `\\r\\n`.") {
      $0.lineEnd = " "
      $0.end = ""
    },
  ]

  private static let ends: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      The empty line at the end is missing. After the last header's CR LF comes another CR LF; until \
      then, the client waits for more headers.
      """
    ) { $0.end = "" },
    Mistake(
      nil,
      """
      Your last line has no end. The head ends with two CR LF: one ends the last header, one is the \
      empty line.
      """
    ) {
      $0.end = ""
      $0.hasLastEnd = false
    },
    Mistake(
      nil,
      """
      Two empty lines end your head. The head ends with the first; the second is read as the first \
      bytes of a frame.
      """
    ) { $0.end = "\r\n\r\n" },
  ]

  private static let indents: [Mistake<Self>] = [
    Mistake(
      "handshake.indented",
      """
      Your lines begin with blanks. In HTTP, a line that begins with a blank continues the line before \
      it, so the client finds no headers. In a Swift text of several lines, the closing quotes say \
      where lines begin.
      """
    ) { $0.indent = "  " },
    Mistake(
      "handshake.indented",
      """
      All your lines begin with blanks. In HTTP, no line of a head may. In a Swift text of several \
      lines, the closing quotes say where lines begin.
      """
    ) {
      $0.indent = "  "
      $0.before = "  "
    },
    Mistake(nil, "Your first line is empty. The head begins with HTTP/1.1.") {
      $0.before = "\r\n"
    },
    Mistake(nil, "Your first line is empty. The head begins with HTTP/1.1.") { $0.before = "\n" },
  ]

  // MARK: - The first line

  private static let starts: [Mistake<Self>] = [
    start("You wrote 101 for every status. The status is an argument.") { _ in
      "HTTP/1.1 101 Switching Protocols"
    },
    start("You wrote 200. Here, that is the answer to a page's GET. 101 opens the connection.") {
      $0 == 101 ? "HTTP/1.1 200 OK" : "HTTP/1.1 \($0) Bad Request"
    },
    start("You wrote HTTP/1.0, which has no upgrades. The version is HTTP/1.1.") {
      "HTTP/1.0 \($0) Switching Protocols"
    },
    start("The version of HTTP is missing. The first line is HTTP/1.1, the status, and a reason.") {
      "\($0) Switching Protocols"
    },
    start("The status is missing. The first line is HTTP/1.1, the status, and a reason.") { _ in
      "HTTP/1.1 Switching Protocols"
    },
    start("Your first line is that of a request. A response begins with HTTP/1.1 and a status.") {
      _ in "GET /chat HTTP/1.1"
    },
    start("Your version is not HTTP/1.1. It is written with a slash, in capital letters.") {
      "http/1.1 \($0) Switching Protocols"
    },
    start("Your version is not HTTP/1.1. It is written with a slash, in capital letters.") {
      "HTTP 1.1 \($0) Switching Protocols"
    },
  ]

  private static func start(
    _ sentence: String, _ start: @escaping @Sendable (Int) -> String
  ) -> Mistake<Self> {
    Mistake(nil, sentence) { $0.start = start }
  }
}
