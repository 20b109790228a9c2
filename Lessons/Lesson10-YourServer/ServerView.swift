import CommandLineKit
import FrameDiagram
import LessonKit
import TerminalText
import WebSocketProtocol

/// Shows what passes, which function had a hand in it, and which function was wrong.
final class ServerView {
  /// How much is shown.
  enum Amount {
    /// Every head, frame and call.
    case all
    /// Wrong calls.
    case wrong
    /// Nothing by itself.
    case none
  }

  private let amount: Amount
  private let style: TerminalStyle
  private let console: Console
  private let course: CourseFolder
  /// Grades the function of a wrong call.
  private let explain: (FunctionCall) -> Grade
  /// The calls since the last head or frame.
  private var calls: [FunctionCall] = []
  /// Functions whose mistake was told already.
  private var told: Set<String> = []

  init(
    _ amount: Amount, of functions: LearnerFunctions, style: TerminalStyle, console: Console,
    course: CourseFolder
  ) {
    explain = functions.grade(after:)
    self.amount = amount
    self.style = style
    self.console = console
    self.course = course
  }

  func write(_ text: StyledText) {
    console.output.write(style.render(text))
    console.output.flush()
  }

  func say(_ words: String, _ style: Style = .plain) {
    write(StyledText(StyledLine(words, style).wrapped(to: self.style.width, indent: 2)))
  }

  // MARK: - What happens

  /// Keeps a call until it is known what it is about.
  func note(_ call: FunctionCall) { calls.append(call) }

  func show(_ event: Conversation.Event, connection: Int) {
    switch event {
    case .received(let piece, let bytes):
      // The last call has found this piece; those before it belong to what came before.
      let finder = calls.popLast()
      showCalls()
      calls = [finder].compactMap { $0 }
      if amount == .all {
        write(heading("← from the client:", piece, bytes, from: .client, connection))
        write(picture(piece, bytes, from: .client).indented(by: 2))
      }
    case .sends(let piece, let bytes):
      showCalls()
      if amount == .all {
        write(heading("→ to the client:", piece, bytes, from: .server, connection))
        write(picture(piece, bytes, from: .server).indented(by: 2))
      }
    case .says(let words):
      showCalls()
      if amount == .all { say("  " + words.escapedForTerminal, .bold) }
    case .isOver:
      showCalls()
    }
  }

  /// TCP is closed.
  func showEnd(ofConnection number: Int, isOver: Bool) {
    guard amount == .all else { return }
    let words = isOver ? "is closed" : "is gone without a closing handshake"
    write(StyledText([StyledLine(), StyledLine("#\(number) \(words)", .dim)]))
  }

  /// Shows the calls that are not shown yet.
  func showCalls() {
    guard amount != .none else { return calls = [] }
    for call in calls {
      if call.isRight {
        if amount == .all, !isWaiting(call) { write(row(of: call)) }
      } else {
        showWrong(call)
      }
      show(printed: call)
    }
    calls = []
  }

  /// Whether the call found that more bytes must come, which is not worth a line.
  private func isWaiting(_ call: FunctionCall) -> Bool {
    call.trial.outcome == .returned([.nothing])
  }

  // MARK: - Heads and frames

  private func heading(
    _ verb: String, _ piece: Conversation.Piece, _ bytes: [UInt8], from sender: Role, _ number: Int
  ) -> StyledText {
    var line = StyledLine("#\(number) ", .dim)
    let kind =
      switch piece {
      case .head: sender == .client ? "request" : "response"
      case .frame: kind(ofFrame: bytes)
      }
    line.append("\(verb) \(kind)", .heading)
    line.append(", \(Words.bytes(UInt64(bytes.count)))", .dim)
    return StyledText([StyledLine(), line])
  }

  private func kind(ofFrame bytes: [UInt8]) -> String {
    let opcode = Opcode(rawValue: (bytes.first ?? 0) & 0x0f)
    return "\(opcode?.name ?? "unknown") frame"
  }

  private func picture(
    _ piece: Conversation.Piece, _ bytes: [UInt8], from sender: Role
  ) -> StyledText {
    switch piece {
    case .head:
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      return StyledText(
        lines.flatMap {
          StyledLine(String($0).escapedForTerminal, .dim).wrapped(to: style.width - 2, indent: 2)
        })
    case .frame:
      let context = FrameContext(sender: sender, extensionBits: [])
      let anatomy = FrameAnatomy(judging: bytes, in: context)
      var narrow = style
      narrow.width = style.width - 2
      var text = FrameDiagram.grid(anatomy, narrow)
      if !anatomy.findings.violations.isEmpty { text.append(FrameDiagram.verdict(anatomy, narrow)) }
      return text
    }
  }

  // MARK: - Calls

  private func row(of call: FunctionCall) -> StyledText {
    var line = name(of: call, "✓", .ok)
    line.append(ending(of: call))
    return StyledText([onOneLine(line)])
  }

  private func name(of call: FunctionCall, _ sign: String, _ signStyle: Style) -> StyledLine {
    var line = StyledLine("  \(sign) ", signStyle)
    line.append(call.exercise.function, .bold)
    line.pad(to: 20)
    line.append(call.owner.rawValue, call.owner == .lent ? .warning : .plain)
    line.append(" ")
    return line
  }

  private func onOneLine(_ line: StyledLine) -> StyledLine {
    let lines = line.wrapped(to: style.width - 2)
    guard var first = lines.first, lines.count > 1 else { return line }
    first.append("…")
    return first
  }

  private func ending(of call: FunctionCall) -> String {
    switch call.trial.outcome {
    case .returned(let values): "→ " + call.exercise.spelledResult(values)
    case .threw(let error): "threw \(error.escapedForTerminal)"
    case .unwritten: "is not written"
    case .crashed: "crashed"
    case .timedOut: "took too long"
    }
  }

  /// A wrong call: the first of a function with what explains it.
  func showWrong(_ call: FunctionCall) {
    let lesson = course.lessons.first { $0.functions.contains(call.exercise.function) }
    var text = StyledText([name(of: call, "✗", .error) + StyledLine("is wrong", .error)])
    guard told.insert(call.exercise.function).inserted else {
      text.append(call.exercise.rows(of: call.trial, width: style.width - 2).indented(by: 2))
      return write(text)
    }
    let grade = explain(call)
    text.append(grade.story(of: call.trial, width: style.width - 2).indented(by: 2))
    if let lesson {
      text.append("    Lesson \(lesson.number), \(lesson.title): \(lesson.command) check", .dim)
    }
    write(text)
  }

  private func show(printed call: FunctionCall) {
    let lines = call.printed.split(whereSeparator: \.isNewline)
    for line in lines.prefix(10) {
      say("    \(call.exercise.function) printed: \(line.prefix(200).escapedForTerminal)", .dim)
    }
    if lines.count > 10 { say("    … and \(lines.count - 10) more lines", .dim) }
  }
}
