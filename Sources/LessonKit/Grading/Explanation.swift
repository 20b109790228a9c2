/// What explains the wrong calls of a function.
package struct Explanation: Hashable, Sendable {
  /// The mistakes that explain the call that is shown: as few as possible.
  package var mistakes: [Misconception]
  /// The mistakes that only later calls show, each with the first such call.
  package var later: [Later] = []
  /// The first wrong call that is not explained.
  package var unexplained: Trial?
  /// How the result of the call that is shown came about, with these mistakes.
  package var derivation: [DerivationStep] = []

  /// A mistake that a later call shows.
  package struct Later: Hashable, Sendable {
    package var mistake: Misconception
    package var trial: Trial
  }
}

/// The known mistakes of one function, and which calls they explain.
package struct KnownMistakes: Sendable {
  /// What is said about each.
  package let misconceptions: [Misconception]
  /// The part of the function in which each is made.
  private let parts: [Int]

  /// For each trial, whether a function with these mistakes explains it; nil where it does not
  /// explain the first `required` trials.
  private let explained:
    @Sendable (_ mistakes: [Int], _ trials: [Trial], _ required: Int) -> [Bool]?

  /// How the calls of a function with these mistakes end.
  private let derived: @Sendable (_ mistakes: [Int], _ arguments: [WorkValue]) -> [DerivationStep]
  private let called: @Sendable (_ mistakes: [Int], _ calls: [[WorkValue]]) -> [Outcome]

  /// The known mistakes in each part of a function; those that are likelier come first.
  ///
  /// One mistake in each part can be made at once.
  package init<Function: Attempt>(_ parts: [[Mistake<Function>]]) {
    let mistakes = parts.flatMap { $0 }
    misconceptions = mistakes.map(\.misconception)
    self.parts = parts.indices.flatMap { part in parts[part].map { _ in part } }
    explained = { chosen, trials, required in
      var attempt = Function()
      for index in chosen { mistakes[index].make(&attempt) }
      var explained: [Bool] = []
      for trial in trials {
        explained.append(attempt.explains(trial))
        if explained.count <= required, explained.last == false { return nil }
      }
      return explained
    }
    derived = { chosen, arguments in
      var attempt = Function()
      for index in chosen { mistakes[index].make(&attempt) }
      return attempt.derivation(of: arguments)
    }
    called = { chosen, calls in
      var attempt = Function()
      for index in chosen { mistakes[index].make(&attempt) }
      return calls.map { attempt.call($0) }
    }
  }

  /// How the calls of a function end that has some of the mistakes, by their indexes.
  package func outcomes(of calls: [[WorkValue]], with mistakes: [Int]) -> [Outcome] {
    called(mistakes, calls)
  }

  /// The values between the arguments of a call and its right result.
  func rightDerivation(of arguments: [WorkValue]) -> [DerivationStep] { derived([], arguments) }

  /// Whether two mistakes can be made at once.
  package func canMeet(_ first: Int, _ second: Int) -> Bool { parts[first] != parts[second] }
}

extension KnownMistakes {
  /// The mistakes that explain a function's trials, of which the one at `shown` is the first wrong one.
  ///
  /// `isRight` says whether the outcome of each trial is right, and `right` has a right outcome for each.
  func explanation(
    of trials: [Trial], shown: Int, isRight: [Bool], right: [Trial]
  ) -> Explanation? {
    var best: Candidate?
    // Three mistakes are many choices: only those that each change something so far.
    let relevant = misconceptions.indices.filter {
      explained([$0], Array(right.prefix(shown + 1)), shown + 1) == nil
    }
    for count in 1...3 {
      forEachChoice(of: count, from: count < 3 ? Array(misconceptions.indices) : relevant) {
        chosen in
        guard let explained = explained(chosen, trials, shown + 1) else { return }
        let candidate = extended(chosen, explained, trials, required: shown + 1)
        guard isConsistent(candidate, with: right) else { return }
        // Three mistakes can explain much. They must explain everything.
        guard count < 3 || candidate.unexplainedCount == 0 else { return }
        if best.map({ candidate.isBetter(than: $0) }) ?? true { best = candidate }
      }
      if best != nil { break }
    }
    guard let best else { return nil }
    return Explanation(
      mistakes: best.shown.map { misconceptions[$0] },
      later: best.later.map { .init(mistake: misconceptions[$0.mistake], trial: trials[$0.trial]) },
      unexplained: trials.indices.first { !best.explained[$0] && !isRight[$0] }.map { trials[$0] },
      derivation: derived(best.shown, trials[shown].arguments))
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
        guard let explained = self.explained(chosen + [mistake], trials, required),
          explained[trial],
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

  /// Whether a candidate is believable: where its mistakes would make a call wrong, the call is wrong
  /// in that way.
  ///
  /// Calls that it leaves right but that are wrong have another cause, which says nothing against it.
  private func isConsistent(_ candidate: Candidate, with right: [Trial]) -> Bool {
    guard candidate.unexplainedCount > 0 else { return true }
    let mistakes = candidate.shown + candidate.later.map(\.mistake)
    guard let leavesRight = explained(mistakes, right, 0) else { return false }
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
