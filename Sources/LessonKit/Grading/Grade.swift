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
  /// How many calls were right.
  package var rightCalls = 0
  /// The mistakes that explain the wrong calls, if they are known ones.
  package var explanation: Explanation?
  /// What can be said of the call that is shown, where no known mistake explains it.
  package var remark: String? {
    guard explanation == nil, let trial else { return nil }
    switch trial.outcome {
    case .returned(let result): return exercise.remark(trial.arguments, result)
    case .crashed(let crash): return crash.advice
    case .threw, .unwritten, .timedOut: return nil
    }
  }
  /// What the compiler said, with the learner's own file and lines.
  package var diagnostics: String = ""
  /// What to do about the compiler's first error, or that error.
  package var help: String?
}

extension Grade {
  /// The grade of a function in a file that does not compile.
  init(exercise: Exercise, doesNotCompile complaints: String, source: String) {
    self.init(exercise: exercise, verdict: .doesNotCompile)
    diagnostics = complaints
    let errors = CompilerError.all(in: complaints, source: source)
    let error = CompilerError.mostHelpful(of: errors, source: source)
    help = error.map { $0.help(in: source) ?? $0.message }
  }
}

extension Exercise {
  /// Grades a function by calling it with each of `calls`, in order.
  ///
  /// A call that never ends, or a function that is not written, is the last one.
  package func grade(answer: ([WorkValue]) -> Outcome) -> Grade {
    var trials: [Trial] = []
    calling: for arguments in calls {
      let trial = Trial(arguments, answer(arguments))
      trials.append(trial)
      switch trial.outcome {
      case .unwritten, .timedOut: break calling
      // These take long, and the next call does the same.
      case .crashed(let crash) where [.output, .resultSize, .memorySize].contains(crash.cause):
        break calling
      case .returned, .threw, .crashed: continue
      }
    }
    return grade(trials)
  }

  /// Grades a function by how its calls ended.
  package func grade(_ trials: [Trial]) -> Grade {
    let isRight = trials.map(isRight)
    let rightCalls = isRight.count { $0 }
    guard let first = isRight.firstIndex(of: false) else {
      return Grade(exercise: self, verdict: .passed, rightCalls: rightCalls)
    }
    var grade = Grade(
      exercise: self, verdict: .wrong, trial: trials[first], rightCalls: rightCalls)
    grade.verdict =
      switch trials[first].outcome {
      case .unwritten: .unwritten
      case .crashed: .crashed
      case .timedOut: .timeout
      case .returned, .threw: .wrong
      }
    if grade.verdict == .wrong || grade.verdict == .crashed {
      grade.explanation = mistakes.explanation(
        of: trials, shown: first, isRight: isRight,
        right: trials.map { Trial($0.arguments, right($0.arguments)) })
    }
    return grade
  }
}
