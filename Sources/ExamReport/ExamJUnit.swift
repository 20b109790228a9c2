import ConformanceExam
import TerminalText

/// What came of an exam as JUnit's XML, which systems for continuous integration read: a suite for each
/// chapter.
package enum ExamJUnit {
  /// The whole file.
  package static func text(_ outcome: ExamOutcome) -> String {
    let suites = Chapter.allCases.map { chapter in
      (chapter, outcome.results.filter { $0.examCase.chapter == chapter })
    }.filter { !$0.1.isEmpty }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="wsx exam" \(counts(outcome.results)) time="\(seconds(outcome.duration))">
      \(suites.map { suite($0, $1) }.joined())</testsuites>

      """
  }

  private static func suite(_ chapter: Chapter, _ results: [CaseResult]) -> String {
    let time = results.reduce(Duration.zero) { $0 + $1.duration }
    return """
      <testsuite name="\(chapter.title.escapedForMarkup)" \(counts(results)) \
      time="\(seconds(time))">
      \(results.map(testCase).joined())</testsuite>

      """
  }

  private static func testCase(_ result: CaseResult) -> String {
    let examCase = result.examCase
    let start = """
      <testcase classname="\(examCase.chapter.rawValue)" \
      name="\("\(examCase.id): \(examCase.title)".escapedForMarkup)" \
      time="\(seconds(result.duration))"
      """
    switch result.verdict {
    case .pass: return start + "/>\n"
    case .lenient:
      let notes = result.notes.joined(separator: " ").escapedForMarkup
      return "\(start)><system-out>\(notes)</system-out></testcase>\n"
    case .skipped:
      let reason = (result.notes.last ?? "").escapedForMarkup
      return "\(start)><skipped message=\"\(reason)\"/></testcase>\n"
    case .fail, .flaky:
      let sentence = (result.shortcoming?.sentence ?? "").escapedForMarkup
      let type = result.diagnosis ?? result.verdict.rawValue
      let evidence = ExamText(TerminalStyle(width: 100)).evidence(result).plainText
      return """
        \(start)><failure type="\(type)" message="\(sentence)">\
        \(examCase.citation.escapedForMarkup)
        \(evidence.escapedForMarkup)</failure></testcase>

        """
    }
  }

  private static func counts(_ results: [CaseResult]) -> String {
    let failures = results.count { $0.verdict == .fail || $0.verdict == .flaky }
    let skipped = results.count { $0.verdict == .skipped }
    return "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
  }

  /// A time as `1.234`.
  private static func seconds(_ time: Duration) -> String {
    let thousandths = String(time.milliseconds % 1000)
    let zeros = String(repeating: "0", count: 3 - thousandths.count)
    return "\(time.milliseconds / 1000).\(zeros)\(thousandths)"
  }
}
