import CommandLineKit
import ConformanceExam
import ExamReport
import LessonExercises
import LessonKit
import TerminalText
import WebSocketTransport

/// `swift run lesson10 exam`: grades the server that the functions make, case by case.
enum ExamCommand {
  static let command = LessonCommand(
    "exam", "send hundreds of cases to your server; --lend and --solutions work here too"
  ) { try take($0) }

  /// With a function that is always wrong nearly all cases fail, which takes long and says no more.
  private static let wrongCallLimit = 100

  private static func take(_ program: LessonProgram) throws -> LessonProgram.Exit {
    guard let (functions, _) = try ServeCommand.load(program) else { return .notPassed }
    defer { functions.endAll() }
    let view = ServerView(
      .none, of: functions, style: program.style, console: program.console, course: program.course)
    let loop = try EventLoop()
    let server = try YourServer(
      on: loop, host: "127.0.0.1", port: 0, functions: functions, view: view, page: { [] })
    let cases = ExamCase.all.filter(isForLesson)
    program.write(
      "The exam has \(cases.count) cases. It takes a minute, or more if many fail.", .dim)
    program.console.output.flush()

    let exam = try exam(cases, port: server.port, loop)
    var wrong = WrongCalls()
    functions.called = { call in
      wrong.note(call)
      // Not within the call of a case.
      if wrong.count == wrongCallLimit { loop.schedule(after: .zero) { exam.stop() } }
    }
    let outcome = run(exam, on: loop, program)
    server.stop()
    return report(outcome, wrong, view, program)
  }

  private static func exam(_ cases: [ExamCase], port: Int, _ loop: EventLoop) throws -> Exam {
    var settings = ExamSettings(
      try ExamTarget(try WebSocketURL("ws://127.0.0.1:\(port)/")), cases: cases)
    // The server and the exam share a thread: an answer may come late because of the other cases.
    settings.jobs = 8
    settings.timeout = .seconds(4)
    return Exam(settings, on: loop)
  }

  private static func run(
    _ exam: Exam, on loop: EventLoop, _ program: LessonProgram
  ) -> ExamOutcome {
    var gradedCount = 0
    exam.onResult = { _ in
      gradedCount += 1
      guard gradedCount.isMultiple(of: 100) else { return }
      program.write("  \(gradedCount) are graded", .dim)
      program.console.output.flush()
    }
    loop.onWake = { _ in exam.stop() }
    InterruptSignals.watch(waking: loop.waker.descriptor)
    let outcome = exam.runToItsEnd()
    InterruptSignals.stopWatching()
    return outcome
  }

  /// Whether a case asks for something that this server is made for.
  ///
  /// It does not compress. And each call goes through another process, which is slow: so no megabytes,
  /// and no floods of frames.
  private static func isForLesson(_ examCase: ExamCase) -> Bool {
    let isSlow = ["connection.slow-reader", "flood", "connection.empty-frames"].contains {
      examCase.id.contains($0)
    }
    return !isSlow && ![.compression, .limits].contains(examCase.chapter)
  }

  // MARK: - The report

  private static func report(
    _ outcome: ExamOutcome, _ wrong: WrongCalls, _ view: ServerView, _ program: LessonProgram
  ) -> LessonProgram.Exit {
    program.write("")
    var report = ExamText(program.style)
    report.failureLimit = wrong.calls.isEmpty ? 5 : 1
    program.write(report.report(outcome))
    if !wrong.calls.isEmpty {
      program.write("")
      program.write("These functions were wrong in the exam. Repair them first:", .heading)
      for (call, count) in wrong.calls {
        view.showWrong(call)
        if count > 1 { program.write("    \(count) of its calls were wrong.", .dim) }
      }
      if wrong.count >= wrongCallLimit {
        program.write("")
        program.write("The exam has ended early, after \(wrongCallLimit) wrong calls.")
      }
    }
    // What fails with a wrong function says little about the lesson that the case is about.
    let lessons = lessons(of: outcome, program.course)
    if wrong.calls.isEmpty, !lessons.isEmpty {
      program.write("")
      program.write("The failed cases are about", .heading)
      program.write(lessons)
    } else if !wrong.calls.isEmpty {
      program.write("")
      program.write("Then take the exam again.")
    }
    return outcome.hasFailures || outcome.gradedCount() == 0 ? .notPassed : .done
  }

  /// How many failed cases belong to each lesson.
  static func lessons(of outcome: ExamOutcome, _ course: CourseFolder) -> StyledText {
    var text = StyledText()
    let failed = outcome.results.filter { $0.verdict == .fail || $0.verdict == .flaky }
    for lesson in course.lessons {
      let count = failed.count { $0.examCase.lesson == lesson.number }
      guard count > 0 else { continue }
      var line = StyledLine("  lesson \(lesson.number), \(lesson.title)")
      line.pad(to: 40)
      line.append("\(count) failed \(count == 1 ? "case" : "cases"): ")
      line.append(lesson.functions.isEmpty ? lesson.command : "\(lesson.command) check", .bold)
      text.append(line)
    }
    return text
  }
}

/// The calls that were wrong: the first of each function, and how many there were.
struct WrongCalls {
  private(set) var calls: [(call: FunctionCall, count: Int)] = []

  /// How many there were of all functions.
  var count: Int { calls.reduce(0) { $0 + $1.count } }

  mutating func note(_ call: FunctionCall) {
    guard !call.isRight else { return }
    let function = call.exercise.function
    if let index = calls.firstIndex(where: { $0.call.exercise.function == function }) {
      calls[index].count += 1
    } else {
      calls.append((call, 1))
    }
  }
}
