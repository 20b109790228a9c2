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
    let loop = try EventLoop()
    let exam = Exam(settings, on: loop)
    exam.onResult = onResult
    var outcome = ExamOutcome()
    exam.run { result in
      outcome = result
      loop.stop()
    }
    loop.run()
    return outcome
  }
}
