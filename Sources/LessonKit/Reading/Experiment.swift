import TerminalText

/// A call of a learner's function that a lesson makes from an input, and a picture of the result.
package struct Experiment: Sendable {
  /// The function.
  package var exercise: Exercise
  /// The arguments of the call; nil where this input has no such call.
  package var arguments: @Sendable (LessonInput) throws -> [WorkValue]?
  /// Draws what came back, right or wrong; empty where there is nothing to draw.
  package var draw: @Sendable (LessonInput, _ result: [WorkValue]) throws -> StyledText

  /// An experiment from its parts.
  package init(
    _ exercise: Exercise, arguments: @escaping @Sendable (LessonInput) throws -> [WorkValue]?,
    draw: @escaping @Sendable (LessonInput, _ result: [WorkValue]) throws -> StyledText = { _, _ in
      StyledText()
    }
  ) {
    self.exercise = exercise
    self.arguments = arguments
    self.draw = draw
  }
}

extension Figure {
  /// The calls of a lesson's experiments, each with what is wanted.
  package static func calls(_ name: String, options: [String], _ experiments: [Experiment])
    -> Figure
  {
    Figure(name, options: options) { input in
      var text = StyledText()
      for experiment in experiments {
        guard let arguments = try experiment.arguments(input) else { continue }
        text.appendGap()
        text.append(experiment.exercise.spelled(arguments))
        text.append("→ " + experiment.exercise.spelledWanted(arguments))
      }
      return text.wrapped(to: 78, indent: 2)
    }
  }
}
