/// The verdict on one function.
package enum Verdict: String, Sendable, CaseIterable {
  case passed
  case wrong
  case unwritten
  case crashed
  case timeout
  case doesNotCompile = "does-not-compile"
}

/// The result of checking one function.
package struct Grade: Sendable {
  /// The function.
  package var exercise: Exercise
  /// The verdict.
  package var verdict: Verdict
  /// The call that decided the verdict; nil if the function passed or never ran.
  package var trial: Trial?
  /// How many calls were right before that.
  package var rightCalls = 0
  /// What was thought, where that is known.
  package var misconception: Misconception?
  /// What the compiler said, with the learner's own file and lines.
  package var diagnostics: String = ""
}

extension Exercise {
  /// Grades a function by calling it, until the first call that gives no answer at all.
  ///
  /// `answer` is called once for each of `calls`, in order.
  package func grade(answer: ([WorkValue]) -> Outcome) -> Grade {
    var trials: [Trial] = []
    calling: for arguments in calls {
      let trial = Trial(arguments, answer(arguments))
      trials.append(trial)
      switch trial.outcome {
      case .unwritten, .crashed, .timedOut: break calling
      case .returned, .threw: continue
      }
    }
    return grade(trials)
  }

  /// Grades a function by how its calls ended.
  func grade(_ trials: [Trial]) -> Grade {
    guard let first = trials.firstIndex(where: { !isRight($0) }) else {
      return Grade(exercise: self, verdict: .passed, rightCalls: trials.count)
    }
    var grade = Grade(exercise: self, verdict: .wrong, trial: trials[first], rightCalls: first)
    grade.verdict =
      switch trials[first].outcome {
      case .unwritten: .unwritten
      case .crashed: .crashed
      case .timedOut: .timeout
      case .returned, .threw: .wrong
      }
    if grade.verdict == .wrong || grade.verdict == .crashed {
      grade.misconception = misconception(
        behind: trials, wrong: trials.filter { !isRight($0) })
    }
    return grade
  }
}
