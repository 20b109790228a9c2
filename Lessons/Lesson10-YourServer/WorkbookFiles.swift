import LessonKit

/// Which file of each lesson the server's functions come from.
struct WorkbookFiles {
  /// Whose code it is.
  let owner: FunctionOwner
  /// Whether the files are those of the learner's Workbook.
  let isLearners: Bool
  /// The path of a lesson's file.
  let path: (Int) -> String

  /// The files that the command line asks for.
  init(_ program: LessonProgram) {
    let folder = program.options["workbook"]
    if program.options.has("solutions") {
      (owner, isLearners, path) = (.finished, false, program.course.solution)
    } else if let folder {
      (owner, isLearners, path) = (.learner, false, { "\(folder)/Lesson\($0).swift" })
    } else {
      (owner, isLearners, path) = (.learner, true, program.course.workbook)
    }
  }
}
