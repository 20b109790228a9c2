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
    if problems.count < Exercise.all.count {
      program.write(table(of: lessons, functions, width: program.style.width))
    }
    program.write("")
    guard !problems.isEmpty else { return (functions, loading) }
    functions.endAll()
    sayWhatToDo(about: problems, lent: lent, program)
    return nil
  }

  /// Whose each function is: a row for each owner.
  private static func table(
    of lessons: [CourseLesson], _ functions: LearnerFunctions, width: Int
  ) -> StyledText {
    var names: [String: [String]] = [:]
    for name in lessons.flatMap(\.functions) {
      let owner = Exercise.all.first { $0.function == name }.flatMap(functions.owner)
      names[owner?.rawValue ?? "not there", default: []].append(name)
    }
    var text = StyledText()
    for owner in ["yours", "lent", "finished", "not there"] {
      guard let names = names[owner] else { continue }
      var line = StyledLine("  \(owner)", owner == "not there" ? .error : .bold)
      line.pad(to: 13)
      line.append(names.joined(separator: ", "))
      text.append(StyledText(line.wrapped(to: width, indent: 13)))
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
      let state = broken.isEmpty ? "They are not written yet." : "None of them can be called yet."
      program.write("\(state) Begin with lesson \(first.number):")
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
    view.say("Changed: \(names). Compiling …", .dim)
    let problems = loading.load(changed)
    for problem in problems {
      view.say("\(problem.function) cannot be used: lesson \(problem.lesson.number)", .error)
    }
  }
}
