import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Grades the learner's file, or the files of all lessons.
  func check() -> Exit {
    let lessons = arguments.isAll ? course.lessons.filter { !$0.functions.isEmpty } : [entry]
    if arguments.isAll, arguments.workbook != nil {
      complain("--all grades the files in the Workbook. It cannot be used with --workbook.")
      return .usage
    }
    var exit = Exit.done
    var hasGrades = false
    for lesson in lessons {
      let file = arguments.workbook ?? course.workbook(lesson.number)
      if arguments.isAll, !arguments.isJSON {
        write("Lesson \(lesson.number): \(lesson.title)", .heading)
      }
      switch grade(file, of: lesson) {
      case .success(let grades):
        hasGrades = true
        if grades.contains(where: { $0.verdict != .passed }) { exit = .notPassed }
        if arguments.workbook == nil { remember(grades) }
      case .failure(let failure):
        // A script that reads the objects finds one for every function.
        if arguments.isJSON {
          for exercise in exercises(of: lesson) {
            console.output.write(
              exercise.jsonWithoutGrade(lesson: lesson.number, because: failure.message) + "\n")
          }
        }
        complain(failure.message)
        exit = .notPassed
      }
      if arguments.isAll, !arguments.isJSON { write("") }
    }
    if !arguments.isJSON, hasGrades { sayWhatNext(passed: exit == .done) }
    return exit
  }

  /// Why the file could not be graded.
  private struct NoGrade: Error {
    var message: String
  }

  private func grade(_ file: String, of lesson: CourseLesson) -> Result<[Grade], NoGrade> {
    let exercises = exercises(of: lesson)
    guard exercises.count == lesson.functions.count else {
      return .failure(
        NoGrade(
          message: """
            This program was built before lesson \(lesson.number) was added, and cannot grade it.
            To build it again: \(lesson.command) check
            """))
    }
    do {
      let workbook = try Workbook(file: file, lesson: lesson.number, course: course)
      var grades: [Grade] = []
      for exercise in exercises {
        let grade = workbook.grade(exercise)
        let isStory = grades.last.map { $0.verdict != .passed } ?? false
        if isStory, !arguments.isJSON { write("") }
        grades.append(grade)
        show(grade, of: lesson)
      }
      show(printed: workbook.printed)
      return .success(grades)
    } catch {
      switch error {
      case .doesNotCompile(let complaints, let source):
        let errors = CompilerError.all(in: complaints, source: source)
        let error = CompilerError.mostHelpful(of: errors, source: source)
        let grades = exercises.map { exercise in
          var grade = Grade(exercise: exercise, verdict: .doesNotCompile)
          grade.diagnostics = complaints
          grade.help = error?.help(in: source)
          return grade
        }
        if arguments.isJSON {
          for grade in grades { show(grade, of: lesson) }
        } else {
          write("✗ does not compile", .error)
          write("")
          if let error, !arguments.showsErrors {
            write(error.report(help: error.help(in: source), width: style.width))
            sayHowMany(errors)
          } else {
            console.output.write(escapedLines(complaints))
          }
          if complaints.hasPrefix(Workbook.cannotCall) {
            write("")
            for exercise in exercises { write("  It calls: \(exercise.signature)") }
          }
        }
        return .success(grades)
      case .missing(let file):
        return .failure(
          NoGrade(
            message: """
              There is no \(course.shown(file)).
              To bring it back as it was at first: swift run lesson\(lesson.number) reset
              """))
      case .cannotCheck(let message):
        return .failure(NoGrade(message: message))
      }
    }
  }

  /// Says how many errors are not shown.
  private func sayHowMany(_ errors: [CompilerError]) {
    let count = errors.count - 1
    guard count > 0 else { return }
    write("")
    write(
      count == 1
        ? "  There is one more error, which this one may cause. To see both: --errors"
        : "  There are \(count) more errors, which this one may cause. To see them all: --errors",
      .dim)
  }

  /// The exercises of a lesson, in the order of its functions.
  private func exercises(of lesson: CourseLesson) -> [Exercise] {
    lesson.functions.compactMap { function in exercises.first { $0.function == function } }
  }

  private func show(_ grade: Grade, of lesson: CourseLesson) {
    if arguments.isJSON {
      console.output.write(grade.json(lesson: lesson.number) + "\n")
    } else {
      write(grade.report(width: style.width))
    }
  }

  private func show(printed: String) {
    guard !printed.isEmpty else { return }
    if arguments.isJSON {
      complain(printed)
    } else {
      write("")
      write("Your code printed:", .dim)
      let lines = printed.split(whereSeparator: \.isNewline)
      console.output.write(
        escapedLines(lines.prefix(10).map { $0.prefix(74) }.joined(separator: "\n")))
      if lines.count > 10 { write("  … and \(lines.count - 10) more lines", .dim) }
    }
  }

  /// Lines that are not ours, escaped for a terminal.
  private func escapedLines(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { "  \($0.escapedForTerminal)\n" }.joined()
  }

  private func remember(_ grades: [Grade]) {
    var progress = Progress(file: course.progress)
    grades.forEach { progress.record($0) }
    keep(progress)
  }

  /// Saves the progress; if that fails, says so and returns false.
  @discardableResult
  func keep(_ progress: Progress) -> Bool {
    do {
      try progress.save(to: course.progress)
      return true
    } catch {
      complain("Your progress could not be saved: \(error)")
      return false
    }
  }

  private func sayWhatNext(passed: Bool) {
    if arguments.isAll {
      write(courseMap(course))
      return
    }
    write("")
    if passed {
      write("Lesson \(lesson.number) is passed. To go on: \(command) next", .ok)
    } else {
      let file = arguments.workbook.map { " --workbook \($0.escapedForTerminal)" } ?? ""
      write("Edit \(course.shown(workbook)), then: \(command) check\(file)")
      write("Stuck? \(command) hint", .dim)
    }
    if arguments.workbook == nil {
      write(placeOfProgress, .dim)
    }
  }

  // MARK: - Watching

  /// Grades the file each time it is saved, until the learner ends it.
  func watch() -> Never {
    write("Watching \(course.shown(workbook)). Ctrl-C ends it.", .dim)
    var last: String?
    while true {
      let now = Files.text(of: workbook)
      // An editor may have removed the file for a moment, to put the new one in its place.
      if let now, now != last {
        last = now
        write("")
        _ = check()
        console.output.flush()
      }
      sleep(milliseconds: 300)
    }
  }
}
