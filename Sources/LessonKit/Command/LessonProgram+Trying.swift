import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Calls the learner's functions with the input of the command line, and draws what comes back.
  func tryOut() throws -> Exit {
    let experiments = lesson.experiments.filter { experiment in
      arguments.function.map { $0 == experiment.exercise.function } ?? true
    }
    guard !experiments.isEmpty else {
      complain(
        "There is no function \((arguments.function ?? "").escapedForTerminal) in this lesson. "
          + "Its functions: \(entry.functions.joined(separator: ", ")).")
      return .usage
    }
    var input = standardInput
    for (option, value) in arguments.input { input.give(value, for: option) }
    let workbook: Workbook
    switch compile(self.workbook, of: entry) {
    case .success(let compiled): workbook = compiled
    case .failure(let failure):
      show(failure, of: entry)
      return .notPassed
    }
    var isRight = true
    for (index, experiment) in experiments.enumerated() {
      guard let arguments = try experiment.arguments(input) else { continue }
      if index > 0 { write("") }
      let trial = workbook.trial(of: experiment.exercise, arguments)
      if !experiment.exercise.isRight(trial) { isRight = false }
      try show(trial, of: experiment, input)
    }
    show(printed: workbook.printed)
    return isRight ? .done : .notPassed
  }

  private func show(_ trial: Trial, of experiment: Experiment, _ input: LessonInput) throws {
    let exercise = experiment.exercise
    let isRight = exercise.isRight(trial)
    var line = StyledLine("→ ")
    switch trial.outcome {
    case .returned(let values): line.append(exercise.spelledResult(values))
    case .threw(let error): line.append("an error: \(error.escapedForTerminal)")
    case .unwritten, .crashed, .timedOut:
      write(exercise.rows(of: trial, width: style.width))
      return
    }
    line.append(isRight ? "   ✓ right" : "   ✗ wrong", isRight ? .ok : .error)
    write(
      StyledText([StyledLine(exercise.spelled(trial.arguments)), line])
        .wrapped(to: style.width, indent: 2))
    if !isRight {
      line = StyledLine("  wanted ", .dim)
      line.append(exercise.spelledWanted(trial.arguments), .ok)
      write(StyledText(line.wrapped(to: style.width, indent: 9)))
    }
    guard case .returned(let values) = trial.outcome else { return }
    let picture = try experiment.draw(input, values)
    guard !picture.isEmpty else { return }
    write("")
    write(picture.wrapped(to: style.width, indent: 2))
  }
}
