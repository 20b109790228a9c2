/// A function that the learner writes, and how it is graded.
package struct Exercise: Sendable {
  /// The function's base name; the course's list and the learner's progress know it by this name.
  package var function: String
  /// The function as Swift declares it.
  package var signature: String
  /// The arguments' labels; nil for one without.
  package var labels: [String?]
  /// The names of the parts of the result, if it is a tuple.
  package var resultNames: [String] = []
  /// The calls, from the simplest to the strangest.
  package var calls: [[WorkValue]]
  /// What the RFC and the lesson's text ask for.
  package var right: @Sendable ([WorkValue]) -> Outcome
  /// Whether an outcome is right too, where there is more than one right outcome.
  package var accepts: (@Sendable ([WorkValue], Outcome) -> Bool)?
  /// The wanted result in words, where `right` is only one of several right outcomes.
  package var wanted: @Sendable ([WorkValue]) -> String? = { _ in nil }
  /// The mistakes that people are known to make in it.
  package var mistakes: KnownMistakes
  /// What can be said of a wrong result that no known mistake explains; nil where that is nothing.
  package var remark: @Sendable (_ arguments: [WorkValue], _ result: [WorkValue]) -> String? = {
    _, _ in nil
  }
  /// Which field holds this bit of the result, counted from its first bit.
  package var field: @Sendable ([WorkValue], _ bit: Int) -> String? = { _, _ in nil }

  /// An exercise whose every call has one right answer.
  package init(
    function: String, signature: String, labels: [String?],
    calls: [[WorkValue]], mistakes: KnownMistakes,
    right: @escaping @Sendable ([WorkValue]) -> Outcome
  ) {
    self.function = function
    self.signature = signature
    self.labels = labels
    self.calls = calls
    self.mistakes = mistakes
    self.right = right
  }

  /// The same exercise, changed.
  package func with(_ change: (inout Exercise) -> Void) -> Exercise {
    var changed = self
    change(&changed)
    return changed
  }

  /// Whether this is a right way for such a call to end.
  package func isRight(_ trial: Trial) -> Bool {
    right(trial.arguments).agrees(with: trial.outcome)
      || accepts?(trial.arguments, trial.outcome) == true
  }
}
