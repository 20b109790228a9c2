import WebSocketTransport

/// What an exam is to do.
package struct ExamSettings {
  package var target: ExamTarget
  package var cases: [ExamCase]
  /// How many cases run at a time.
  package var jobs = 16
  /// How long an answer may take.
  package var timeout = Duration.seconds(2)
  /// What masking keys and payloads are drawn from.
  package var seed: UInt64 = 1
  /// Whether the server is one that sends messages back, if it does.
  package var expectsEcho = true
  /// Starts the server again after it died; nil where that is not possible.
  package var restart: (() -> Void)?

  package init(_ target: ExamTarget, cases: [ExamCase]) {
    self.target = target
    self.cases = cases
  }
}
