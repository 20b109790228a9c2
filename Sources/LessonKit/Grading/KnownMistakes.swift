/// The known mistakes of one function, and which calls they explain.
package struct KnownMistakes: Sendable {
  /// What is said about each.
  package let misconceptions: [Misconception]
  /// The part of the function in which each is made.
  let parts: [Int]
  /// Whether each call can be explained by itself.
  let isPure: Bool
  /// A function with some of the mistakes, by their indexes.
  private let makeAttempt: @Sendable (_ mistakes: [Int]) -> any Attempt

  /// The known mistakes in each part of a function; those that are likelier come first.
  ///
  /// One mistake in each part can be made at once.
  package init<Function: Attempt>(_ parts: [[Mistake<Function>]]) {
    let mistakes = parts.flatMap { $0 }
    misconceptions = mistakes.map(\.misconception)
    self.parts = parts.indices.flatMap { part in parts[part].map { _ in part } }
    isPure = Function.isPure
    makeAttempt = { chosen in
      var attempt = Function()
      for index in chosen { mistakes[index].make(&attempt) }
      return attempt
    }
  }

  /// For each trial, whether a function with these mistakes explains it.
  ///
  /// Nil where it does not explain one of the first `required` trials.
  func explained(_ mistakes: [Int], _ trials: [Trial], required: Int) -> [Bool]? {
    // The call that is shown is the likeliest not to be explained.
    if isPure, required > 0, !explains(trials[required - 1], with: mistakes) { return nil }
    var attempt = makeAttempt(mistakes)
    var explained: [Bool] = []
    for trial in trials {
      explained.append(attempt.explains(trial))
      if explained.count <= required, explained.last == false { return nil }
    }
    return explained
  }

  /// Whether a function with these mistakes explains a trial by itself.
  func explains(_ trial: Trial, with mistakes: [Int]) -> Bool {
    var attempt = makeAttempt(mistakes)
    return attempt.explains(trial)
  }

  /// The values between the arguments of a call and the result of a function with these mistakes.
  func derivation(of arguments: [WorkValue], with mistakes: [Int]) -> [DerivationStep] {
    makeAttempt(mistakes).derivation(of: arguments)
  }

  /// How the calls of a function with these mistakes end.
  package func outcomes(of calls: [[WorkValue]], with mistakes: [Int]) -> [Outcome] {
    var attempt = makeAttempt(mistakes)
    return calls.map { attempt.call($0) }
  }

  /// Whether two mistakes can be made at once.
  package func canMeet(_ first: Int, _ second: Int) -> Bool { parts[first] != parts[second] }
}
