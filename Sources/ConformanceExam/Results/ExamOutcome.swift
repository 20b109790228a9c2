/// What came of an exam.
package struct ExamOutcome: Sendable {
  /// The results in the order of the cases.
  package var results: [CaseResult] = []
  /// What explains the failures, in the order in which it is best repaired.
  package var diagnoses: [Diagnosis] = []
  /// What the server can do.
  package var capabilities: Set<Capability> = []
  /// Why nothing could be graded; nil where something was.
  package var ungraded: String?
  /// Why the server does not open a connection.
  package var openingFailure: String?
  /// What the server calls itself.
  package var serverName: String?
  /// The rules that its frames break in every connection.
  package var habits: Set<String> = []
  /// Whether the very first connection got a right response.
  var isFirstAcceptRight = true
  /// How often it stopped taking connections.
  package var deathCount = 0
  /// Whether it was dead at the end.
  package var isDead = false
  package var duration = Duration.zero

  package init() {}

  /// How many cases have a verdict.
  package func count(_ verdict: Verdict, in chapter: Chapter? = nil) -> Int {
    results.reduce(0) { sum, result in
      let counts =
        result.verdict == verdict && (chapter == nil || result.examCase.chapter == chapter)
      return counts ? sum + 1 : sum
    }
  }

  /// How many cases were graded.
  package func gradedCount(in chapter: Chapter? = nil) -> Int {
    Verdict.allCases.filter { $0 != .skipped }.reduce(0) { $0 + count($1, in: chapter) }
  }

  /// Whether any case failed, even once.
  package var hasFailures: Bool { count(.fail) + count(.flaky) > 0 }
}
