/// The text of a lesson, from `Lesson.md`.
package struct LessonText: Sendable {
  /// The title of the lesson.
  package var title = ""
  /// The text before the first step.
  package var introduction: [Block] = []
  /// The steps in order; each is one idea.
  package var steps: [Step] = []

  /// A step: a heading and the blocks below it.
  package struct Step: Sendable {
    /// The heading.
    package var title: String
    /// The heading as a link has it: `the-fifth-byte`.
    package var id: String
    /// The blocks below the heading.
    package var blocks: [Block] = []
  }

  /// A part of the text between two empty lines.
  package enum Block: Equatable, Sendable {
    case paragraph(String)
    /// An item of a list, with its mark: `-` or `1.`.
    case item(mark: String, String)
    /// A fenced block, and the words after its opening fence.
    case code(info: String, lines: [String])
    /// A question before its answer.
    case predict(Prediction)
    /// A hint, which a terminal shows only when asked.
    case hint(Hint)
  }

  /// A question with answers to choose from, each with a reason.
  package struct Prediction: Equatable, Sendable {
    package var question = ""
    package var answers: [Answer] = []

    package struct Answer: Equatable, Sendable {
      package var text: String
      package var isRight = false
      package var reason = ""
    }
  }

  /// A hint for one function.
  package struct Hint: Equatable, Sendable {
    package var function: String
    package var blocks: [Block]
  }
}

extension LessonText.Block {
  /// The figure's name, where the block is one.
  package var figureName: String? {
    guard case .code(let info, _) = self else { return nil }
    let words = info.split(separator: " ")
    return words.count == 2 && words[0] == "figure" ? String(words[1]) : nil
  }
}
