import TerminalText

extension LessonText {
  /// The whole lesson as text, or one of its steps, counted from 1.
  package func plain(step: Int? = nil, lesson: Int, width: Int = 80) -> StyledText {
    var text = StyledText()
    if step == nil {
      text.append("Lesson \(lesson): \(title)", .heading)
      text.append(Self.styled(introduction, width: width))
    }
    for (index, content) in steps.enumerated() where step == nil || step == index + 1 {
      text.appendGap()
      if step == nil { text.append("") }
      text.append("\(index + 1). \(content.title)", .heading)
      text.append(Self.styled(content.blocks, width: width))
    }
    return text
  }

  /// Blocks with an empty line above each, except between the items of a list.
  private static func styled(_ blocks: [Block], width: Int) -> StyledText {
    var text = StyledText()
    var wasItem = false
    for block in blocks {
      let isItem = if case .item = block { true } else { false }
      let styled = block.styled(width: width)
      if styled.isEmpty { continue }
      if !(wasItem && isItem) { text.append("") }
      text.append(styled)
      wasItem = isItem
    }
    return text
  }
}
