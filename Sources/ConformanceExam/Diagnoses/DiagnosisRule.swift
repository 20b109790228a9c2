/// What a known mistake looks like in the results of an exam.
///
/// A mistake is recognised by what fails and by what still passes: each is named by its id in
/// `misconceptions.md`, which `wsx explain` knows too.
struct DiagnosisRule: Sendable {
  let id: String
  /// The lesson that teaches it; nil where none does.
  let lesson: Int?
  /// The failed cases that it explains, by the names that a command line takes.
  let explains: [String]
  /// Whether the results show it.
  let isShown: @Sendable (ResultTable) -> Bool

  init(
    _ id: String, lesson: Int?, explains: [String],
    _ isShown: @escaping @Sendable (ResultTable) -> Bool
  ) {
    self.id = id
    self.lesson = lesson
    self.explains = explains
    self.isShown = isShown
  }
}

/// The results of an exam by the names of their cases, and what is explained of them so far.
struct ResultTable {
  let results: [CaseResult]
  /// Whether the very first connection got a right accept value.
  let isFirstAcceptRight: Bool

  private func named(_ name: String) -> [CaseResult] {
    results.filter { $0.examCase.isNamed(name) }
  }

  /// Whether any case of these names failed for such a reason.
  ///
  /// What only came too late shows no mistake, unless it is asked for.
  func fails(
    _ names: String..., where isSo: (Shortcoming) -> Bool = { !$0.kind.isAbsence }
  ) -> Bool {
    names.contains { name in
      named(name).contains { result in
        result.isUnexplained && result.verdict == .fail && result.shortcoming.map(isSo) == true
      }
    }
  }

  /// Whether at least one case of each name was graded, and none failed.
  func passes(_ names: String...) -> Bool {
    names.allSatisfy { name in
      let graded = named(name).filter { $0.verdict != .skipped }
      return !graded.isEmpty && graded.allSatisfy { $0.verdict == .pass || $0.verdict == .lenient }
    }
  }

  /// Whether a case of these names failed, or is lenient for a reason with this word in it.
  func fails(_ names: String..., orNotes word: String) -> Bool {
    names.contains { name in
      named(name).filter(\.isUnexplained).contains { result in
        result.verdict == .lenient
          ? result.notes.contains { $0.split(separator: " ").contains(Substring(word)) }
          : result.verdict == .fail && result.shortcoming?.kind.isAbsence == false
      }
    }
  }

  /// How many cases of a name failed, and were not brought down by the server's death.
  func failureCount(_ name: String, orFlaky countsFlaky: Bool = false) -> Int {
    named(name).count {
      ($0.verdict == .fail || (countsFlaky && $0.verdict == .flaky))
        && $0.shortcoming?.isDeath == false
    }
  }
  /// Whether a case of this name was graded.
  func isGraded(_ name: String) -> Bool { gradedCount(name) > 0 }

  /// How many cases of a name were graded.
  func gradedCount(_ name: String) -> Int { named(name).count { $0.verdict != .skipped } }
}

extension CaseResult {
  /// Whether no diagnosis explains it yet.
  fileprivate var isUnexplained: Bool { diagnosis == nil }
}

extension Shortcoming {
  /// Whether a message of the expected length has other bytes.
  var isGarbled: Bool {
    kind == .wrongAnswer && difference.map { $0.gotCount == $0.expectedCount } == true
  }

  /// Whether a frame of the peer breaks this rule.
  func breaks(_ rule: String) -> Bool { kind == .frame(rule: rule) }

  /// Whether the server died of it.
  var isDeath: Bool { kind == .died }
}
