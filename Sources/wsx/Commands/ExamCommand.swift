import CommandLineKit
import ConformanceExam
import ExamReport
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// `wsx exam`: grades a server case by case.
enum ExamCommand: Command {
  static let name = "exam"
  static let summary = "grade a WebSocket server, and say what is wrong and how to mend it"
  static let usage = ["URL", "--list"]
  static let examples = [
    Example(line: "wsx exam ws://localhost:8080", shows: "the whole exam of an echo server"),
    Example(
      line: "wsx exam ws://localhost:8080 --only closing", shows: "one chapter"),
    Example(
      line: "wsx exam ws://localhost:8080 --case frames.text-126 --format diagram",
      shows: "one case, with each frame bit by bit"),
    Example(line: "wsx exam --list", shows: "all cases"),
  ]
  static let options =
    [
      Option.flag("list", "list the cases, and run none"),
      .list("only", "NAME", "only these: a chapter, an id, or a pattern with *; repeatable"),
      .list("skip", "NAME", "not these; repeatable"),
      .list("case", "ID", "this case; repeatable"),
      .choice("format", ["text", "diagram", "json"], "how to report (default text)"),
      .flag("no-echo", "the server does not send messages back: skip what needs it"),
      .value("timeout", "SECONDS", "how long an answer may take (default 2)"),
      .value("jobs", "NUMBER", "how many cases run at a time (default 16)"),
      .value("seed", "NUMBER", "draw other masking keys and payloads (default 1)"),
      .list("header", "\"NAME: VALUE\"", "add a header to each request; repeatable"),
      .value("origin", "ORIGIN", "say which page asks, as a browser does"),
      .list("subprotocol", "NAME", "offer a subprotocol; repeatable, the best first"),
    ] + Option.drawing + [.help]
  static let notes = """
    The exam opens a connection for each case, sends what the case says, and judges what comes
    back. A server that sends every message back gets the whole exam; of others it grades what
    they can show. Verdicts:
      pass     as the RFC says
      lenient  allowed, but not what the RFC recommends
      fail     against a MUST
      flaky    failed once, and passed when it was tried again
      skipped  the server cannot show it; the reason is in the report

    Exit status: 0 if nothing failed, 1 if something did, 5 if nothing could be graded.
    """

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let cases = try ExamSelection(arguments).cases
    if arguments.has("list") {
      console.output.write(ExamList.text(of: cases))
      return .clean
    }
    let style = try TerminalStyle(arguments, for: console.output, fitsTerminal: true)
    let loop = try makeEventLoop()
    let settings = try ExamOptions.settings(arguments, cases: cases)
    let exam = Exam(settings, on: loop)
    InterruptSignals.watch(on: loop) { _ in exam.stop() }
    var outcome = ExamOutcome()
    exam.run { result in
      outcome = result
      loop.stop()
    }
    loop.run()
    let format = arguments["format"] ?? "text"
    if format == "json" {
      for result in outcome.results { console.output.write(ExamJSON.line(result)) }
      console.output.write(ExamJSON.total(outcome))
    } else {
      let evidence: ExamText.Evidence = format == "diagram" ? .diagrams : .lines
      console.output.write(ExamText(style, evidence: evidence).report(outcome).rendered(style))
    }
    if outcome.ungraded != nil { return .network }
    if outcome.hasFailures { return .violations }
    return outcome.gradedCount() == 0 ? .network : .clean
  }
}
