import TerminalText

extension LessonText {
  /// Where the answers of the questions are in plain text.
  package enum Answers: String, CaseIterable, Sendable {
    /// After each question.
    case here
    /// After the last step.
    case end
    /// Nowhere.
    case no
  }

  /// Draws the figures again; `draw` has a figure for its name, or nil.
  mutating func redrawFigures(_ draw: (_ name: String) throws -> String?) rethrows {
    for step in steps.indices {
      for block in steps[step].blocks.indices {
        guard case .code(let info, _) = steps[step].blocks[block],
          let name = steps[step].blocks[block].figureName, let drawn = try draw(name)
        else { continue }
        let lines = drawn.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        steps[step].blocks[block] = .code(info: info, lines: lines.map(String.init))
      }
    }
  }

  /// The whole lesson as text, or one of its steps, counted from 1.
  package func plain(
    step: Int? = nil, lesson: Int, answers: Answers = .here, width: Int = 80
  ) -> StyledText {
    var text = StyledText()
    if step == nil {
      text.append("Lesson \(lesson): \(title)", .heading)
      text.append(Self.styled(introduction, answers, width: width))
    }
    for (index, content) in steps.enumerated() where step == nil || step == index + 1 {
      text.appendGap()
      if step == nil { text.append("") }
      text.append("\(index + 1). \(content.title)", .heading)
      text.append(Self.styled(content.blocks, answers, width: width))
    }
    if answers == .end { text.append(answersAtTheEnd(step: step, width: width)) }
    return text
  }

  /// The answers of all questions, or of those in one step.
  private func answersAtTheEnd(step: Int?, width: Int) -> StyledText {
    var text = StyledText()
    for (index, content) in steps.enumerated() where step == nil || step == index + 1 {
      for case .predict(let prediction) in content.blocks {
        text.append("")
        text.append(
          StyledText(
            StyledLine.wrapped(
              StyledLine("\(index + 1). ", .bold), prose: prediction.question, to: width, indent: 4)
          ))
        text.append(prediction.styledReasons(width: width))
      }
    }
    guard !text.isEmpty else { return text }
    return StyledText([StyledLine(), StyledLine(), StyledLine("Answers", .heading)] + text.lines)
  }

  /// Blocks with an empty line above each, except between the items of a list.
  private static func styled(_ blocks: [Block], _ answers: Answers, width: Int) -> StyledText {
    var text = StyledText()
    var wasItem = false
    for block in blocks {
      let isItem = if case .item = block { true } else { false }
      var styled = block.styled(width: width)
      if answers != .here, case .predict(let question) = block {
        styled = question.styledQuestion(width: width)
      }
      if styled.isEmpty { continue }
      if !(wasItem && isItem) { text.append("") }
      text.append(styled)
      wasItem = isItem
    }
    return text
  }
}
