import CommandLineKit
import FrameDiagram
import TerminalText

extension LessonProgram {
  /// Writes each figure of the lesson to a folder, as an SVG file that needs no other file.
  func writeFigures(to folder: String) throws -> Exit {
    let text = try parsedText()
    var input = LessonInput(lesson.options)
    for (option, value) in arguments.input { input.give(value, for: option) }
    for step in text.steps {
      for name in step.blocks.compactMap(\.figureName) {
        guard let figure = lesson.figure(named: name) else { continue }
        let path = "\(folder)/lesson\(lesson.number)-\(name).svg"
        let drawn = try figure.draw(input)
        do {
          try Files.write(TextSVG.picture(drawn, title: step.title), to: path)
        } catch {
          complain("\(course.shown(path).escapedForTerminal) could not be written: \(error)")
          return .notPassed
        }
        write(course.shown(path).escapedForTerminal)
      }
    }
    return .done
  }

  /// Shows how many minutes each step takes, and how many are left to write the functions.
  func showPlan() throws -> Exit {
    let plan = LessonPlan(try parsedText(), minutes: entry.minutes)
    write("Lesson \(lesson.number): \(entry.title), \(entry.minutes) minutes", .heading)
    write("")
    func row(_ start: Int, _ minutes: Int, _ title: String, _ note: String = "") {
      var line = StyledLine()
      line.pad(to: 4 - "\(start)".count)
      line.append("\(start)′", .dim)
      line.pad(to: 10 - "\(minutes)".count)
      line.append("\(minutes) min   ")
      line.append(title)
      if !note.isEmpty { line.append("   " + note, .dim) }
      for part in line.wrapped(to: style.width, indent: 18) { write(StyledText([part])) }
    }
    var start = 0
    for (index, step) in plan.steps.enumerated() {
      row(
        start, step.minutes, "\(index + 1). \(step.title)",
        step.questions == 0 ? "" : step.questions == 1 ? "question" : "\(step.questions) questions")
      start += step.minutes
    }
    row(start, plan.writingMinutes, "Write and check \(entry.functions.joined(separator: ", "))")
    return .done
  }
}
