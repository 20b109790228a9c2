import CommandLineKit
import LessonExercises
import LessonKit
import TerminalText

extension ServeCommand {
  /// Compiles all files, and says whose each function is; nil where some are missing.
  static func load(
    _ program: LessonProgram
  ) throws -> (functions: LearnerFunctions, loading: FunctionLoading)? {
    let lent = try Lending.functions(program.options["lend"], program.course)
    let files = WorkbookFiles(program)
    let functions = LearnerFunctions()
    let loading = FunctionLoading(
      course: program.course, lent: lent, owner: files.owner, functions: functions,
      file: files.path)
    program.write("Lesson 10: Your own server", .heading)
    program.write("To read the lesson: \(program.entry.command) read", .dim)
    program.write("")
    program.write("Compiling your functions …", .dim)
    program.console.output.flush()
    let lessons = program.course.lessons.filter { !$0.functions.isEmpty }
    let problems = loading.load(lessons)
    program.write(table(of: lessons, functions))
    program.write("")
    guard !problems.isEmpty else { return (functions, loading) }
    functions.endAll()
    sayWhatToDo(about: problems, lent: lent, program)
    return nil
  }

  private static func table(
    of lessons: [CourseLesson], _ functions: LearnerFunctions
  ) -> StyledText {
    var text = StyledText()
    for lesson in lessons {
      var line = StyledLine("  lesson \(lesson.number)  ", .dim)
      for name in lesson.functions {
        switch Exercise.all.first(where: { $0.function == name }).flatMap(functions.owner) {
        case .learner: line.append("✓ \(name)  ", .ok)
        case .finished: line.append("✓ \(name) (finished)  ", .ok)
        case .lent: line.append("○ \(name) (lent)  ", .warning)
        case nil: line.append("· \(name) (missing)  ", .error)
        }
      }
      text.append(line)
    }
    return text
  }

  private static func sayWhatToDo(
    about problems: [FunctionLoading.Problem], lent: Set<String>, _ program: LessonProgram
  ) {
    var broken: [CourseLesson] = []
    for problem in problems {
      guard case .file(let failure) = problem.reason, broken.last != problem.lesson else {
        continue
      }
      broken.append(problem.lesson)
      program.write("Lesson \(problem.lesson.number)", .heading)
      program.show(failure, of: problem.lesson)
      program.write("")
    }
    let command = program.entry.command
    let first = broken.first ?? problems[0].lesson
    if problems.count == Exercise.all.count {
      program.write(
        "The server runs on the \(problems.count) functions that you write in the course.")
      program.write("None of them can be called yet. Begin with lesson \(first.number):")
      program.write("  \(first.command)", .bold)
      program.write("To see the server before that, on the finished functions:")
      program.write("  \(command) --solutions", .bold)
    } else {
      let names = problems.map(\.function).joined(separator: ", ")
      program.write(
        StyledText(StyledLine("The server cannot start without: \(names)").wrapped(to: 80)))
      program.write(broken.isEmpty ? "Write the next one:" : "Correct the first of these files:")
      program.write("  \(broken.isEmpty ? first.command : first.command + " check")", .bold)
      program.write("Or borrow from the solutions until you have written your own:")
      let wanted = lent.union(problems.map(\.function))
      let lessons = program.course.lessons.filter { !wanted.isDisjoint(with: $0.functions) }
      let list = lessons.map { "\($0.number)" }.joined(separator: ",")
      program.write("  \(command) --lend \(list)", .bold)
    }
  }

  /// Uses the functions of files that have changed.
  static func reload(_ loading: FunctionLoading, _ view: ServerView) {
    let changed = loading.changed
    guard !changed.isEmpty else { return }
    let names = changed.map { "Lesson\($0.number).swift" }.joined(separator: ", ")
    view.say("\(names) has changed. Compiling …", .dim)
    let problems = loading.load(changed)
    for problem in problems {
      view.say("\(problem.function) cannot be used: lesson \(problem.lesson.number)", .error)
    }
  }
}
