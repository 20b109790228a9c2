import ConformanceExam
import FrameDiagram

/// What came of an exam in the form of the `index.json` that the Autobahn|Testsuite writes, for programs
/// that read it.
///
/// It has an object for each Autobahn case that one of our cases tests. Where several do, the worst
/// verdict counts.
package enum ExamAutobahn {
  /// The file, with the results of one agent.
  package static func text(_ outcome: ExamOutcome, agent: String) -> String {
    var results: [String: [CaseResult]] = [:]
    for result in outcome.results {
      for id in result.examCase.autobahn { results[id, default: []].append(result) }
    }
    let cases = JSONText.object { json in
      for id in results.keys.sorted(by: isBefore) {
        json.member(escaped(id), raw: object(results[id] ?? []))
      }
    }
    return JSONText.object { $0.member(escaped(agent), raw: cases) } + "\n"
  }

  private static func object(_ results: [CaseResult]) -> String {
    let worst = results.max { rank($0.verdict) < rank($1.verdict) }
    return JSONText.object { json in
      json.member("behavior", behavior(worst?.verdict ?? .skipped))
      json.member("behaviorClose", closing(worst))
      json.member(
        "duration", results.reduce(0) { $0 + $1.duration.milliseconds })
      json.member("remoteCloseCode", worst?.closing.code)
      json.member("reportfile", worst?.examCase.id)
    }
  }

  private static func behavior(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "OK"
    case .lenient: "NON-STRICT"
    case .fail, .flaky: "FAILED"
    case .skipped: "UNIMPLEMENTED"
    }
  }

  private static func closing(_ result: CaseResult?) -> String {
    guard case .noCloseFrame? = result?.shortcoming?.kind else {
      if case .notEnded? = result?.shortcoming?.kind { return "FAILED" }
      return "OK"
    }
    return "FAILED"
  }

  private static func rank(_ verdict: Verdict) -> Int {
    switch verdict {
    case .skipped: 0
    case .pass: 1
    case .lenient: 2
    case .flaky: 3
    case .fail: 4
    }
  }

  /// A text as a member's name, without its quotation marks.
  private static func escaped(_ name: String) -> String {
    String(JSONText.quoted(name).dropFirst().dropLast())
  }

  /// The order of the suite's own list: by the numbers in an id.
  private static func isBefore(_ first: String, _ second: String) -> Bool {
    let (first, second) = (first, second)
    let numbers = [first, second].map { $0.split(separator: ".").map { Int($0) ?? 0 } }
    return numbers[0].lexicographicallyPrecedes(numbers[1])
  }
}
