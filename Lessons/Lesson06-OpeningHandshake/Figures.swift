import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

extension Lesson6 {
  /// The bytes of the first line and of the last ones.
  static func lineEnds(_ input: LessonInput) -> StyledText {
    let bytes = request(input)
    let first = Array(bytes.prefix { $0 != 0x0a }) + [0x0a]
    var text = StyledText()
    func rows(_ title: String, _ bytes: [UInt8]) {
      text.appendGap()
      text.append(title, .dim)
      text.append(
        hexRows(bytes, perRow: 16) { bytes[$0] == 0x0d || bytes[$0] == 0x0a ? .mask : .other })
    }
    rows("the first line", first)
    rows("the end of the head", Array(bytes.suffix(16)))
    return text
  }

  /// Lines of a head, each with its name and value.
  static var fields: StyledText {
    let lines = [
      "Host: localhost:8080", "UPGRADE:websocket", "upgrade: WebSocket",
      "Sec-WebSocket-Version:  13 ",
    ]
    let head = HTTPHead(parsing: head(["GET / HTTP/1.1"] + lines))
    return table(
      ("the line", "its name", "its value"),
      zip(lines, head.fields).map { ("\"\($0)\"", $1.name.lowercased(), "\"\($1.value)\"") })
  }

  private static func table(
    _ head: (String, String, String), _ rows: [(String, String, String)]
  ) -> StyledText {
    let first = (rows.map(\.0.displayWidth).max() ?? 0) + 3
    let second = first + (rows.map(\.1.displayWidth).max() ?? 0) + 3
    var text = StyledText()
    for (index, row) in ([head] + rows).enumerated() {
      var line = StyledLine(row.0, index == 0 ? .dim : .plain)
      line.pad(to: first)
      line.append(row.1, index == 0 ? .dim : .bold)
      line.pad(to: second)
      line.append(row.2, index == 0 ? .dim : .payload)
      text.append(line)
    }
    return text
  }

  /// What each line of a request must say, and what for.
  static var headers: StyledText {
    var text = StyledText()
    for (line, reason) in [
      ("GET … HTTP/1.1", "the method and the version of HTTP: 1.1 is the first that has upgrades"),
      ("Host", "exactly one: the name that the client asked for, as one server may have many"),
      ("Upgrade", "lists websocket: the protocol that is to follow"),
      ("Connection", "lists Upgrade: that header is for the next machine, not to be passed on"),
      ("Sec-WebSocket-Version", "13: the number of the RFC's version of the protocol"),
      (
        "Sec-WebSocket-Key",
        "exactly one: Base64 of 16 random bytes, for the accept value of lesson 1"
      ),
    ] {
      var row = StyledLine(line, .bold)
      row.pad(to: 24)
      row.append(reason)
      text.append(StyledText(row.wrapped(to: 76, indent: 24)))
    }
    return text
  }

  /// A value cut into the members of its list, and which of them is Upgrade.
  static func list(_ value: String) -> StyledText {
    var text = StyledText()
    text.append("Connection: \(value)".escapedForTerminal, .bold)
    text.append("")
    for member in members(value) {
      var line = StyledLine("  \"\(member.escapedForTerminal)\"", .payload)
      line.pad(to: 26)
      let isUpgrade = member.lowercased() == "upgrade"
      line.append(isUpgrade ? "is upgrade" : "is another word", isUpgrade ? .ok : .dim)
      text.append(line)
    }
    text.append("")
    var line = StyledLine("the whole value")
    line.pad(to: 26)
    let isUpgrade = value.lowercased() == "upgrade"
    line.append(isUpgrade ? "is upgrade" : "is not upgrade", isUpgrade ? .ok : .error)
    text.append(line)
    return text
  }

  /// What servers that know different subprotocols answer.
  static func subprotocols(offered: String) -> StyledText {
    let offers = members(offered)
    var text = StyledText()
    text.append("the client offers   \(offered)".escapedForTerminal, .bold)
    text.append("")
    var servers = [offers.last.map { [$0] } ?? [], offers.reversed(), ["mqtt"]]
    if offers.isEmpty { servers = [["chat"]] }
    for known in servers {
      let chosen = offers.first { known.contains($0) }
      var line = StyledLine(
        "a server that knows \(known.joined(separator: " and "))"
          .escapedForTerminal)
      line.pad(to: 46)
      line.append("answers ", .dim)
      line.append((chosen ?? "without the header").escapedForTerminal, chosen == nil ? .dim : .ok)
      text.append(StyledText(line.wrapped(to: 78, indent: 46)))
    }
    return text
  }

  /// A page of somebody else opens a connection with the user's cookie.
  static var hijacking: StyledText {
    let lines = [
      "GET /account HTTP/1.1", "Host: bank.example", "Cookie: session=8f3a",
      "Origin: https://evil.example", "Upgrade: websocket", "Connection: Upgrade",
    ]
    var text = StyledText()
    text.append("what the user's browser sends for a page of evil.example", .dim)
    for line in lines {
      let style: Style =
        line.hasPrefix("Cookie") ? .warning : line.hasPrefix("Origin") ? .error : .plain
      text.append("  \(line)", style)
    }
    text.append("  …", .dim)
    return text
  }

  /// Requests that are wrong in one place, and what this package's own server says of them.
  static var statuses: StyledText {
    let right = [
      "GET / HTTP/1.1", "Host: a", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: \(key)",
    ]
    let changes: [(String, [String])] = [
      ("everything as it should be", right),
      ("Sec-WebSocket-Version: 8", right.map { $0.replacing(": 13", with: ": 8") }),
      ("POST for GET", right.map { $0.replacing("GET", with: "POST") }),
      ("no Host", right.filter { !$0.hasPrefix("Host") }),
      ("no Upgrade: a page's GET", right.filter { !$0.hasPrefix("Upgrade") }),
      ("no key", right.filter { !$0.contains("Key") }),
      (
        "POST, and version 8",
        right.map { $0.replacing("GET", with: "POST").replacing(": 13", with: ": 8") }
      ),
    ]
    var text = StyledText()
    for (words, lines) in changes {
      var line = StyledLine(words)
      line.pad(to: 30)
      let status = status(lines)
      line.append(status, status.hasPrefix("101") ? .ok : .error)
      text.append(line)
    }
    return text
  }

  private static func status(_ lines: [String]) -> String {
    guard
      case .returned(let values) = Exercise.readRequest.right([.bytes(head(lines))]),
      case .number(let number)? = values.first
    else { return "" }
    let reasons: [UInt64: String] = [
      101: "Switching Protocols", 400: "Bad Request", 426: "Upgrade Required",
    ]
    return "\(number) \(reasons[number] ?? "")"
  }

  /// The end of a head and the frame that came with it.
  static func rest(_ input: LessonInput) -> StyledText {
    let bytes = request(input)
    let end = Array(bytes.suffix(8))
    var text = StyledText()
    text.append(hexRows(end + frame, perRow: 16) { $0 < end.count ? .dim : .payload })
    var line = StyledLine("  ")
    line.append("└── the head ends here", .dim)
    line.pad(to: 2 + 3 * end.count)
    text.append("")
    text.append("bytes of the head   \(bytes.count)", .plain)
    text.append("bytes that came     \(bytes.count + frame.count)", .plain)
    return text
  }

  /// A response as it should be, and two as tutorials write it.
  static var responses: StyledText {
    let lines = [
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: \(acceptValue)",
    ]
    var text = StyledText()
    func show(_ title: String, _ response: String, _ style: Style) {
      let bytes = Array(response.utf8)
      let violation = HandshakeReport(judgingResponse: HTTPHead(parsing: bytes)).violations.first
      text.appendGap()
      text.append(title, style)
      text.append(headLines(bytes).indented(by: 2))
      assert((violation == nil) == (style == .ok))
    }
    show("right", lines.map { $0 + "\r\n" }.joined() + "\r\n", .ok)
    show("a Swift text of several lines", lines.map { $0 + "\n" }.joined() + "\n", .error)
    show(
      "the same, indented and with both line ends",
      lines.map { $0 + "\r\n" }.joined(separator: "\n  ") + "\r\n", .error)
    return text
  }

  /// The calls of the check, each with its head line by line.
  static func calls(_ input: LessonInput) throws -> StyledText {
    var text = StyledText()
    for experiment in experiments {
      guard let arguments = try experiment.arguments(input) else { continue }
      let exercise = experiment.exercise
      text.appendGap()
      var lines = [StyledLine(exercise.spelled(arguments))]
      if let bytes = arguments.first?.asBytes { lines += headLines(bytes).indented(by: 2).lines }
      lines.append(StyledLine("→ " + exercise.spelledWanted(arguments)))
      if case .returned(let values) = exercise.right(arguments), let bytes = values.first?.asBytes {
        lines += headLines(bytes).indented(by: 2).lines
      }
      text.append(StyledText(lines).wrapped(to: 76, indent: 2))
    }
    return text
  }
}
