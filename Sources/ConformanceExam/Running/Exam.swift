import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// Grades one server: finds out what it can do, runs the cases, many at once, and tries again what
/// failed.
///
///     probe ──▶ run all cases ──▶ run again what failed ──▶ outcome
///                   │  ▲
///                   ▼  │ the server takes no connection any more
///                find the case that brought it down
///
/// Nothing here waits: it runs on an event loop, and ends with a call of `completion`.
package final class Exam {
  /// Told each result as soon as it is final, in the order in which the cases end.
  package var onResult: (CaseResult) -> Void = { _ in }

  let settings: ExamSettings
  let loop: EventLoop
  let resources = InspectionResources(
    store: PayloadStore(overflow: { () throws(StorageFailure) in MemoryStorage() }))
  var outcome = ExamOutcome()
  /// The results, by the places of their cases.
  var results: [CaseResult?]
  /// The cases that wait for their turn.
  var queue: [Int] = []
  /// The cases that run.
  var active: [Int: ScriptRun] = [:]
  /// How many cases run at a time.
  var jobs: Int
  var phase = Phase.probing
  /// The cases that failed when the server died, to be run again one by one.
  var suspects: [Int] = []
  /// The suspects that did not bring it down.
  var clearedSuspects: Set<Int> = []
  /// The cases that go on after the search.
  var resumed: [Int] = []
  var attemptsLeft = 0
  /// The failed cases that are not tried again yet.
  private var unretried: [Int] = []
  /// Whether a failed case has passed when it was tried again.
  private var hasRecovered = false
  /// How many cases have waited in vain.
  private var absenceCount = 0
  /// The cases that had less time than the settings say.
  private var hurried: Set<Int> = []
  private var isHurried: Bool { absenceCount > 16 }
  var knocking: RawConnection?
  var probes: [String: ScriptRun] = [:]
  private var completion: ((ExamOutcome) -> Void)?
  private let start = Moment.now

  enum Phase {
    case probing, running, searching, retrying, ended
  }

  package init(_ settings: ExamSettings, on loop: EventLoop) {
    self.settings = settings
    self.loop = loop
    jobs = settings.jobs
    results = Array(repeating: nil, count: settings.cases.count)
  }

  /// Begins; `completion` is called once.
  package func run(completion: @escaping (ExamOutcome) -> Void) {
    self.completion = completion
    probe()
  }

  /// Ends early, with what is known.
  package func stop() {
    guard phase != .ended else { return }
    for run in active.values { run.cancel() }
    active = [:]
    queue = []
    finish(skippingRest: "The exam was stopped.")
  }

  // MARK: - Running cases

  func context(for examCase: ExamCase) -> RunContext {
    RunContext(
      loop: loop, target: settings.target, timeout: timeout(of: examCase), seed: settings.seed,
      resources: resources, echoes: outcome.capabilities.contains(.echo),
      habits: examCase.judgesHabits ? [] : outcome.habits)
  }

  /// How long an answer may take: less once many have not come.
  ///
  /// What fails then is tried again with all the time.
  private func timeout(of examCase: ExamCase) -> Duration {
    // A long message takes a busy server long, and little of that shows.
    let usual = settings.timeout * (examCase.isHeavy && !isHurried ? 3 : 1)
    return switch phase {
    case .running where isHurried && !examCase.isHeavy: settings.timeout / 2
    case .retrying where hasRecovered || examCase.isHeavy: settings.timeout * 3
    default: usual
    }
  }

  func runCases() {
    phase = .running
    let all = settings.cases.indices
    for index in all {
      let missing = settings.cases[index].missing(in: outcome.capabilities)
      if let missing { skip(index, missing.missing) } else { queue.append(index) }
    }
    fill()
  }

  func skip(_ index: Int, _ reason: String) {
    var result = CaseResult(settings.cases[index], .skipped)
    result.notes = [reason]
    settle(index, result)
  }

  /// Starts cases until enough run, or goes on to the next phase.
  func fill() {
    while active.count < jobs, let place = nextPlace { start(queue.remove(at: place)) }
    if active.isEmpty, queue.isEmpty { phaseEnded() }
  }

  /// The place in the queue of the next case that may start: the first, unless too many heavy ones run.
  private var nextPlace: Int? {
    let isCrowded = active.keys.count { settings.cases[$0].isHeavy } >= 2
    return queue.firstIndex { !isCrowded || !settings.cases[$0].isHeavy }
  }

  private func start(_ index: Int) {
    let examCase = settings.cases[index]
    active[index] = ScriptRun(
      examCase.steps(), name: examCase.id, context: context(for: examCase)
    ) { [weak self] outcome in
      // Not within the last call of the case.
      self?.loop.schedule(after: .zero) { self?.ended(index, outcome) }
    }
  }

  private func ended(_ index: Int, _ outcome: ScriptRun.Outcome) {
    guard active[index] != nil, phase != .ended else { return }
    active[index] = nil
    let result = CaseResult(settings.cases[index], outcome)
    switch phase {
    case .running: endedFirstRun(index, result)
    case .searching: endedSearch(index, result)
    case .retrying: endedRetry(index, result)
    case .probing, .ended: break
    }
  }

  private func endedFirstRun(_ index: Int, _ result: CaseResult) {
    if result.shortcoming?.kind == .notConnected {
      noteDeath(index)
      return
    }
    if result.shortcoming?.kind.isAbsence == true {
      absenceCount += 1
      if isHurried { hurried.insert(index) }
    }
    if result.verdict == .fail {
      results[index] = result
    } else {
      settle(index, result)
    }
    fill()
  }

  /// Keeps a result that is final, and tells it.
  func settle(_ index: Int, _ result: CaseResult) {
    results[index] = result
    onResult(result)
  }

  func phaseEnded() {
    switch phase {
    case .running: retry()
    case .searching: searchEnded()
    case .retrying: sampleEnded()
    case .probing, .ended: break
    }
  }

  // MARK: - Trying again

  /// How many failed cases are tried again at first; where none of them passes, that is enough.
  private static let sampleCount = 12

  private func retry() {
    phase = .retrying
    jobs = max(1, settings.jobs / 4)
    let failed = results.indices.filter {
      results[$0]?.verdict == .fail && results[$0]?.shortcoming?.kind != .died
    }
    let step = max(1, failed.count / Self.sampleCount)
    queue = failed.indices.compactMap { place in
      place % step == 0 || settings.cases[failed[place]].isHeavy ? failed[place] : nil
    }
    unretried = failed.filter { !queue.contains($0) }
    fill()
  }

  /// Tries the rest again where the server is flaky, or slower than the load that the exam made.
  private func sampleEnded() {
    queue = unretried.filter { hasRecovered || hurried.contains($0) }
    for index in unretried where !queue.contains(index) { results[index].map { onResult($0) } }
    if !hasRecovered { jobs = settings.jobs }
    unretried = []
    if queue.isEmpty { finish() } else { fill() }
  }

  private func endedRetry(_ index: Int, _ second: CaseResult) {
    defer { fill() }
    if second.shortcoming?.kind == .notConnected { settings.restart?() }
    guard let first = results[index], second.verdict != .fail else {
      results[index].map { onResult($0) }
      return
    }
    hasRecovered = true
    var result = second
    if second.verdict != .skipped {
      if first.shortcoming?.kind.isAbsence == true {
        // The examiner's own load may have been the reason, so it is not held against the server.
        result.notes.append("It was too late at first, and in time when fewer cases ran.")
      } else {
        result.verdict = .flaky
        result.shortcoming = first.shortcoming
        result.transcript = first.transcript
      }
    }
    settle(index, result)
  }

  // MARK: - The end

  func finish(skippingRest reason: String? = nil) {
    guard let completion, phase != .ended else { return }
    phase = .ended
    self.completion = nil
    if let reason {
      for index in results.indices where results[index] == nil { skip(index, reason) }
    }
    outcome.results = results.compactMap { $0 }
    outcome.duration = Moment.now.since(start)
    outcome.diagnose()
    completion(outcome)
  }
}

extension ExamCase {
  /// What the server cannot do that this case needs.
  func missing(in capabilities: Set<Capability>) -> Capability? {
    Capability.allCases.first { needs.contains($0) && !capabilities.contains($0) }
  }
}

extension CaseResult {
  /// A result from what came of a case, for a peer of a role.
  init(_ examCase: ExamCase, _ outcome: ScriptRun.Outcome, grading role: Role = .server) {
    let verdict: Verdict =
      outcome.shortcoming != nil
      ? .fail : outcome.skipped != nil ? .skipped : outcome.notes.isEmpty ? .pass : .lenient
    let isExcused = verdict == .fail && examCase.leniency != nil && role == .server
    self.init(examCase, isExcused ? .lenient : verdict)
    shortcoming = isExcused ? nil : outcome.shortcoming
    notes =
      outcome.notes + (outcome.skipped.map { [$0] } ?? [])
      + (isExcused ? ["\(outcome.shortcoming?.sentence ?? "") \(examCase.leniency ?? "")"] : [])
    duration = outcome.duration
    transcript = outcome.transcript
    closing = outcome.closing
  }
}
