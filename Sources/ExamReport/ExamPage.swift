import ConformanceExam
import TerminalText

/// What came of an exam as one page that needs no other file and no script.
package enum ExamPage {
  /// The page.
  package static func html(_ outcome: ExamOutcome, of url: String) -> String {
    let name = url.escapedForMarkup
    let score = "\(outcome.results.count { $0.verdict.isPassing }) of \(outcome.gradedCount())"
    let software = outcome.serverName.map { " It calls itself \($0.escapedForMarkup)." } ?? ""
    let reason = outcome.ungraded ?? outcome.openingFailure
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Exam of \(name)</title>
      <style>
      \(styleSheet)
      </style>
      </head>
      <body>
      <main>
      <h1>Exam of \(name)</h1>
      <p><b>\(score) cases passed</b> in \(outcome.duration.inSeconds).\(software)</p>
      \(reason.map { "<p class=\"wrong\">\($0.escapedForMarkup)</p>\n" } ?? "")\
      \(diagnoses(outcome))<h2>Chapters</h2>
      \(chapters(outcome))\(failures(outcome))<h2>All cases</h2>
      \(Chapter.allCases.map { allCases(of: $0, outcome) }.joined())</main>
      </body>
      </html>

      """
  }

  private static func diagnoses(_ outcome: ExamOutcome) -> String {
    guard !outcome.diagnoses.isEmpty else { return "" }
    let items = outcome.diagnoses.map { diagnosis in
      let lesson = diagnosis.lesson.map { " Lesson \($0) teaches it." } ?? ""
      return """
        <li><b>\(diagnosis.finding.escapedForMarkup)</b> \(diagnosis.remedy.escapedForMarkup)\
        \(lesson) <small>\(diagnosis.id), \(diagnosis.caseIDs.count) cases</small></li>

        """
    }
    return "<h2>What to repair, in this order</h2>\n<ol>\n\(items.joined())</ol>\n"
  }

  private static func chapters(_ outcome: ExamOutcome) -> String {
    let rows = Chapter.allCases.map { chapter in
      let graded = outcome.gradedCount(in: chapter)
      let failed = outcome.count(.fail, in: chapter) + outcome.count(.flaky, in: chapter)
      let numbers = [graded - failed, failed, outcome.count(.skipped, in: chapter)]
      return "<tr><th scope=\"row\">\(chapter.title.escapedForMarkup)</th>"
        + numbers.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return """
      <table>
      <tr><th scope="col">Chapter</th><th scope="col">passed</th><th scope="col">failed</th>\
      <th scope="col">skipped</th></tr>
      \(rows.joined())</table>

      """
  }

  private static func failures(_ outcome: ExamOutcome) -> String {
    let failed = outcome.results.filter { $0.verdict == .fail || $0.verdict == .flaky }
    guard !failed.isEmpty else { return "" }
    return "<h2>What failed</h2>\n" + failed.map(failure).joined()
  }

  private static func failure(_ result: CaseResult) -> String {
    let examCase = result.examCase
    let evidence = ExamText(TerminalStyle(width: 100)).evidence(result).plainText
    let lesson = examCase.lesson.map { ", lesson \($0)" } ?? ""
    return """
      <details><summary><span class="wrong">✗ \(examCase.id)</span> \
      \(examCase.title.escapedForMarkup)</summary>
      <p>\((result.shortcoming?.sentence ?? "").escapedForMarkup)</p>
      <p><small>\(examCase.citation.escapedForMarkup)\(lesson)</small></p>
      <pre>\(evidence.escapedForMarkup)</pre>
      </details>

      """
  }

  private static func allCases(of chapter: Chapter, _ outcome: ExamOutcome) -> String {
    let rows = outcome.results.filter { $0.examCase.chapter == chapter }.map { result in
      """
      <tr><td>\(result.verdict.rawValue)</td><td>\(result.examCase.id)</td>\
      <td>\(result.examCase.title.escapedForMarkup)</td></tr>

      """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <details><summary>\(chapter.title.escapedForMarkup): \(rows.count)</summary>
      <table>
      <tr><th scope="col">verdict</th><th scope="col">case</th><th scope="col">what it does</th></tr>
      \(rows.joined())</table>
      </details>

      """
  }

  private static let styleSheet = """
    :root{color-scheme:light dark}
    body{font:16px/1.5 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em}
    table{border-collapse:collapse}
    th,td{text-align:left;padding:.2em 1em .2em 0;vertical-align:top}
    td:not(:last-child),small,pre{font-variant-numeric:tabular-nums}
    details{margin:.4em 0}
    summary{cursor:pointer}
    pre{overflow-x:auto;font:13px/1.4 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .wrong{color:#b91c1c}
    @media(prefers-color-scheme:dark){.wrong{color:#f87171}}
    """
}
