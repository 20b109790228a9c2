import CommandLineKit

/// A learner's file, compiled together with the harness that calls it.
package final class Workbook {
  /// Why there is nothing to call.
  package enum Failure: Error {
    /// The file is not there.
    case missing(String)
    /// The compiler's output, with the learner's own file and lines, and the text of that file.
    case doesNotCompile(String, source: String)
    /// There is no compiler, or no place to write; this is not the learner's fault.
    case cannotCheck(String)
  }

  /// The text of the learner's file.
  let source: String
  /// The path of the learner's file, as messages have it.
  let shownPath: String
  let folder: TemporaryFolder
  /// The first lines of what the learner's code printed.
  package private(set) var printed = ""

  /// How long one call may take.
  ///
  /// The first call includes the start of the process, and a busy machine must not make a right
  /// function look slow.
  package var timeLimit = Duration.seconds(5)
  /// Variables that are added to the environment of the learner's code.
  package var environment: [String: String] = [:]

  /// The compiled program.
  private(set) var program: String
  private var compiler: ChildProcess?
  private let harness: [String]
  private var outputCount = 0

  /// Where a lesson's file goes on with functions that the learner does not write.
  package static var startOfGivenFunctions: Regex<Substring> {
    /\/\/ (?:This function is|These two functions are) given/
  }

  /// A new file for what a process prints.
  func newOutputFile() -> String {
    outputCount += 1
    return folder.path + "/printed-\(outputCount).txt"
  }

  /// Compiles a learner's file.
  package convenience init(file: String, lesson: Int, course: CourseFolder) throws(Failure) {
    try self.init(compiling: file, lesson: lesson, course: course)
    try finishCompiling()
  }

  /// Begins to compile a learner's file; `finishCompiling` ends it, and must come before any call.
  ///
  /// With a folder to keep programs in, a file that has not changed since is not compiled again.
  package init(
    compiling file: String, lesson: Int, course: CourseFolder,
    keeping programs: ProgramFolder? = nil
  ) throws(Failure) {
    guard let source = Files.text(of: file) else { throw .missing(file) }
    self.source = source
    shownPath = course.shown(file)
    harness = course.harness(lesson)
    do {
      folder = try TemporaryFolder()
    } catch {
      throw .cannotCheck("A temporary folder could not be made: \(error)")
    }
    program = folder.path + "/workbook"
    if let programs {
      program = programs.path(of: [source, shownPath] + harness.map { Files.text(of: $0) ?? "" })
      if Files.exists(program) { return }
    }
    compiler = try startCompiling(with: harness, to: newProgram)
  }

  /// Waits until the learner's file is compiled.
  package func finishCompiling() throws(Failure) {
    guard let compiler else { return }
    self.compiler = nil
    try finish(compiler, harness: harness)
    do {
      try Files.move(newProgram, to: program)
    } catch {
      throw .cannotCheck("\(program) could not be written: \(error)")
    }
  }

  /// Where the compiler writes: in the same folder, so that another process sees a whole program or
  /// none.
  private var newProgram: String { program + "." + Path.name(of: folder.path) }

  /// Calls the function with each of the exercise's arguments and grades what comes back.
  package func grade(_ exercise: Exercise) -> Grade {
    var calls = WorkbookCalls(of: exercise, in: self)
    let grade = exercise.grade { calls.outcome(of: $0) }
    printed += calls.printed
    return grade
  }

  /// Makes one call of the exercise's function.
  func trial(of exercise: Exercise, _ arguments: [WorkValue]) -> Trial {
    var calls = WorkbookCalls(of: exercise, in: self)
    let trial = Trial(arguments, calls.outcome(of: arguments))
    printed += calls.printed
    return trial
  }

  /// The first of some calls of the exercise's function that is wrong.
  package func firstWrong(of exercise: Exercise, among calls: [[WorkValue]]) -> Trial? {
    var made = WorkbookCalls(of: exercise, in: self)
    return calls.lazy.map { Trial($0, made.outcome(of: $0)) }.first { !exercise.isRight($0) }
  }
}
