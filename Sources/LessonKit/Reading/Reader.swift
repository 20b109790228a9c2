import CommandLineKit
import TerminalText

/// Shows a lesson step by step to a person at a terminal.
///
/// The learner answers with whole lines: Enter goes on. So it works over any connection, with a screen
/// reader, and in a terminal of 24 lines.
struct Reader {
  /// How the learner leaves the lesson.
  enum Ending {
    case finished
    case left
    case check
  }

  let lesson: Lesson
  let text: LessonText
  /// What the figures show.
  let input: LessonInput
  let style: TerminalStyle
  let output: Output
  let rows: Int
  let columns: Int
  /// Called with the index of each step that is shown.
  let remember: (Int) -> Void

  private var index = 0
  private var linesShown = 0

  init(
    lesson: Lesson, text: LessonText, input: LessonInput, style: TerminalStyle, output: Output,
    remember: @escaping (Int) -> Void
  ) {
    (self.lesson, self.text, self.input) = (lesson, text, input)
    (self.style, self.output) = (style, output)
    var size = output.terminalSize ?? TerminalSize(rows: 0, columns: 0)
    // Too small to read in: the terminal does not tell its real size.
    if size.rows <= 5 || size.columns <= 20 { size = TerminalSize(rows: 24, columns: 80) }
    (rows, columns) = (size.rows, min(size.columns, 80))
    self.remember = remember
  }

  private enum Move {
    case to(Int)
    case end(Ending)
  }

  /// Shows steps, from the one at an index, until the learner leaves.
  mutating func run(from start: Int) -> Ending {
    index = max(0, min(start, last))
    while true {
      remember(index)
      switch showStep() ?? askWhereNext() {
      case .to(let next): index = next
      case .end(let ending): return ending
      }
    }
  }

  // MARK: - A step

  /// Shows a step; returns where the learner goes if not to its end.
  private mutating func showStep() -> Move? {
    let step = text.steps[index]
    linesShown = 0
    var head = StyledLine("Lesson \(lesson.number) · \(text.title)", .dim)
    let place = "step \(index + 1) of \(text.steps.count)"
    head.pad(to: columns - place.count)
    head.append(place, .dim)
    write(StyledText([StyledLine(), head, StyledLine(), StyledLine(step.title, .heading)]))
    if index == 0 {
      for block in text.introduction { if let move = show(block) { return move } }
    }
    for block in step.blocks { if let move = show(block) { return move } }
    return nil
  }

  private mutating func show(_ block: LessonText.Block) -> Move? {
    if case .predict(let prediction) = block { return ask(prediction) }
    var styled = block.styled(width: columns)
    if let name = block.figureName, let figure = lesson.figure(named: name),
      let drawn = try? figure.draw(input)
    {
      // The same figure as in the text, with its colours.
      styled = drawn.width + 2 <= columns ? drawn.indented(by: 2) : drawn
      if drawn.width > columns { styled = drawn.wrapped(to: columns, indent: 2) }
    }
    if styled.isEmpty { return nil }
    var rest = ([StyledLine()] + styled.lines)[...]
    while linesShown + rest.count > pageLength {
      // A page with only a heading is not worth a pause. A block that is taller than the screen is
      // shown in parts, and begins on a page that is mostly empty.
      let isFull = linesShown > (rest.count > pageLength ? pageLength / 2 : headingLength)
      if isFull {
        if let move = pause() { return move }
        continue
      }
      let part = rest.prefix(max(1, pageLength - linesShown))
      write(StyledText(Array(part)))
      rest = rest.dropFirst(part.count)
    }
    write(StyledText(Array(rest)))
    return nil
  }

  /// How many lines fit above the prompt and the empty line before it.
  private var pageLength: Int { rows - 2 }

  /// How many lines a step begins with: its place in the lesson, its title, and two empty ones.
  private var headingLength: Int { 4 }

  /// Waits when the screen is full, so that no line scrolls away unread.
  private mutating func pause() -> Move? {
    while true {
      let answer = prompt("Enter: the rest of this step   b back   1–\(last + 1) jump   q quit")
      if answer.isEmpty { return nil }
      if let move = move(answer) { return move }
      refuse(answer)
    }
  }

  private mutating func write(_ text: StyledText) {
    linesShown += text.lines.count
    output.write(style.render(text))
  }

  /// Asks for a line; "q" where there are no more.
  private mutating func prompt(_ words: String) -> String {
    // A learner who answers has read the lines above.
    defer { linesShown = 0 }
    output.write("\n" + style.render(StyledLine(words, .dim)) + "  › ")
    output.flush()
    guard let line = readLine() else {
      output.write("\n")
      return "q"
    }
    return line.filter { $0 != " " }.lowercased()
  }

  // MARK: - Questions

  /// Asks a question until the answer is right, or Enter.
  private mutating func ask(_ prediction: LessonText.Prediction) -> Move? {
    let question = prediction.styledQuestion(width: columns)
    if linesShown > headingLength, linesShown + question.lines.count + 4 > pageLength,
      let move = pause()
    {
      return move
    }
    write(StyledText([StyledLine()] + question.lines))
    while true {
      let answer = prompt(
        "What do you think? 1–\(prediction.answers.count), or Enter to see   b back   q quit")
      if answer.isEmpty { break }
      // A number is an answer here, never a step.
      guard let number = Int(answer) else {
        if let move = move(answer) { return move }
        refuse(answer)
        continue
      }
      guard (1...prediction.answers.count).contains(number) else {
        write(StyledText([StyledLine("There is no answer \(number).", .warning)]))
        continue
      }
      if prediction.answers[number - 1].isRight { break }
      reply(prediction.answers[number - 1], number - 1)
    }
    // A question may have several right answers.
    for (index, answer) in prediction.answers.enumerated() where answer.isRight {
      reply(answer, index)
    }
    return nil
  }

  private mutating func reply(_ answer: LessonText.Prediction.Answer, _ index: Int) {
    write(
      StyledText([StyledLine()] + answer.styledReason(index, wrong: .error, width: columns)))
  }

  // MARK: - Going on

  private var last: Int { text.steps.count - 1 }

  private mutating func askWhereNext() -> Move {
    let onward = index == last ? "Enter end   c check" : "Enter next"
    while true {
      let answer = prompt("\(onward)   b back   1–\(last + 1) jump   q quit")
      if answer.isEmpty { return index == last ? .end(.finished) : .to(index + 1) }
      if let move = move(answer) { return move }
      refuse(answer)
    }
  }

  /// Says that a line is not understood.
  private mutating func refuse(_ answer: String) {
    let words =
      Int(answer).map { "There is no step \($0). The steps are 1–\(last + 1)." }
      ?? "\(quoted(answer)) is not understood here."
    write(StyledText([StyledLine(words, .warning)]))
  }

  /// The move that a letter or a number asks for; nil for anything else.
  private func move(_ answer: String) -> Move? {
    switch answer {
    case "q": return .end(.left)
    case "b": return .to(max(0, index - 1))
    case "c": return .end(.check)
    default:
      guard let number = Int(answer), (1...last + 1).contains(number) else { return nil }
      return .to(number - 1)
    }
  }
}
