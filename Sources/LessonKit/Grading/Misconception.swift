/// A known way to go wrong.
package struct Misconception: Sendable {
  /// The stable id, such as `mask.single-byte`; nil where a slip has no name and its sentence is all.
  package var id: String?
  /// What was thought, said to the one who thought it.
  package var sentence: String
  /// How it is recognised.
  var evidence: Evidence

  enum Evidence: Sendable {
    /// By all calls together: those that ended well must fit, too.
    case allCalls(@Sendable ([Trial]) -> Bool)
    /// By each wrong call alone: it shows in some calls and leaves the others right.
    case wrongCall(@Sendable (Trial) -> Bool)
  }

  /// A misconception recognised by its effect on all calls.
  package init(_ id: String?, _ sentence: String, explains: @escaping @Sendable ([Trial]) -> Bool) {
    self.id = id
    self.sentence = sentence
    evidence = .allCalls(explains)
  }

  /// A misconception recognised by doing the same wrong thing to the same calls.
  package init(
    _ id: String?, _ sentence: String,
    mistaken: @escaping @Sendable ([WorkValue]) -> Outcome
  ) {
    self.init(id, sentence) { trials in
      trials.allSatisfy { mistaken($0.arguments).agrees(with: $0.outcome) }
    }
  }

  /// A misconception that remembers what it should forget: it sees all calls in order.
  package init(
    _ id: String?, _ sentence: String,
    mistakenInOrder: @escaping @Sendable ([[WorkValue]]) -> [Outcome]
  ) {
    self.init(id, sentence) { trials in
      zip(mistakenInOrder(trials.map(\.arguments)), trials).allSatisfy {
        $0.agrees(with: $1.outcome)
      }
    }
  }

  /// A misconception recognised by a single wrong call.
  package init(
    _ id: String?, _ sentence: String, explainsWrongCall: @escaping @Sendable (Trial) -> Bool
  ) {
    self.id = id
    self.sentence = sentence
    evidence = .wrongCall(explainsWrongCall)
  }
}

extension Exercise {
  /// What was thought, where one thought explains all calls, or each wrong call is explained.
  func misconception(behind trials: [Trial], wrong: [Trial]) -> Misconception? {
    for misconception in misconceptions {
      if case .allCalls(let explains) = misconception.evidence, explains(trials) {
        return misconception
      }
    }
    let causes = wrong.map { trial in
      misconceptions.first {
        if case .wrongCall(let explains) = $0.evidence { explains(trial) } else { false }
      }
    }
    return causes.allSatisfy { $0 != nil } ? causes.first ?? nil : nil
  }
}
