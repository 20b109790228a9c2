import TerminalText

/// Shows a lesson step by step to a person at a terminal.
///
/// Everything is a line of input: Enter goes on. So it works over any connection, with a screen
/// reader, and in a terminal of 24 lines.
struct Reader {
  /// What the learner wants next, where it is not another step.
  enum Ending {
    case finished
    case left
    case check
  }

  let lesson: Lesson
  let text: LessonText
  let style: TerminalStyle
  let rows: Int
  let columns: Int
  /// Called with the step that is being read.
  let remember: (Int) -> Void

  private var linesShown = 0

  init(
    lesson: Lesson, text: LessonText, style: TerminalStyle, size: (rows: Int, columns: Int),
    remember: @escaping (Int) -> Void
  ) {
    (self.lesson, self.text, self.style) = (lesson, text, style)
    (rows, columns) = (size.rows, min(size.columns, 80))
    self.remember = remember
  }

  private enum Move {
    case to(Int)
    case end(Ending)
  }

  /// Shows steps, beginning with the one at an index, until the learner has enough.
  mutating func run(from start: Int) -> Ending {
    var index = max(0, min(start, text.steps.count - 1))
    while true {
      remember(index)
      guard show(index) else { return .left }
      switch askWhereNext(after: index) {
      case .to(let next): index = next
      case .end(let ending): return ending
      }
    }
  }

  // MARK: - A step

  /// Shows a step; false where the learner leaves in the middle.
  private mutating func show(_ index: Int) -> Bool {
    let step = text.steps[index]
    linesShown = 0
    var head = StyledLine("Lesson \(lesson.number) · \(text.title)", .dim)
    let place = "step \(index + 1) of \(text.steps.count)"
    head.pad(to: columns - place.count)
    head.append(place, .dim)
    write(StyledText([StyledLine(), head, StyledLine(), StyledLine(step.title, .heading)]))
    if index == 0 {
      for block in text.introduction { guard show(block) else { return false } }
    }
    for block in step.blocks { guard show(block) else { return false } }
    return true
  }

  private mutating func show(_ block: LessonText.Block) -> Bool {
    if case .predict(let prediction) = block { return ask(prediction) }
    var styled = block.styled(width: columns)
    if let name = block.figureName, let figure = lesson.figure(named: name),
      let drawn = try? figure.draw(LessonInput(lesson.options))
    {
      // The same figure as in the text, with its colours.
      styled = drawn.width + 2 <= columns ? drawn.indented(by: 2) : drawn
    }
    if styled.isEmpty { return true }
    guard makeRoom(for: styled.lines.count + 1) else { return false }
    write(StyledText([StyledLine()] + styled.lines))
    return true
  }

  /// Waits where the screen is full, so that nothing scrolls away unread.
  private mutating func makeRoom(for count: Int) -> Bool {
    guard linesShown + count > rows - 2, linesShown > 4 else { return true }
    linesShown = 0
    return prompt("Enter: the rest of this step") != "q"
  }

  private mutating func write(_ text: StyledText) {
    linesShown += text.lines.count
    Terminal.write(style.render(text))
  }

  /// Asks for a line; "q" where there are no more.
  private mutating func prompt(_ words: String) -> String {
    Terminal.write("\n" + style.render(StyledLine(words, .dim)) + "  › ")
    guard let line = readLine() else {
      Terminal.write("\n")
      return "q"
    }
    return line.filter { $0 != " " }.lowercased()
  }

  // MARK: - Questions

  /// Asks a question until it is answered or passed over.
  private mutating func ask(_ prediction: LessonText.Prediction) -> Bool {
    let question = prediction.styledQuestion(width: columns)
    guard makeRoom(for: question.lines.count + 4) else { return false }
    write(StyledText([StyledLine()] + question.lines))
    while true {
      let answer = prompt("What do you think? 1–\(prediction.answers.count), or Enter to see")
      linesShown += 2
      if answer == "q" { return false }
      let chosen = Int(answer).map { $0 - 1 }
      guard let chosen, prediction.answers.indices.contains(chosen) else {
        if answer.isEmpty { break }
        continue
      }
      reply(prediction.answers[chosen], chosen)
      if prediction.answers[chosen].isRight { return true }
    }
    for (index, answer) in prediction.answers.enumerated() where answer.isRight {
      reply(answer, index)
    }
    return true
  }

  private mutating func reply(_ answer: LessonText.Prediction.Answer, _ index: Int) {
    let sign = answer.isRight ? "✓" : "✗"
    let line =
      StyledLine("\(index + 1) \(sign) ", answer.isRight ? .ok : .error)
      + StyledLine(prose: answer.reason)
    write(StyledText([StyledLine()] + line.wrapped(to: columns, indent: 4)))
  }

  // MARK: - Going on

  private mutating func askWhereNext(after index: Int) -> Move {
    let last = text.steps.count - 1
    let words =
      index == last
      ? "c check   b back   1–\(last + 1) jump   q quit"
      : "Enter next   b back   1–\(last + 1) jump   q quit"
    while true {
      let answer = prompt(words)
      switch answer {
      case "q": return .end(.left)
      case "b": return .to(max(0, index - 1))
      case "c": return .end(.check)
      case "": return index == last ? .end(.finished) : .to(index + 1)
      default:
        if let number = Int(answer), (1...last + 1).contains(number) { return .to(number - 1) }
      }
    }
  }
}
