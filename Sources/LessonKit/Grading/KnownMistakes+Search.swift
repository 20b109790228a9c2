extension KnownMistakes {
  /// The mistakes that explain a function's trials, of which the one at `shown` is the first wrong one.
  ///
  /// `isRight` says whether the outcome of each trial is right, and `right` has a right outcome for each.
  func explanation(
    of trials: [Trial], shown: Int, isRight: [Bool], right: [Trial]
  ) -> Explanation? {
    var best: Candidate?
    // Where each call is explained by itself, one of the mistakes changes the call that is shown.
    let deciding =
      isPure ? misconceptions.indices.filter { !explains(right[shown], with: [$0]) } : nil
    for count in 1...3 {
      let choices = mistakes(madeWith: count - 1)
      // Three of many would take too long to try.
      if count == 3, let deciding, deciding.count * choices.count * choices.count > 20_000 { break }
      forEachChoice(of: count, from: choices) { chosen in
        if let deciding, !chosen.contains(where: deciding.contains) { return }
        guard let explained = explained(chosen, trials, required: shown + 1),
          count == 1 || canCause(trials[shown].outcome, in: trials, chosen),
          explainsEachCrash(like: trials[shown], trials, explained)
        else { return }
        let candidate = extended(chosen, explained, trials, required: shown + 1)
        guard isConsistent(candidate, with: right) else { return }
        // Two mistakes in one call, and two more in others, explain almost anything, unless both are
        // such as many people make.
        let isNamed = chosen.allSatisfy { misconceptions[$0].id != nil }
        guard count == 1 || isNamed || candidate.later.count < 2 else { return }
        // Three mistakes can explain much, and an error says little: all calls must agree, or some.
        guard count < 3 || candidate.unexplainedCount == 0 else { return }
        if case .threw = trials[shown].outcome, candidate.unexplainedCount > 0 {
          guard trials.indices.count(where: { explained[$0] && !isRight[$0] }) > 1 else { return }
        }
        if best.map({ candidate.isBetter(than: $0) }) ?? true { best = candidate }
      }
      if best != nil { break }
    }
    guard let best else { return nil }
    return Explanation(
      mistakes: best.shown.map { misconceptions[$0] },
      later: best.later.map { .init(mistake: misconceptions[$0.mistake], trial: trials[$0.trial]) },
      unexplained: trials.indices.first { !best.explained[$0] && !isRight[$0] }.map { trials[$0] },
      derivation: derivation(of: trials[shown].arguments, with: best.shown))
  }

  /// The mistakes that are looked for where so many others are made, too.
  private func mistakes(madeWith others: Int) -> [Int] {
    switch others {
    case 0: Array(misconceptions.indices)
    case 1: misconceptions.indices.filter { !misconceptions[$0].isSlip }
    default:
      misconceptions.indices.filter {
        !misconceptions[$0].isSlip && misconceptions[$0].id != nil
      }
    }
  }

  private struct Candidate {
    /// The mistakes that explain the call that is shown.
    var shown: [Int]
    /// The mistakes that later calls show.
    var later: [(mistake: Int, trial: Int)] = []
    /// Which trials all of these explain.
    var explained: [Bool]

    var unexplainedCount: Int { explained.count { !$0 } }

    func isBetter(than other: Candidate) -> Bool {
      (unexplainedCount, later.count) < (other.unexplainedCount, other.later.count)
    }
  }

  /// Adds mistakes that explain more of the later calls, and none of the explained ones less.
  private func extended(
    _ shown: [Int], _ explained: [Bool], _ trials: [Trial], required: Int
  ) -> Candidate {
    var candidate = Candidate(shown: shown, explained: explained)
    while let trial = candidate.explained.firstIndex(of: false) {
      let chosen = shown + candidate.later.map(\.mistake)
      var next: Candidate?
      let usedParts = chosen.map { parts[$0] }
      for mistake in misconceptions.indices where !usedParts.contains(parts[mistake]) {
        guard let explained = self.explained(chosen + [mistake], trials, required: required),
          explained[trial], canCause(trials[trial].outcome, in: trials, chosen + [mistake]),
          !zip(explained, candidate.explained).contains(where: { !$0 && $1 })
        else { continue }
        var longer = candidate
        longer.later.append((mistake, trial))
        longer.explained = explained
        if next.map({ longer.unexplainedCount < $0.unexplainedCount }) ?? true { next = longer }
      }
      guard let next else { return candidate }
      candidate = next
    }
    return candidate
  }

  /// Whether one of these mistakes alone makes some call end so, where the end says little: an error or
  /// a crash.
  ///
  /// Two mistakes that never crash alone can crash together in many ways; that explains nothing.
  private func canCause(_ outcome: Outcome, in trials: [Trial], _ mistakes: [Int]) -> Bool {
    if case .returned = outcome { return true }
    let calls = trials.map(\.arguments)
    return mistakes.contains { mistake in
      outcomes(of: calls, with: [mistake]).contains { $0.agrees(with: outcome) }
    }
  }

  /// Whether each crash in the same line and for the same cause is explained: it has the same reason.
  private func explainsEachCrash(
    like shown: Trial, _ trials: [Trial], _ explained: [Bool]
  ) -> Bool {
    guard case .crashed(let crash) = shown.outcome, crash.line != nil else { return true }
    return trials.indices.allSatisfy { index in
      guard case .crashed(let other) = trials[index].outcome else { return true }
      return other.line != crash.line || other.cause != crash.cause || explained[index]
    }
  }

  /// Whether a candidate is believable: where its mistakes would make a call wrong, the call is wrong
  /// in that way.
  ///
  /// Calls that it leaves right but that are wrong have another cause, which says nothing against it.
  private func isConsistent(_ candidate: Candidate, with right: [Trial]) -> Bool {
    guard candidate.unexplainedCount > 0 else { return true }
    let mistakes = candidate.shown + candidate.later.map(\.mistake)
    guard let leavesRight = explained(mistakes, right, required: 0) else { return false }
    return !zip(candidate.explained, leavesRight).contains { explained, leavesRight in
      !explained && !leavesRight
    }
  }

  /// Calls `body` with each choice of some mistakes, at most one in each part.
  private func forEachChoice(of count: Int, from mistakes: [Int], _ body: ([Int]) -> Void) {
    func choose(_ chosen: [Int], from start: Int) {
      guard chosen.count < count else { return body(chosen) }
      for place in mistakes.indices.dropFirst(start)
      where chosen.last.map({ parts[$0] < parts[mistakes[place]] }) ?? true {
        choose(chosen + [mistakes[place]], from: place + 1)
      }
    }
    choose([], from: 0)
  }
}
