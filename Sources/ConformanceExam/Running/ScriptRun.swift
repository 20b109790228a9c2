import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// Does the steps of one case, one after another, and ends with what came of them.
///
///     begin a step ──▶ is it done? ──▶ next step … ──▶ passed
///          ▲               │ not yet
///          └── something happened, or time passed ──▶ failed
final class ScriptRun {
  /// What came of a script.
  struct Outcome {
    var shortcoming: Shortcoming?
    var notes: [String] = []
    /// Why the case says nothing about this server.
    var skipped: String?
    var transcript = Transcript()
    var closing = CaseResult.Closing()
    var duration = Duration.zero
    /// The rules that frames of the peer broke.
    var brokenRules: Set<String> = []
    /// The opening handshake, where there was an answer.
    var exchange: Exchange?
  }

  /// What a step says when it is asked.
  enum Progress {
    case done
    /// The whole script is done: what is left makes no sense any more.
    case finished
    case waiting
    case failed(Shortcoming)
    case skipped(String)
  }

  let context: RunContext
  let name: String
  var connection: ExamConnection?
  var outcome = Outcome()
  /// Whether the present step has begun.
  var isBegun = false
  /// Whether the present step waits for a time, not for the peer.
  var isPausing = false
  /// What an expectation still waits for.
  var waiting = Waiting()
  var key: SecWebSocketKey?
  private var steps: ArraySlice<Step>
  private var completion: ((Outcome) -> Void)?
  private var timer: LoopTimer?
  private var secondTimer: LoopTimer?
  private var countAtTimer = 0
  private let start = Moment.now
  private var stepStart = Moment.now
  private var isAdvancing = false
  private var hasClosed = false

  init(
    _ steps: [Step], name: String, context: RunContext, connection: ExamConnection? = nil,
    completion: @escaping (Outcome) -> Void
  ) {
    self.connection = connection
    self.name = name
    self.context = context
    self.completion = completion
    switch steps.first {
    case .open?, .respond?: self.steps = steps[...]
    default: self.steps = [.open(Opening())] + steps
    }
    connection?.onChange = { [weak self] in self?.advance() }
    advance()
  }

  // MARK: - Steps

  /// Goes on as far as possible.
  func advance() {
    guard !isAdvancing, !isPausing, completion != nil else { return }
    isAdvancing = true
    defer { isAdvancing = false }
    while let step = steps.first ?? finalStep {
      let progress = perform(step)
      isBegun = true
      switch progress {
      case .done: next()
      case .finished:
        finish()
        return
      case .waiting:
        guard !failsForViolation(), !isPausing else { return }
        startTimer()
        return
      case .failed(let shortcoming):
        fail(shortcoming)
        return
      case .skipped(let reason):
        outcome.skipped = reason
        finish()
        return
      }
    }
    finish()
  }

  /// The goodbye of a script that leaves the connection open.
  private var finalStep: Step? {
    guard !hasClosed, let connection, !connection.hasEnded, !connection.hasClosed
    else { return nil }
    return .close(ClosePayload(code: .normalClosure).bytes, .any)
  }

  private func next() {
    if case .close? = steps.first ?? finalStep { hasClosed = true }
    if case .fails? = steps.first { hasClosed = true }
    if case .awaitClose? = steps.first { hasClosed = true }
    _ = steps.popFirst()
    isBegun = false
    waiting = Waiting()
    stepStart = .now
    cancelTimers()
  }

  /// Whether the present step is the goodbye that a case did not ask for, which is not judged.
  var isFinalStep: Bool { steps.isEmpty }

  // MARK: - Time

  private func startTimer() {
    countAtTimer = connection?.receivedByteCount ?? 0
    guard timer == nil else { return }
    let deadline = Moment.now.advanced(by: patience)
    timer = context.loop.schedule(after: patience) { [weak self] in
      self?.timeIsOver(since: deadline)
    }
  }

  /// How long the peer may do nothing: half a second more for each megabyte that it has to read.
  private var patience: Duration {
    context.timeout + .milliseconds(min(10_000, (connection?.sentByteCount ?? 0) >> 11))
  }

  private func timeIsOver(since deadline: Moment) {
    timer = nil
    // A call that comes late says that this program had to wait, not that the peer is slow.
    let wasStalled = Moment.now.since(deadline) > .milliseconds(100)
    let isMoving = connection.map { $0.receivedByteCount > countAtTimer || $0.isSending } ?? false
    if isMoving || wasStalled, Moment.now.since(stepStart) < context.limit {
      startTimer()
      return
    }
    guard let step = steps.first ?? finalStep else { return }
    timeIsOver(for: step)
  }

  private func timeIsOver(for step: Step) {
    if isFinalStep {
      finish()
    } else if let note = step.noteOnSilence {
      outcome.notes.append(note)
      finish()
    } else {
      fail(shortcomingOfSilence(in: step))
    }
  }

  /// Does something after a time, and then goes on.
  func after(_ time: Duration, _ action: @escaping () -> Void) {
    secondTimer?.cancel()
    secondTimer = context.loop.schedule(after: time) { [weak self] in
      action()
      self?.advance()
    }
  }

  private func cancelTimers() {
    timer?.cancel()
    secondTimer?.cancel()
    timer = nil
    secondTimer = nil
  }

  // MARK: - The end

  private func failsForViolation() -> Bool {
    guard let habits = context.habits,
      let new = connection?.violations.first(where: { !habits.contains($0.rule.id) })
    else { return false }
    fail(Shortcoming(.frame(rule: new.rule.id), Sentences.broken(new)))
    return true
  }

  func fail(_ shortcoming: Shortcoming) {
    outcome.shortcoming = shortcoming
    end()
  }

  private func finish() {
    if failsForViolation() { return }
    end()
  }

  private func end() {
    guard let completion else { return }
    self.completion = nil
    cancelTimers()
    outcome.duration = Moment.now.since(start)
    if let connection {
      if outcome.transcript.entries.isEmpty { outcome.transcript = connection.transcript }
      outcome.brokenRules = Set(connection.violations.map(\.rule.id))
      outcome.exchange = connection.exchange
      connection.close()
    }
    completion(outcome)
  }

  /// Ends without a result.
  func cancel() {
    completion = nil
    cancelTimers()
    connection?.close()
  }
}
