import LessonExercises
import LessonKit

/// The functions of the course as compiled programs: each the learner's own, or lent from the solutions.
final class LearnerFunctions {
  /// A function that can be called.
  private struct Ready {
    var owner: FunctionOwner
    var workbook: Workbook
    var calls: WorkbookCalls
    var printedCount = 0
  }

  private var ready: [String: Ready] = [:]
  /// Called after each call.
  var called: (FunctionCall) -> Void = { _ in }

  /// How long one call may take: all connections wait for it.
  var timeLimit = Duration.seconds(2) {
    didSet { for function in ready.values { function.workbook.timeLimit = timeLimit } }
  }

  /// Whose a function is; nil where there is none to call.
  func owner(of exercise: Exercise) -> FunctionOwner? { ready[exercise.function]?.owner }

  /// Uses a compiled file for a function.
  func use(_ workbook: Workbook, for exercise: Exercise, of owner: FunctionOwner) {
    workbook.timeLimit = timeLimit
    end(exercise)
    ready[exercise.function] = Ready(
      owner: owner, workbook: workbook, calls: WorkbookCalls(of: exercise, in: workbook))
  }

  /// Has no function to call.
  func end(_ exercise: Exercise) {
    ready[exercise.function]?.calls.end()
    ready[exercise.function] = nil
  }

  /// Ends all processes.
  func endAll() { ready.keys.forEach { ready[$0]?.calls.end() } }

  /// Grades a function of which a call was wrong.
  ///
  /// One short call may have many causes. So the calls of the check are made too: what explains the call
  /// must agree with them.
  func grade(after call: FunctionCall) -> Grade {
    let exercise = call.exercise
    // A search with large arguments, or with calls that do not end, would take long.
    let isSmall = call.trial.arguments.allSatisfy { ($0.asBytes?.count ?? 0) <= 2_000 }
    guard let function = ready[exercise.function], isSmall, call.trial.outcome != .timedOut else {
      return exercise.grade([call.trial], explained: false)
    }
    var calls = WorkbookCalls(of: exercise, in: function.workbook)
    defer { calls.end() }
    var trials = [call.trial]
    for arguments in exercise.calls {
      let trial = Trial(arguments, calls.outcome(of: arguments))
      if trial.outcome == .timedOut { break }
      trials.append(trial)
    }
    return exercise.grade(trials)
  }

  /// Calls a function and judges how the call ends.
  func call(_ exercise: Exercise, _ arguments: [WorkValue]) -> Outcome {
    guard var function = ready.removeValue(forKey: exercise.function) else { return .unwritten }
    let trial = Trial(arguments, function.calls.outcome(of: arguments))
    let printed = function.calls.printed
    var call = FunctionCall(
      exercise: exercise, trial: trial, owner: function.owner, isRight: exercise.isRight(trial))
    call.printed = String(printed.dropFirst(function.printedCount))
    function.printedCount = printed.count
    // A process that prints for hours would reach the limit on its output.
    if printed.utf8.count > 50_000 {
      function.calls.end()
      function.calls = WorkbookCalls(of: exercise, in: function.workbook)
      function.printedCount = 0
    }
    ready[exercise.function] = function
    called(call)
    return trial.outcome
  }
}
