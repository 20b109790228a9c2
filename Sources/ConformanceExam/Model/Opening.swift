import WebSocketProtocol

/// An opening handshake of a case: how the request differs from a plain one, and what must come of it.
package struct Opening: Sendable {
  package var change: @Sendable (inout RequestText) -> Void = { _ in }
  package var outcome = Outcome.opens
  /// Whether the response is judged; otherwise the case is about what follows.
  package var isJudged = false
  /// Where the request is cut into writes.
  package var cut = Cut.whole
  /// What is sent in the same write after the head.
  package var pieces: [Piece] = []
  /// Whether the case says something only where permessage-deflate is agreed on.
  package var needsCompression = false

  /// A header that a refusal must have, and a member of its list.
  package var refusalNames: (header: String, member: String)?

  /// What must come of a request.
  package enum Outcome: Hashable, Sendable {
    /// The connection opens.
    case opens
    /// It is refused, best with one of these statuses.
    case refused([Int])
    /// It is better refused; the note says why.
    case betterRefused([Int], note: String)
    /// The RFC leaves the choice; the note is for a refusal, and empty where both are as good.
    case either(note: String)
    /// Anything may come of it, at any time: the case is about something else.
    case anything
  }

  package init(
    outcome: Outcome = .opens, isJudged: Bool = false, cut: Cut = .whole, pieces: [Piece] = [],
    change: @escaping @Sendable (inout RequestText) -> Void = { _ in }
  ) {
    self.outcome = outcome
    self.isJudged = isJudged
    self.cut = cut
    self.pieces = pieces
    self.change = change
  }

  /// The same opening with something changed.
  package func with(_ change: (inout Opening) -> Void) -> Opening {
    var opening = self
    change(&opening)
    return opening
  }

  /// An opening that offers extensions as they are written.
  package static func offering(_ extensions: String, isJudged: Bool = false) -> Opening {
    Opening(isJudged: isJudged) { $0.set("Sec-WebSocket-Extensions", extensions) }
  }
}

/// An opening handshake's request as text, of which everything can be changed.
package struct RequestText: Sendable {
  package var method = "GET"
  package var target: String
  package var version = "HTTP/1.1"
  /// The header lines, each as name, and as everything after the colon.
  package var lines: [(name: String, rest: String)]
  /// What follows each line.
  package var lineEnd = "\r\n"
  /// What follows the head.
  package var body: [UInt8] = []
  /// Whether the blank line at the end of the head is left out.
  package var isCut = false
  /// Bytes that are sent instead of all this.
  package var raw: [UInt8]?

  package init(_ target: ExamTarget, key: String) {
    self.target = target.resourceName
    lines = [
      ("Host", " " + target.hostHeader), ("Upgrade", " websocket"), ("Connection", " Upgrade"),
      ("Sec-WebSocket-Key", " " + key), ("Sec-WebSocket-Version", " 13"),
    ]
    if let origin = target.origin { add("Origin", origin) }
    if !target.subprotocols.isEmpty {
      add("Sec-WebSocket-Protocol", target.subprotocols.joined(separator: ", "))
    }
    for header in target.headers { add(header.name, header.value) }
  }

  /// The value of a header.
  package func value(of name: String) -> String? {
    lines.first { $0.name == name }.map { String($0.rest.drop { $0 == " " }) }
  }

  /// Adds a header after the others.
  package mutating func add(_ name: String, _ value: String) { lines.append((name, " " + value)) }

  package mutating func remove(_ name: String) { lines.removeAll { $0.name == name } }

  /// Changes a header's value, or adds it.
  package mutating func set(_ name: String, _ value: String) { set(name, rest: " " + value) }

  /// Changes everything after a header's colon.
  package mutating func set(_ name: String, rest: String) {
    if let index = lines.firstIndex(where: { $0.name == name }) {
      lines[index].rest = rest
    } else {
      lines.append((name, rest))
    }
  }

  /// Changes how a header's name is written.
  package mutating func rename(_ name: String, _ other: String) {
    if let index = lines.firstIndex(where: { $0.name == name }) { lines[index].name = other }
  }

  /// The request's bytes.
  package var bytes: [UInt8] {
    if let raw { return raw }
    let start = [method, target, version].filter { !$0.isEmpty }.joined(separator: " ")
    let all = [start] + lines.map { $0.name + ":" + $0.rest }
    return Array(all.map { $0 + lineEnd }.joined().utf8) + (isCut ? [] : Array(lineEnd.utf8)) + body
  }
}
