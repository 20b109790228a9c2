import WebSocketTransport

extension Exam {
  /// Grades the server of a URL, and waits until the exam is over.
  ///
  /// For programs without an event loop of their own. `change` sets what the exam is to do, and
  /// `onResult` is told each result as it becomes final. Throws where the URL is wrong, or where the
  /// host has no address.
  package static func grade(
    _ url: String, cases: [ExamCase] = ExamCase.all,
    change: (inout ExamSettings) -> Void = { _ in },
    onResult: @escaping (CaseResult) -> Void = { _ in }
  ) throws -> ExamOutcome {
    var settings = ExamSettings(try ExamTarget(try WebSocketURL(url)), cases: cases)
    change(&settings)
    let exam = Exam(settings, on: try EventLoop())
    exam.onResult = onResult
    return exam.runToItsEnd()
  }

  /// Runs the exam, and its loop until the exam is over.
  package func runToItsEnd() -> ExamOutcome {
    var outcome = ExamOutcome()
    run { [loop] result in
      outcome = result
      loop.stop()
    }
    loop.run()
    return outcome
  }
}
