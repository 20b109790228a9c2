import WebSocketTransport

// A server that takes no connections any more, after it did: which case brought it down?

extension Exam {
  /// Notes that a case found no server; it and those that ran with it are run again one by one.
  func noteDeath(_ index: Int) {
    phase = .searching
    outcome.deathCount += 1
    // A case that has just failed may have brought the server down before this one began.
    let failed = results.indices.filter {
      results[$0]?.verdict == .fail && results[$0]?.shortcoming?.kind != .died
        && !clearedSuspects.contains($0)
    }
    for run in active.values { run.cancel() }
    let interrupted = active.keys.sorted()
    active = [:]
    suspects = failed.suffix(2 * settings.jobs) + (interrupted + [index]).sorted()
    for suspect in suspects { results[suspect] = nil }
    resumed = queue
    queue = []
    guard outcome.deathCount <= Self.deathLimit else {
      giveUp()
      return
    }
    revive()
  }

  /// How often a server may die before the exam ends.
  private static let deathLimit = 24

  /// Has the server started again, and waits until it takes connections.
  private func revive() {
    settings.restart?()
    attemptsLeft = settings.restart == nil ? 4 : 40
    tryToConnect()
  }

  private func tryToConnect() {
    attemptsLeft -= 1
    knock { [weak self] isAlive in
      guard let self else { return }
      if isAlive {
        self.searchNext()
      } else if self.attemptsLeft > 0 {
        self.loop.schedule(after: .milliseconds(150)) { self.tryToConnect() }
      } else {
        self.giveUp()
      }
    }
  }

  /// Whether the server takes a connection.
  private func knock(_ completion: @escaping (Bool) -> Void) {
    let connection = RawConnection(to: settings.target.address, on: loop)
    knocking = connection
    connection.onEvent = { [weak self] event in
      switch event {
      case .opened: completion(true)
      case .notConnected, .broken: completion(false)
      default: return
      }
      self?.loop.schedule(after: .zero) { connection.close() }
    }
  }

  /// Runs the next suspect alone.
  private func searchNext() {
    guard !suspects.isEmpty else {
      searchEnded()
      return
    }
    jobs = 1
    queue = [suspects.removeFirst()]
    fill()
  }

  /// Asks whether the server is still there after a suspect has ended.
  func endedSearch(_ index: Int, _ result: CaseResult) {
    knock { [weak self] isAlive in
      guard let self else { return }
      if isAlive {
        self.clearedSuspects.insert(index)
        if result.verdict == .fail {
          self.results[index] = result
        } else {
          self.settle(index, result)
        }
        self.searchNext()
        return
      }
      var culprit = result
      culprit.verdict = .fail
      culprit.shortcoming = Shortcoming(
        .died, "The server takes no connections any more: this case brought it down.")
      self.settle(index, culprit)
      self.outcome.deathCount += 1
      self.outcome.deathCount <= Self.deathLimit ? self.revive() : self.giveUp()
    }
  }

  /// All suspects have run again: the exam goes on.
  func searchEnded() {
    guard phase == .searching, suspects.isEmpty, queue.isEmpty else { return }
    phase = .running
    jobs = settings.jobs
    queue = resumed
    resumed = []
    fill()
  }

  /// Ends the exam: the server does not come back.
  private func giveUp() {
    outcome.isDead = true
    let names = suspects.map { settings.cases[$0].id }
    // With a restart, the cases that bring it down are known one by one; the rest says nothing.
    for index in settings.restart == nil ? suspects : [] {
      var result = CaseResult(settings.cases[index], .fail)
      result.shortcoming = Shortcoming(
        .died,
        "The server takes no connections any more. It died in "
          + (names.count == 1 ? "this case." : "one of: \(names.joined(separator: ", ")).")
          + " --restart COMMAND lets the exam find out which and go on.")
      settle(index, result)
    }
    for index in results.indices where results[index]?.verdict == .fail {
      if !suspects.contains(index) { results[index].map { onResult($0) } }
    }
    finish(skippingRest: "The server had died.")
  }
}
