import LessonKit
import WebSocketProtocol

/// `writeResponse`, as people write it.
struct WriteResponseAttempt: Attempt {
  /// The first line, by the status.
  var start: @Sendable (Int) -> String = { status in
    let reasons = [101: "Switching Protocols", 400: "Bad Request", 426: "Upgrade Required"]
    return "HTTP/1.1 \(status) " + (reasons[status] ?? "")
  }
  /// The headers of 101; nil where one is left out.
  var upgrade: String? = "Upgrade: websocket"
  var connection: String? = "Connection: Upgrade"
  var acceptName = "Sec-WebSocket-Accept: "
  var accept: @Sendable (String) -> String? = { $0 }
  var subprotocol: @Sendable (String?) -> String? = { $0.map { "Sec-WebSocket-Protocol: \($0)" } }
  var more: String?
  /// The headers of 426.
  var version: String? = "Sec-WebSocket-Version: 13"
  /// What a status other than 101 becomes, where it does not become a response.
  var refusal: Outcome?
  /// Whether every response has the headers of 101.
  var alwaysAccepts = false

  /// The text before the first line, before each header, after each, and at the end.
  var before = ""
  var indent = ""
  var lineEnd = "\r\n"
  var end = "\r\n"
  /// Whether the last header has an end.
  var hasLastEnd = true
  /// What becomes of the lines and their ends.
  var finish: @Sendable (String) -> [UInt8] = { Array($0.utf8) }

  init() {}

  static let isPure = true

  private var hasWrongLines: Bool {
    lineEnd != "\r\n" || end != "\r\n" || !hasLastEnd || !indent.isEmpty || !before.isEmpty
  }

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard let wanted = WantedResponse(arguments) else { return .threw }
    if wanted.status != 101, let refusal { return refusal }
    var lines = [start(wanted.status)]
    if wanted.status == 101 || alwaysAccepts {
      lines += [upgrade, connection, accept(wanted.accept).map { acceptName + $0 }].compactMap {
        $0
      }
      lines += [subprotocol(wanted.subprotocol), more].compactMap { $0 }
    } else if wanted.status == 426 {
      lines += [version].compactMap { $0 }
    }
    let text = lines.joined(separator: lineEnd + indent) + (hasLastEnd ? lineEnd : "")
    return .bytes(finish(before + text + end))
  }

  mutating func explains(_ trial: Trial) -> Bool {
    let mine = call(trial.arguments)
    guard let bytes = mine.bytes, let others = trial.outcome.bytes else {
      return mine.agrees(with: trial.outcome)
    }
    if Exercise.writeResponse.isRight(trial) {
      // Each status has a text of its own, and the shorter ones may be laid out well.
      return Exercise.writeResponse.isRight(Trial(trial.arguments, mine))
        || hasWrongLines && trial.arguments.first != .number(101)
    }
    return ResponseShape(bytes) == ResponseShape(others)
  }
}
