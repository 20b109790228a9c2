extension LessonText {
  /// The same text with each of its strings changed.
  func mapped(_ change: (String) -> String) -> LessonText {
    var text = self
    text.title = change(title)
    text.introduction = introduction.map { $0.mapped(change) }
    text.steps = steps.map { step in
      Step(
        title: change(step.title), id: step.id, blocks: step.blocks.map { $0.mapped(change) })
    }
    return text
  }
}

extension LessonText.Block {
  fileprivate func mapped(_ change: (String) -> String) -> LessonText.Block {
    switch self {
    case .paragraph(let text): return .paragraph(change(text))
    case .item(let mark, let text): return .item(mark: mark, change(text))
    case .code(let info, let lines): return .code(info: info, lines: lines.map(change))
    case .predict(var question):
      question.question = change(question.question)
      for index in question.answers.indices {
        question.answers[index].text = change(question.answers[index].text)
        question.answers[index].reason = change(question.answers[index].reason)
      }
      return .predict(question)
    case .hint(var hint):
      hint.blocks = hint.blocks.map { $0.mapped(change) }
      return .hint(hint)
    }
  }
}
