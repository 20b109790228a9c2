import CommandLineKit
import LessonExercises
import LessonKit

/// Reads and compiles the learner's files, and again each time they have changed.
final class FunctionLoading {
  /// A function that cannot be called, and why.
  struct Problem {
    var lesson: CourseLesson
    var function: String
    var reason: Reason

    enum Reason {
      case unwritten
      case file(Workbook.Failure)
    }
  }

  private let course: CourseFolder
  /// The file of each lesson.
  private let file: (Int) -> String
  /// The functions that may come from the solutions.
  private let lent: Set<String>
  private let owner: FunctionOwner
  private let programs: ProgramFolder?
  /// The text of each file that is in use.
  private var texts: [Int: String] = [:]

  let functions: LearnerFunctions

  init(
    course: CourseFolder, lent: Set<String>, owner: FunctionOwner, functions: LearnerFunctions,
    file: @escaping (Int) -> String
  ) {
    self.course = course
    self.lent = lent
    self.owner = owner
    self.functions = functions
    self.file = file
    programs = ProgramFolder(for: course)
  }

  /// The lessons whose files have changed since they were loaded.
  var changed: [CourseLesson] {
    course.lessons.filter { !$0.functions.isEmpty && text(of: $0) != texts[$0.number] }
  }

  private func text(of lesson: CourseLesson) -> String { Files.text(of: file(lesson.number)) ?? "" }

  /// Compiles the files of lessons side by side, and says which functions cannot be called.
  func load(_ lessons: [CourseLesson]) -> [Problem] {
    var problems: [Problem] = []
    for lesson in lessons { texts[lesson.number] = text(of: lesson) }
    let untouched = lessons.filter(isUntouched)
    for lesson in untouched {
      for exercise in exercises(of: lesson) {
        functions.end(exercise)
        problems.append(
          Problem(lesson: lesson, function: exercise.function, reason: .unwritten))
      }
    }
    let waiting = lessons.filter { !untouched.contains($0) }.map { lesson in
      return (lesson, begin(file(lesson.number), lesson))
    }
    for (lesson, begun) in waiting {
      problems += use(finish(begun), lesson)
    }
    return lend(problems.sorted { $0.lesson.number < $1.lesson.number })
  }

  /// Whether a file is as the learner found it, so that it need not be compiled.
  private func isUntouched(_ lesson: CourseLesson) -> Bool {
    texts[lesson.number] == Files.text(of: course.starter(lesson.number))
  }

  private func begin(
    _ file: String, _ lesson: CourseLesson
  ) -> Result<Workbook, Workbook.Failure> {
    Result { () throws(Workbook.Failure) in
      try Workbook(compiling: file, lesson: lesson.number, course: course, keeping: programs)
    }
  }

  private func finish(
    _ begun: Result<Workbook, Workbook.Failure>
  ) -> Result<Workbook, Workbook.Failure> {
    begun.flatMap { workbook in
      Result { () throws(Workbook.Failure) in
        try workbook.finishCompiling()
        return workbook
      }
    }
  }

  /// Uses the written functions of a lesson's file, and says which others there are.
  private func use(
    _ compiled: Result<Workbook, Workbook.Failure>, _ lesson: CourseLesson
  ) -> [Problem] {
    exercises(of: lesson).compactMap { exercise in
      functions.end(exercise)
      switch compiled {
      case .success(let workbook):
        guard isWritten(exercise, in: workbook) else {
          return Problem(lesson: lesson, function: exercise.function, reason: .unwritten)
        }
        functions.use(workbook, for: exercise, of: owner)
        return nil
      case .failure(let failure):
        return Problem(lesson: lesson, function: exercise.function, reason: .file(failure))
      }
    }
  }

  private func isWritten(_ exercise: Exercise, in workbook: Workbook) -> Bool {
    workbook.timeLimit = functions.timeLimit
    var calls = WorkbookCalls(of: exercise, in: workbook)
    defer { calls.end() }
    return exercise.calls.first.map { calls.outcome(of: $0) } != .unwritten
  }

  private func exercises(of lesson: CourseLesson) -> [Exercise] {
    lesson.functions.compactMap { name in Exercise.all.first { $0.function == name } }
  }

  /// Lends what may be lent; returns the problems that are left.
  private func lend(_ problems: [Problem]) -> [Problem] {
    var left: [Problem] = []
    var solutions: [Int: Result<Workbook, Workbook.Failure>] = [:]
    for problem in problems where lent.contains(problem.function) {
      let number = problem.lesson.number
      solutions[number] = solutions[number] ?? begin(course.solution(number), problem.lesson)
    }
    solutions = solutions.mapValues(finish)
    for problem in problems {
      if lent.contains(problem.function),
        case .success(let workbook)? = solutions[problem.lesson.number],
        let exercise = Exercise.all.first(where: { $0.function == problem.function })
      {
        functions.use(workbook, for: exercise, of: .lent)
      } else {
        left.append(problem)
      }
    }
    return left
  }
}
