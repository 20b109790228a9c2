import CommandLineKit
import TerminalText

extension LessonProgram {
  /// Grades the learner's file, or the files of all lessons.
  func check() -> Exit {
    if arguments.isAll, arguments.workbook != nil {
      complain("--all grades the files in the Workbook. It cannot be used with --workbook.")
      return .usage
    }
    if arguments.isAll {
      let exit = checkAll()
      if !arguments.isJSON { write(courseMap(course)) }
      return exit
    }
    if let folder = arguments.workbook, Files.isFolder(folder) {
      return checkClass(folder)
    }
    let wasPassed = Progress(file: course.progress).hasPassed(entry)
    let (exit, hasGrades) = check(workbook, of: entry, remembers: arguments.workbook == nil)
    if !arguments.isJSON, hasGrades {
      if exit == .done, !wasPassed, arguments.workbook == nil { showSolution() }
      sayWhatNext(passed: exit == .done)
    }
    return exit
  }

  /// Grades the files of all lessons: the learner's, or others, which change no progress.
  package func checkAll(files: ((_ lesson: Int) -> String)? = nil) -> Exit {
    var exit = Exit.done
    for lesson in course.lessons where !lesson.functions.isEmpty {
      if !arguments.isJSON { write("Lesson \(lesson.number): \(lesson.title)", .heading) }
      let file = files?(lesson.number) ?? course.workbook(lesson.number)
      if check(file, of: lesson, remembers: files == nil).exit != .done { exit = .notPassed }
      if !arguments.isJSON { write("") }
    }
    return exit
  }

  /// Grades the file of a lesson; says also whether there are grades.
  private func check(
    _ file: String, of lesson: CourseLesson, remembers: Bool
  ) -> (exit: Exit, hasGrades: Bool) {
    switch grade(file, of: lesson) {
    case .success(let grades):
      if remembers { remember(grades) }
      return (grades.contains { $0.verdict != .passed } ? .notPassed : .done, true)
    case .failure(let failure):
      show(failure, of: lesson)
      guard case .doesNotCompile = failure else { return (.notPassed, false) }
      if remembers {
        remember(exercises(of: lesson).map { Grade(exercise: $0, verdict: .doesNotCompile) })
      }
      return (.notPassed, true)
    }
  }

  /// Records whether this lesson, which has no functions of its own, is passed.
  package func record(hasPassed: Bool) {
    var progress = Progress(file: course.progress)
    progress.record(entry, hasPassed: hasPassed)
    keep(progress)
  }

  /// Compiles a lesson's file.
  func compile(
    _ file: String, of lesson: CourseLesson
  ) -> Result<Workbook, Workbook.Failure> {
    Result { () throws(Workbook.Failure) in
      try Workbook(file: file, lesson: lesson.number, course: course)
    }
  }

  private func grade(
    _ file: String, of lesson: CourseLesson
  ) -> Result<[Grade], Workbook.Failure> {
    let exercises = exercises(of: lesson)
    guard exercises.count == lesson.functions.count else {
      return .failure(
        .cannotCheck(
          """
          This program was built before lesson \(lesson.number) was added, and cannot grade it.
          To build it again: \(lesson.command) check
          """))
    }
    return compile(file, of: lesson).map { workbook in
      var grades: [Grade] = []
      for exercise in exercises {
        let grade = workbook.grade(exercise)
        let isStory = grades.last.map { $0.verdict != .passed } ?? false
        if isStory, !arguments.isJSON { write("") }
        // While the learner watches, one story is enough: the screen shows no more.
        if isWatching, grades.contains(where: { $0.verdict != .passed }) {
          write(StyledText([grade.headline]))
        } else {
          show(grade, of: lesson)
        }
        grades.append(grade)
      }
      show(printed: workbook.printed)
      return grades
    }
  }

  /// Says why there are no grades: in words, or as an object for every function.
  package func show(
    _ failure: Workbook.Failure, of lesson: CourseLesson, file: String? = nil
  ) {
    switch failure {
    case .doesNotCompile(let complaints, let source):
      let errors = CompilerError.all(in: complaints, source: source)
      let error = CompilerError.mostHelpful(of: errors, source: source)
      let help = error?.help(in: source)
      guard !arguments.isJSON else {
        for exercise in exercises(of: lesson) {
          show(Grade(exercise: exercise, doesNotCompile: complaints, source: source), of: lesson)
        }
        return
      }
      let isMissing = complaints.hasPrefix(Workbook.cannotCall)
      write(isMissing ? "✗ no such function" : "✗ does not compile", .error)
      write("")
      if let error, !arguments.showsErrors {
        write(error.report(help: help, width: style.width))
        sayHowMany(errors, of: lesson)
      } else {
        console.output.write(escapedLines(complaints))
      }
      if isMissing {
        write("")
        for exercise in exercises(of: lesson) { write("  It calls: \(exercise.signature)") }
      }
    case .missing(let missing):
      show(
        .cannotCheck(
          """
          There is no \(course.shown(missing)).\(
            arguments.workbook == nil
              ? "\nTo bring it back as it was at first: swift run lesson\(lesson.number) reset" : "")
          """), of: lesson, file: file)
    case .cannotCheck(let message):
      // A script that reads the objects finds one for every function.
      if arguments.isJSON {
        for exercise in exercises(of: lesson) {
          console.output.write(
            exercise.jsonWithoutGrade(lesson: lesson.number, file: file, because: message) + "\n")
        }
      }
      complain(message)
    }
  }

  /// Says how many errors are not shown.
  private func sayHowMany(_ errors: [CompilerError], of lesson: CourseLesson) {
    let count = errors.count - 1
    guard count > 0 else { return }
    write("")
    write(
      count == 1
        ? "  There is one more error. To see both: \(lesson.command) check --errors"
        : "  There are \(count) more errors. To see them all: \(lesson.command) check --errors",
      .dim)
  }

  /// The exercises of a lesson, in the order of its functions.
  func exercises(of lesson: CourseLesson) -> [Exercise] {
    lesson.functions.compactMap { function in exercises.first { $0.function == function } }
  }

  private func show(_ grade: Grade, of lesson: CourseLesson) {
    if arguments.isJSON {
      console.output.write(grade.json(lesson: lesson.number) + "\n")
    } else {
      write(grade.report(width: style.width))
    }
  }

  func show(printed: String) {
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

  /// Shows the functions of the solution, to compare with those that have just passed.
  private func showSolution() {
    let text =
      (Files.text(of: course.solution(lesson.number)) ?? "")
      .split(separator: Workbook.startOfGivenFunctions).first ?? ""
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("//") }
    write("")
    write("One way to write it, to compare with yours:")
    for line in lines {
      write(StyledText(StyledLine("  " + line).wrapped(to: style.width, indent: 6)))
    }
  }

  private func sayWhatNext(passed: Bool) {
    write("")
    if passed {
      write("Lesson \(lesson.number) is passed. To go on: \(command) next", .ok)
    } else if !isWatching {
      let file = arguments.workbook.map { " --workbook \($0.escapedForTerminal)" } ?? ""
      write("Edit \(course.shown(workbook)), then: \(command) check\(file)")
      write("Stuck? \(command) hint", .dim)
    }
  }
}
