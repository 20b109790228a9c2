import CommandLineKit
import ConformanceExam
import ExamReport
import TerminalText

/// Writes what came of exams in the form that the command line asks for.
struct ExamReporting {
  private let format: String
  private let page: String?
  private let earlier: SavedExam?
  private let style: TerminalStyle
  private let console: Console

  /// Reads the file to compare with: one that cannot be read is told before the exam, not after it.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    format = arguments["format"] ?? "text"
    page = arguments["report"]
    earlier = try arguments["compare"].map(ExamFiles.saved)
    style = try TerminalStyle(arguments, for: console.output, fitsTerminal: true)
    self.console = console
  }

  /// Whether people read the result itself.
  private var isForPeople: Bool { ["text", "diagram"].contains(format) }

  /// Writes everything about one exam; `name` is that of the server or client.
  func write(_ outcome: ExamOutcome, of name: String) throws(Failure) {
    switch format {
    case "json":
      for result in outcome.results { console.output.write(ExamJSON.line(result)) }
      console.output.write(ExamJSON.total(outcome))
    case "junit": console.output.write(ExamJUnit.text(outcome))
    case "autobahn":
      console.output.write(ExamAutobahn.text(outcome, agent: outcome.serverName ?? name))
    default:
      let evidence: ExamText.Evidence = format == "diagram" ? .diagrams : .lines
      console.output.write(ExamText(style, evidence: evidence).report(outcome).rendered(style))
    }
    if let reason = outcome.ungraded, !isForPeople {
      console.errors.write("wsx exam: \(reason)\n")
    }
    if let earlier {
      let changes = ExamComparison.changes(
        from: earlier, to: SavedExam(name: "now", outcome), width: style.width)
      (isForPeople ? console.output : console.errors).write("\n" + changes.rendered(style))
    }
    if let page { try ExamFiles.write(ExamPage.html(outcome, of: name), to: page) }
  }
}
