import CommandLineKit
import ConformanceExam
import ExamReport
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// `wsx exam`: grades a server case by case.
enum ExamCommand: Command {
  static let name = "exam"
  static let summary = "grade a server or a client, and say what is wrong and how to mend it"
  static let usage = ["URL", "--list", "--listen PORT", "compare FILE.json …"]
  static let examples = [
    Example(line: "wsx exam ws://localhost:8080", shows: "the whole exam of an echo server"),
    Example(
      line: "wsx exam ws://localhost:8080 --only closing", shows: "one chapter"),
    Example(
      line: "wsx exam ws://localhost:8080 --case frames.text-126 --format diagram",
      shows: "one case, with each frame bit by bit"),
    Example(
      line: "wsx exam --listen 9001",
      shows: "grade clients, also with harnesses made for Autobahn, and browsers"),
    Example(line: "wsx exam --list", shows: "all cases"),
    Example(
      line: "wsx exam ws://localhost:8080 --format json > mine.json",
      shows: "an object for each case, to keep and to compare"),
    Example(line: "wsx exam compare mine.json theirs.json", shows: "several servers side by side"),
  ]
  static let options =
    [
      Option.flag("list", "list the cases, and run none"),
      .list("only", "NAME", "only these: a chapter, an id, or a pattern with *; repeatable"),
      .list("skip", "NAME", "not these; repeatable"),
      .list("case", "ID", "this case; repeatable"),
      .choice(
        "format", ["text", "diagram", "json", "junit", "autobahn"],
        "how to report (default text)"),
      .value("report", "FILE.html", "write a page with every case too"),
      .value("compare", "OLD.json", "say what changed since an exam in --format json"),
      .value("listen", "PORT", "grade the clients that connect; each must send messages back"),
      .value("count-only", "NUMBER", "with --listen: only so many cases, then the report"),
      .flag("no-echo", "the server does not send messages back: skip what needs it"),
      .value("restart", "COMMAND", "start the server again with this if it dies"),
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
    if arguments.words.first == "compare" { return try compare(arguments, console) }
    let cases = try ExamSelection(arguments).cases
    if arguments.has("list") {
      console.output.write(ExamList.text(of: cases))
      return .clean
    }
    let reporting = try ExamReporting(arguments, console)
    if arguments.has("listen") {
      return try ExamListening.run(arguments, cases, reporting, console)
    }
    let loop = try makeEventLoop()
    var settings = try ExamOptions.settings(arguments, cases: cases)
    let restarting = arguments["restart"].map { ServerRestart($0) }
    if let restarting { settings.restart = { restarting.start() } }
    let exam = Exam(settings, on: loop)
    InterruptSignals.watch(on: loop) { _ in exam.stop() }
    let outcome = exam.runToItsEnd()
    try reporting.write(outcome, of: arguments.words.first ?? "")
    return outcome.status
  }

  private static func compare(
    _ arguments: Arguments, _ console: Console
  ) throws(Failure) -> ExitStatus {
    let style = try TerminalStyle(arguments, for: console.output, fitsTerminal: true)
    let exams = try arguments.words.dropFirst().map(ExamFiles.saved)
    guard exams.count > 1 else { throw Failure.usage("compare needs two files, or more.") }
    console.output.write(ExamComparison.matrix(exams, width: style.width).rendered(style))
    return .clean
  }
}

extension ExamOutcome {
  /// What the exam tells the shell.
  var status: ExitStatus {
    if ungraded != nil || gradedCount() == 0 { return .network }
    return hasFailures ? .violations : .clean
  }
}
