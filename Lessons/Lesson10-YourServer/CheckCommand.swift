import CommandLineKit
import LessonExercises
import LessonKit
import TerminalText

/// `swift run lesson10 check`: grades all functions, then lets a client talk to the server.
enum CheckCommand {
  static let command = LessonCommand(
    "check", "grade all your functions, then talk to the server that they make"
  ) { try check($0) }

  private static func check(_ program: LessonProgram) throws -> LessonProgram.Exit {
    let files = WorkbookFiles(program)
    guard program.checkAll(files: files.isLearners ? nil : files.path) == .done else {
      record(false, files, program)
      sayWhatNext(
        "The talk with the server comes when all functions pass.", program)
      return .notPassed
    }
    let hasPassed = try talk(files, program)
    record(hasPassed, files, program)
    guard hasPassed else { return .notPassed }
    program.write("")
    program.write("Lesson 10 is passed. You have written a WebSocket server.", .ok)
    program.write("To see it in a browser: \(program.entry.command)")
    return .done
  }

  private static func record(_ hasPassed: Bool, _ files: WorkbookFiles, _ program: LessonProgram) {
    guard files.isLearners else { return }
    program.record(hasPassed: hasPassed)
  }

  private static func sayWhatNext(_ words: String, _ program: LessonProgram) {
    guard !program.options.has("json") else { return }
    program.write(words)
    program.write("To start the server before that: \(program.entry.command)", .dim)
  }

  /// Plays each rehearsal on the functions.
  private static func talk(_ files: WorkbookFiles, _ program: LessonProgram) throws -> Bool {
    let functions = LearnerFunctions()
    defer { functions.endAll() }
    let loading = FunctionLoading(
      course: program.course, lent: [], owner: files.owner, functions: functions, file: files.path)
    let problems = loading.load(program.course.lessons.filter { !$0.functions.isEmpty })
    guard problems.isEmpty else {
      program.complain("\(problems[0].function) passed, but cannot be called now.")
      return false
    }
    let view = ServerView(
      .wrong, of: functions, style: program.style, console: program.console, course: program.course)
    functions.called = view.note
    if !program.options.has("json") { program.write("A client talks to your server", .heading) }
    var isRight = true
    for rehearsal in Rehearsal.all {
      let seen = try rehearsal.play(on: ServerFunctions(call: functions.call)) {
        view.show($0, connection: 1)
      }
      view.showCalls()
      if seen != rehearsal.wanted { isRight = false }
      if !program.options.has("json") { program.write(report(rehearsal, seen)) }
    }
    return isRight
  }

  private static func report(_ rehearsal: Rehearsal, _ seen: [String]) -> StyledText {
    let isRight = seen == rehearsal.wanted
    var text = StyledText([
      StyledLine(isRight ? "✓ " : "✗ ", isRight ? .ok : .error) + StyledLine(rehearsal.title)
    ])
    guard !isRight else { return text }
    for (name, events) in [("came back", seen), ("wanted", rehearsal.wanted)] {
      var line = StyledLine("  \(name)", .dim)
      line.pad(to: 12)
      line.append(events.joined(separator: ", then ").escapedForTerminal)
      text.append(StyledText(line.wrapped(to: 80, indent: 12)))
    }
    return text
  }
}
