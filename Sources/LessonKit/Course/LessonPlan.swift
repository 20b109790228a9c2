/// How the minutes of a lesson are spent, for a teacher: step by step, then on the learner's own code.
package struct LessonPlan: Equatable, Sendable {
  /// A step of the lesson.
  package struct Step: Equatable, Sendable {
    package var title: String
    package var minutes: Int
    /// How many questions it asks.
    package var questions: Int
  }

  /// The steps in their order.
  package var steps: [Step]
  /// What is left of the lesson's minutes, to write the functions.
  package var writingMinutes: Int

  /// The plan of a text, in a lesson of so many minutes.
  ///
  /// A class reads 120 words a minute, and takes half a minute for a picture and a minute for a question.
  package init(_ text: LessonText, minutes: Int) {
    steps = text.steps.map { step in
      var seconds = 0
      var questions = 0
      for block in step.blocks {
        switch block {
        case .paragraph(let words), .item(_, let words):
          seconds += words.split(separator: " ").count / 2
        case .code: seconds += 30
        case .predict:
          seconds += 60
          questions += 1
        case .hint: continue
        }
      }
      return Step(title: step.title, minutes: max(1, (seconds + 30) / 60), questions: questions)
    }
    writingMinutes = minutes - steps.reduce(0) { $0 + $1.minutes }
  }
}
