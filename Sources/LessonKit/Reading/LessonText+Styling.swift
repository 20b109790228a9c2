import TerminalText

extension LessonText.Block {
  /// The block for a terminal: a question with all its reasons; nothing for a hint.
  package func styled(width: Int) -> StyledText {
    switch self {
    case .paragraph(let text):
      return StyledText(StyledLine.wrapped(prose: text, to: width))
    case .item(let mark, let text):
      let sign = mark == "-" ? "•" : mark
      return StyledText(
        StyledLine.wrapped(
          StyledLine(sign + " "), prose: text, to: width, indent: sign.count + 1))
    case .code(_, let lines):
      return StyledText(lines.flatMap { StyledLine("  " + $0).wrapped(to: width, indent: 6) })
    case .predict(let prediction):
      var text = prediction.styledQuestion(width: width)
      text.appendGap()
      text.append(prediction.styledReasons(width: width))
      return text
    case .hint:
      return StyledText()
    }
  }
}

extension LessonText.Prediction {
  /// The question and its answers, without the reasons.
  package func styledQuestion(width: Int) -> StyledText {
    var text = StyledText(
      StyledLine.wrapped(StyledLine("? ", .bold), prose: question, to: width, indent: 2))
    for (index, answer) in answers.enumerated() {
      let lines = StyledLine.wrapped(
        StyledLine("\(index + 1)  ", .bold), prose: answer.text, to: width - 4, indent: 3)
      text.append(StyledText(lines).indented(by: 4))
    }
    return text
  }
}

extension LessonText.Prediction {
  /// The reasons of all answers.
  func styledReasons(width: Int) -> StyledText {
    var text = StyledText()
    for (index, answer) in answers.enumerated() {
      text.append(
        StyledText(answer.styledReason(index, wrong: .dim, width: width - 2)).indented(by: 2))
    }
    return text
  }
}

extension LessonText.Prediction.Answer {
  /// Says whether the answer is right, and why.
  func styledReason(_ index: Int, wrong: Style, width: Int) -> [StyledLine] {
    let sign = StyledLine("\(index + 1) \(isRight ? "✓" : "✗") ", isRight ? .ok : wrong)
    return StyledLine.wrapped(sign, prose: reason, to: width, indent: 4)
  }
}

extension StyledLine {
  /// Prose wrapped to a width; code that fits into one line stays in one, so that it can be copied.
  static func wrapped(
    _ start: StyledLine = StyledLine(), prose: String, to width: Int, indent: Int = 0
  ) -> [StyledLine] {
    let space: Character = " "
    let fixedSpace: Character = "\u{a0}"
    func replacing(_ old: Character, by new: Character, in line: StyledLine) -> StyledLine {
      var replaced = StyledLine()
      for run in line.runs {
        replaced.append(String(run.text.map { $0 == old ? new : $0 }), run.style)
      }
      return replaced
    }
    var line = start
    for run in StyledLine(prose: prose).runs {
      let piece = StyledLine(run.text, run.style)
      // Two columns more for the marks around it.
      let isCode = run.style.accent == .blue && piece.width + 2 <= width - indent
      line = line + (isCode ? replacing(space, by: fixedSpace, in: piece) : piece)
    }
    return line.wrapped(to: width, indent: indent).map {
      replacing(fixedSpace, by: space, in: $0)
    }
  }

  /// A line of prose: `**bold**` becomes bold, `` `code` `` keeps its marks, a link keeps its words.
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
        append(String(code), Style(.blue, isBold: isBold))
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
