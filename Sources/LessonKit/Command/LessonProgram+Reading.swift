import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Shows the lesson: step by step at a terminal, whole elsewhere, or its figures for the learner's
  /// own input.
  func read() throws -> Exit {
    let text = try parsedText()
    if let step = arguments.step, !(1...max(1, text.steps.count)).contains(step) {
      complain("There is no step \(step). This lesson has the steps 1–\(text.steps.count).")
      return .usage
    }
    if arguments.showsList {
      for (index, step) in text.steps.enumerated() {
        var line = StyledLine()
        line.pad(to: "\(text.steps.count)".count - "\(index + 1)".count)
        line.append("\(index + 1)  \(step.title)")
        write(StyledText([line]))
      }
      return .done
    }
    if !arguments.input.isEmpty { return try redraw(text) }
    guard console.isInteractive, !arguments.isPlain else {
      write(try plain(text))
      return .done
    }
    return try readPaced(text)
  }

  /// The text without pauses, with its figures drawn to fit.
  private func plain(_ text: LessonText) throws -> StyledText {
    var text = text
    if style.isASCII || style.width < 80 {
      try text.redrawFigures { name in
        try lesson.figure(named: name)?.draw(standardInput).rendered(standardInput.style)
      }
    }
    return text.plain(
      step: arguments.step, lesson: lesson.number, answers: arguments.answers,
      // A tick has two characters in ASCII.
      width: style.isASCII ? style.width - 1 : style.width)
  }

  /// Shows the figures that the learner's input changes, under the titles of their steps.
  private func redraw(_ text: LessonText) throws -> Exit {
    var input = standardInput
    for (option, value) in arguments.input { input.give(value, for: option) }
    var drawn = StyledText()
    for (index, step) in text.steps.enumerated() {
      if let wanted = arguments.step, wanted != index + 1 { continue }
      var hasHeading = false
      for name in step.blocks.compactMap(\.figureName) {
        guard let figure = lesson.figure(named: name),
          !input.given.isDisjoint(with: figure.options)
        else { continue }
        drawn.appendGap()
        if !hasHeading {
          drawn.append("Step \(index + 1), \(step.title)", .heading)
          drawn.append("")
          hasHeading = true
        }
        // The learner's input may be longer than the lesson's own.
        drawn.append(try figure.draw(input).wrapped(to: style.width, indent: 2))
      }
    }
    if drawn.isEmpty { drawn.append("No figure in this step depends on this option.") }
    write(drawn)
    return .done
  }

  private func readPaced(_ text: LessonText) throws -> Exit {
    let progress = Progress(file: course.progress)
    let left = progress.step(in: lesson.number)
    let start = arguments.step.map { $0 - 1 } ?? text.steps.firstIndex { $0.id == left } ?? 0
    var reader = Reader(
      lesson: lesson, text: text, input: standardInput, style: style, output: console.output,
      remember: { index in
        var progress = Progress(file: course.progress)
        progress.setStep(text.steps[index].id, in: lesson.number)
        try? progress.save(to: course.progress)
      })
    switch reader.run(from: start) {
    case .check: return try lesson.commands.first { $0.name == "check" }?.run(self) ?? check()
    case .left:
      write("To go on here: \(command)\(lesson.commands.isEmpty ? "" : " read")", .dim)
      write("Your place is kept in \(course.shown(course.progress)).", .dim)
    case .finished:
      var progress = Progress(file: course.progress)
      progress.setStep(nil, in: lesson.number)
      try? progress.save(to: course.progress)
      if entry.functions.isEmpty {
        write("To start it: \(command)")
      } else {
        write("Now write it, in \(course.shown(workbook)). Then: \(command) check")
      }
    }
    return .done
  }
}
