import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Shows one more hint for the next function, after those that were shown before.
  func hint() throws -> Exit {
    var progress = Progress(file: course.progress)
    let function =
      arguments.function ?? entry.functions.first { !progress.hasPassed($0) }
      ?? entry.functions.first ?? ""
    let hints = try allHints().filter { $0.function == function }
    guard !hints.isEmpty else {
      complain(
        "There are no hints for \(function.escapedForTerminal). "
          + "Functions of this lesson: \(entry.functions.joined(separator: ", ")).")
      return .usage
    }
    let count = min(hints.count, progress.hintsGiven(for: function) + 1)
    for (index, hint) in hints.prefix(count).enumerated() {
      if index > 0 { write("") }
      write("Hint \(index + 1) of \(hints.count) for \(function)", .heading)
      for block in hint.blocks { write(block.styled(width: style.width)) }
    }
    write("")
    if count < hints.count {
      write("The next hint: \(command) hint", .dim)
    } else {
      write("This is the last hint.", .dim)
    }
    write("Edit \(course.shown(workbook)), then: \(command) check", .dim)
    write(placeOfProgress, .dim)
    progress.setHintsGiven(count, for: function)
    keep(progress)
    return .done
  }

  private func allHints() throws -> [LessonText.Hint] {
    try parsedText().steps.flatMap(\.blocks).compactMap {
      if case .hint(let hint) = $0 { hint } else { nil }
    }
  }

  /// Shows the finished file: after the lesson is passed, or when asked twice.
  func solution() throws -> Exit {
    var progress = Progress(file: course.progress)
    if !progress.hasPassed(entry), !progress.hasAskedForSolution(of: lesson.number) {
      progress.setAskedForSolution(of: lesson.number)
      // If nothing can be remembered, the first time must be enough.
      if keep(progress) {
        write("You have not passed yet. A hint says less: \(command) hint")
        write("To see the solution anyway, ask once more: \(command) solution")
        return .notPassed
      }
    }
    let file = course.solution(lesson.number)
    guard let text = Files.text(of: file) else {
      complain("There is no \(course.shown(file)).")
      return .notPassed
    }
    console.output.write(text)
    complain("Your own file is \(course.shown(workbook)). \(placeOfProgress)")
    return .done
  }

  /// Says what to run next.
  func next() -> Exit {
    let progress = Progress(file: course.progress)
    if !progress.hasPassed(entry) {
      let missing = entry.functions.filter { !progress.hasPassed($0) }
      write(
        "Lesson \(lesson.number) is not passed yet. Missing: \(missing.joined(separator: ", ")).")
      write("Edit \(course.shown(workbook)), then: \(command) check")
    } else if let next = course.lesson(lesson.number + 1) {
      write("Lesson \(lesson.number) is passed.", .ok)
      write("Next, lesson \(next.number), \(next.title): \(next.subject).")
      write("  \(next.command)", .bold)
    } else {
      write(courseMap(course))
      return .done
    }
    write(placeOfProgress, .dim)
    return .done
  }

  /// Makes the learner's file as it was at first, and keeps the old one under another name.
  func reset() throws -> Exit {
    let file = course.workbook(lesson.number)
    guard let starter = Files.text(of: course.starter(lesson.number)) else {
      complain("There is no \(course.shown(course.starter(lesson.number))).")
      return .notPassed
    }
    if let mine = Files.text(of: file), mine != starter {
      let kept = freeName(course.lessonsFolder + "/Workbook/Lesson\(lesson.number).before-reset")
      try Files.write(mine, to: kept)
      write("Your old file is kept as \(course.shown(kept)).")
    }
    try Files.write(starter, to: file)
    var progress = Progress(file: course.progress)
    progress.forget(entry)
    keep(progress)
    write("\(course.shown(file)) is as it was at first.")
    write(placeOfProgress, .dim)
    return .done
  }

  /// A sentence that says where the learner's progress is kept.
  var placeOfProgress: String { "Progress is kept in \(course.shown(course.progress))." }

  /// A file name that is not used yet, so that the file of an earlier reset is not lost.
  private func freeName(_ start: String) -> String {
    let names = ["\(start).swift"] + (2...99).map { "\(start)-\($0).swift" }
    return names.first { !Files.exists($0) } ?? names[0]
  }
}
