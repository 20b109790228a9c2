/// One function that the learner writes, and how it is graded.
package struct Exercise: Sendable {
  /// The lesson it belongs to.
  package var lesson: Int
  /// The function's base name; progress is keyed by it, so it never changes.
  package var function: String
  /// The function as Swift declares it.
  package var signature: String
  /// The arguments' labels; nil for one without.
  package var labels: [String?]
  /// What the parts of the result are called, where it has more than one.
  package var resultNames: [String] = []
  /// The calls, from the plainest to the strangest.
  package var calls: [[WorkValue]]
  /// What the RFC and the lesson's text ask for.
  package var right: @Sendable ([WorkValue]) -> Outcome
  /// Whether an outcome is right, where more than one is.
  package var accepts: (@Sendable ([WorkValue], Outcome) -> Bool)?
  /// What is wanted, in words, where `right` is one of several answers.
  package var wanted: @Sendable ([WorkValue]) -> String? = { _ in nil }
  /// The ways in which this function is known to go wrong.
  package var misconceptions: [Misconception]
  /// Which field holds this bit of the result, counted from its first bit.
  package var field: @Sendable ([WorkValue], _ bit: Int) -> String? = { _, _ in nil }

  /// An exercise whose every call has one right answer.
  package init(
    lesson: Int, function: String, signature: String, labels: [String?],
    calls: [[WorkValue]], misconceptions: [Misconception],
    right: @escaping @Sendable ([WorkValue]) -> Outcome
  ) {
    self.lesson = lesson
    self.function = function
    self.signature = signature
    self.labels = labels
    self.calls = calls
    self.misconceptions = misconceptions
    self.right = right
  }

  /// Whether this is a right way for such a call to end.
  package func isRight(_ trial: Trial) -> Bool {
    right(trial.arguments).agrees(with: trial.outcome)
      || accepts?(trial.arguments, trial.outcome) == true
  }
}

/// A known way to go wrong.
package struct Misconception: Sendable {
  /// The stable id, such as `mask.single-byte`.
  package var id: String
  /// What was thought, said to the one who thought it.
  package var sentence: String
  /// Whether all these calls ended as they do for one who thinks so.
  package var explains: @Sendable ([Trial]) -> Bool

  /// A misconception recognised by its effect.
  package init(_ id: String, _ sentence: String, explains: @escaping @Sendable ([Trial]) -> Bool) {
    self.id = id
    self.sentence = sentence
    self.explains = explains
  }

  /// A misconception recognised by doing the same wrong thing to the same calls.
  package init(
    _ id: String, _ sentence: String,
    mistaken: @escaping @Sendable ([WorkValue]) -> Outcome
  ) {
    self.init(id, sentence) { trials in
      trials.allSatisfy { mistaken($0.arguments).agrees(with: $0.outcome) }
    }
  }

  /// A misconception that remembers what it should forget: it sees all calls in order.
  package init(
    _ id: String, _ sentence: String,
    mistakenInOrder: @escaping @Sendable ([[WorkValue]]) -> [Outcome]
  ) {
    self.init(id, sentence) { trials in
      zip(mistakenInOrder(trials.map(\.arguments)), trials).allSatisfy {
        $0.agrees(with: $1.outcome)
      }
    }
  }
}
