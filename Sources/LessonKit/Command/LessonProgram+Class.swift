import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Grades each Swift file of a folder, for a teacher: a line a function, then what they show together.
  func checkClass(_ folder: String) -> Exit {
    let names = Files.names(in: folder).filter { $0.hasSuffix(".swift") }
    guard !names.isEmpty else {
      complain("There is no file that ends with .swift in \(course.shown(folder)).")
      return .notPassed
    }
    let nameWidth = min(30, names.map(\.displayWidth).max() ?? 0)
    var summary = ClassSummary()
    for name in names {
      switch compile(folder + "/" + name, of: entry) {
      case .success(let workbook):
        let grades = exercises(of: entry).map(workbook.grade)
        summary.add(grades, of: name)
        for grade in grades { show(grade, of: name, nameWidth) }
      case .failure(.doesNotCompile(let complaints, let source)):
        let grades = exercises(of: entry).map { exercise in
          Grade(exercise: exercise, doesNotCompile: complaints, source: source)
        }
        summary.add(grades, of: name)
        for grade in grades { show(grade, of: name, nameWidth) }
      case .failure(let failure):
        summary.add("It could not be graded.", of: name)
        show(failure, of: entry, file: name)
      }
      console.output.flush()
    }
    if arguments.isJSON {
      console.output.write(summary.json(lesson: lesson.number) + "\n")
    } else {
      show(summary)
    }
    return summary.passedCount == summary.fileCount ? .done : .notPassed
  }

  private func show(_ grade: Grade, of file: String, _ nameWidth: Int) {
    guard !arguments.isJSON else {
      return console.output.write(grade.json(lesson: lesson.number, file: file) + "\n")
    }
    let isPassed = grade.verdict == .passed
    var line = StyledLine(file.escapedForTerminal)
    line.pad(to: nameWidth + 2)
    line.append(isPassed ? "✓ " : "✗ ", isPassed ? .ok : .error)
    line.append(grade.exercise.function, .bold)
    line.append(
      "  \(grade.verdict.rawValue), \(grade.rightCalls) of \(grade.exercise.calls.count)", .dim)
    write(StyledText(line.wrapped(to: style.width, indent: nameWidth + 4)))
  }

  private func show(_ summary: ClassSummary) {
    write("")
    write("\(summary.passedCount) of \(summary.fileCount) files pass.", .heading)
    for row in summary.rows {
      var line = StyledLine()
      line.pad(to: 4 - "\(row.files.count)".count)
      line.append("\(row.files.count)  ", .bold)
      line.append(row.reason.sentence)
      if let id = row.reason.id { line.append("  (\(id))", .dim) }
      line.append("  " + row.files.map(\.escapedForTerminal).joined(separator: ", "), .dim)
      write(StyledText(line.wrapped(to: style.width, indent: 6)))
    }
  }
}
