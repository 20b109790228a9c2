import WebSocketProtocol

/// What came of one case, with the evidence.
package struct CaseResult: Sendable {
  package let examCase: ExamCase
  package var verdict: Verdict
  /// Why it failed, or failed once.
  package var shortcoming: Shortcoming?
  /// What makes it lenient, or why it was skipped, in sentences.
  package var notes: [String] = []
  package var duration: Duration = .zero
  /// What was sent and received.
  package var transcript = Transcript()
  /// How the connection was closed.
  package var closing = Closing()
  /// The diagnosis that explains the failure; nil where there is none.
  package var diagnosis: String?

  package init(_ examCase: ExamCase, _ verdict: Verdict) {
    self.examCase = examCase
    self.verdict = verdict
  }

  /// How a connection was closed, as a report for Autobahn's readers says it.
  package struct Closing: Hashable, Sendable {
    /// The code of the peer's close frame.
    package var code: UInt16?
    /// Whether the peer sent a close frame.
    package var hasFrame = false
  }
}
