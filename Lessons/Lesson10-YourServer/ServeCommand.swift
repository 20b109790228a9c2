import CommandLineKit
import LessonExercises
import LessonKit
import TerminalText
import WebSocketTransport

/// `swift run lesson10`: starts the server.
enum ServeCommand {
  static let command = LessonCommand(
    "serve", "start the server on your functions",
    options: [
      .value("port", "PORT", "listen on this port; 0 takes a free one (default 8080)"),
      .value("lend", "LIST", "lend functions that you have not written: 9, 6-9, pong, or all"),
      .flag("solutions", "use the finished functions instead of yours"),
      .flag("quiet", "show only what is wrong"),
    ]
  ) { try serve($0) }

  private static func serve(_ program: LessonProgram) throws -> LessonProgram.Exit {
    let lent = try Lending.functions(program.options["lend"], program.course)
    let port = try program.options.number("port", in: 0...65_535) ?? 8080
    program.write("Lesson 10: Your own server", .heading)
    program.write("To read the lesson: \(program.entry.command) read", .dim)
    program.write("")

    let functions = LearnerFunctions()
    defer { functions.endAll() }
    let files = WorkbookFiles(program)
    let loading = FunctionLoading(
      course: program.course, lent: lent, owner: files.owner, functions: functions,
      file: files.path)
    guard start(loading, lent: lent, program) else { return .notPassed }

    ignoreBrokenPipes()
    let loop = try EventLoop()
    let view = ServerView(
      program.options.has("quiet") ? .wrong : .all, style: program.style,
      console: program.console, course: program.course)
    functions.called = view.note
    let server: YourServer
    do {
      server = try YourServer(
        on: loop, host: "localhost", port: port, functions: functions, view: view,
        page: { page(program.course) })
    } catch {
      program.complain("\(error)")
      return .notPassed
    }
    server.willOpen = { reload(loading, view) }
    stopAtInterrupt(loop, server)
    view.say("Open http://localhost:\(server.port)/ in a browser. Ctrl-C ends the server.", .bold)
    view.say("When you change a file, the next connection uses the new functions.", .dim)
    loop.run()
    return .done
  }

  private static func page(_ course: CourseFolder) -> [UInt8] {
    let file = course.text(10).map { Path.parent(of: $0) ?? "" }.map { $0 + "/Page.html" } ?? ""
    return Array((Files.text(of: file) ?? "The page is missing: \(file)").utf8)
  }

  private static func stopAtInterrupt(_ loop: EventLoop, _ server: YourServer) {
    loop.onWake = { _ in
      server.stop()
      loop.stop()
    }
    InterruptSignals.watch(waking: loop.waker.descriptor)
  }

  // MARK: - Loading the functions

  /// Compiles all files; says whose each function is, and what is missing.
  private static func start(
    _ loading: FunctionLoading, lent: Set<String>, _ program: LessonProgram
  ) -> Bool {
    let lessons = program.course.lessons.filter { !$0.functions.isEmpty }
    program.write("Compiling your functions …", .dim)
    program.console.output.flush()
    let problems = loading.load(lessons)
    program.write(table(of: lessons, loading.functions))
    program.write("")
    guard !problems.isEmpty else { return true }
    sayWhatToDo(about: problems, lent: lent, program)
    return false
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
    var broken: Set<Int> = []
    for problem in problems {
      guard case .file(let failure) = problem.reason, broken.insert(problem.lesson.number).inserted
      else { continue }
      program.write("Lesson \(problem.lesson.number)", .heading)
      program.show(failure, of: problem.lesson)
      program.write("")
    }
    let command = program.entry.command
    let first = problems[0].lesson
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
      program.write("Write the next one:")
      program.write("  \(first.command)", .bold)
      program.write("Or borrow from the solutions until you have written your own:")
      let wanted = lent.union(problems.map(\.function))
      let lessons = program.course.lessons.filter { !wanted.isDisjoint(with: $0.functions) }
      let list = lessons.map { "\($0.number)" }.joined(separator: ",")
      program.write("  \(command) --lend \(list)", .bold)
    }
  }

  /// Uses the functions of files that have changed.
  private static func reload(_ loading: FunctionLoading, _ view: ServerView) {
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

/// `--lend`: the functions that may come from the solutions.
enum Lending {
  static func functions(
    _ list: String?, _ course: CourseFolder
  ) throws(CommandLineKit.Failure) -> Set<String> {
    var functions: Set<String> = []
    for word in (list ?? "").split(whereSeparator: { ", ".contains($0) }) {
      let bounds = word.split(separator: "-").map { Int($0) }
      if word == "all" {
        functions.formUnion(course.lessons.flatMap(\.functions))
      } else if Exercise.all.contains(where: { $0.function == word }) {
        functions.insert(String(word))
      } else if let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2,
        first <= last, let from = course.lesson(first), let to = course.lesson(last)
      {
        let lessons = course.lessons[from.number - 1...to.number - 1]
        functions.formUnion(lessons.flatMap(\.functions))
      } else {
        throw .usage(
          "--lend takes lessons and functions, such as 9, 6-9, pong or all; not \(quoted(String(word)))."
        )
      }
    }
    return functions
  }
}
