import TerminalText

extension LessonText.Block {
  /// The block for a terminal; predictions with all their reasons, hints not at all.
  package func styled(width: Int) -> StyledText {
    switch self {
    case .paragraph(let text):
      return StyledText(StyledLine(prose: text).wrapped(to: width))
    case .item(let mark, let text):
      let line = StyledLine("\(mark == "-" ? "•" : mark) ") + StyledLine(prose: text)
      return StyledText(line.wrapped(to: width, indent: mark == "-" ? 2 : mark.count + 1))
    case .code(_, let lines):
      return StyledText(lines.flatMap { StyledLine("  " + $0).wrapped(to: width, indent: 6) })
    case .predict(let prediction):
      var text = prediction.styledQuestion(width: width)
      text.appendGap()
      for (index, answer) in prediction.answers.enumerated() {
        let line =
          StyledLine("\(index + 1) \(answer.isRight ? "✓" : "✗") ", answer.isRight ? .ok : .dim)
          + StyledLine(prose: answer.reason)
        text.append(StyledText(line.wrapped(to: width - 2, indent: 4)).indented(by: 2))
      }
      return text
    case .hint:
      return StyledText()
    }
  }
}

extension LessonText.Prediction {
  /// The question and its answers, without the reasons.
  package func styledQuestion(width: Int) -> StyledText {
    let question = StyledLine("? ", .bold) + StyledLine(prose: question)
    var text = StyledText(question.wrapped(to: width, indent: 2))
    for (index, answer) in answers.enumerated() {
      let line = StyledLine("\(index + 1)  ", .bold) + StyledLine(prose: answer.text)
      text.append(StyledText(line.wrapped(to: width - 4, indent: 3)).indented(by: 4))
    }
    return text
  }
}

extension StyledLine {
  /// A line of prose: `**bold**` becomes bold, `` `code` `` keeps its marks, a link only its words.
  package init(prose: String) {
    self.init()
    var rest = prose[...]
    var isBold = false
    while let character = rest.first {
      if rest.hasPrefix("**") {
        isBold.toggle()
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let code = rest.dropFirst().prefix { $0 != "`" }
        append("`", .dim)
        append(String(code), Style(.length, isBold: isBold))
        append("`", .dim)
        rest = rest.dropFirst(code.count + 2)
      } else if character == "*" {
        rest = rest.dropFirst()
      } else if character == "[", let close = rest.firstIndex(of: "]"),
        rest[close...].dropFirst().first == "(", let end = rest[close...].firstIndex(of: ")")
      {
        append(String(rest[rest.index(after: rest.startIndex)..<close]), Style(isBold: isBold))
        rest = rest[rest.index(after: end)...]
      } else {
        append(String(character), Style(isBold: isBold))
        rest = rest.dropFirst()
      }
    }
  }
}
