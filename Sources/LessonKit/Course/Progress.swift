import CommandLineKit

/// What the learner has done, kept in `.progress` in the package's folder.
///
/// It is next to the Workbook, because it is about that Workbook: a second clone has its own. Git
/// ignores it, so updates do not change it. Each line has a key and a value. A key has a function's
/// name or a lesson's number, which never change. Lines that a later version wrote are kept.
package struct Progress: Equatable, Sendable {
  private var values: [String: String] = [:]

  /// The progress of a learner who has done nothing yet.
  package init() {}

  /// The progress in a file; empty where there is no file.
  package init(file: String) {
    for line in (Files.text(of: file) ?? "").split(whereSeparator: \.isNewline)
    where !line.hasPrefix("#") {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      values[Self.trimmed(parts[0])] = Self.trimmed(parts[1])
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  /// Writes the file whole or not at all.
  package func save(to file: String) throws {
    let lines = values.sorted { $0.key < $1.key }.map { "\($0) = \($1)\n" }
    try Files.write(
      "# Written by the lessons. To rebuild it: swift run lesson1 check --all\n"
        + lines.joined(), to: file)
  }

  /// Whether the function's check has passed.
  package func hasPassed(_ function: String) -> Bool { values["passed \(function)"] == "yes" }

  /// Records whether a function has passed.
  package mutating func record(_ grade: Grade) {
    let passed = grade.verdict == .passed
    values["passed \(grade.exercise.function)"] = passed ? "yes" : nil
  }

  /// Whether all functions of a lesson have passed; for a lesson without functions, its own check.
  package func hasPassed(_ lesson: CourseLesson) -> Bool {
    guard lesson.functions.isEmpty else { return lesson.functions.allSatisfy(hasPassed) }
    return values["passed lesson \(lesson.number)"] == "yes"
  }

  /// Records whether the check of a lesson without functions has passed.
  package mutating func record(_ lesson: CourseLesson, hasPassed: Bool) {
    values["passed lesson \(lesson.number)"] = hasPassed ? "yes" : nil
  }

  /// How many hints for a function have been given: 0–3.
  package func hintsGiven(for function: String) -> Int {
    values["hints \(function)"].flatMap { Int($0) } ?? 0
  }

  /// Remembers how many hints have been given.
  package mutating func setHintsGiven(_ count: Int, for function: String) {
    values["hints \(function)"] = "\(count)"
  }

  /// The id of the step where the learner left a lesson.
  package func step(in lesson: Int) -> String? { values["step \(lesson)"] }

  /// Remembers where the learner is; nil at the end of the lesson.
  package mutating func setStep(_ step: String?, in lesson: Int) { values["step \(lesson)"] = step }

  /// Whether the learner asked for the solution before the lesson was passed.
  package func hasAskedForSolution(of lesson: Int) -> Bool { values["asked \(lesson)"] == "yes" }

  /// Remembers that the solution was asked for.
  package mutating func setAskedForSolution(of lesson: Int) { values["asked \(lesson)"] = "yes" }

  /// Forgets what is kept about a lesson whose file starts again.
  package mutating func forget(_ lesson: CourseLesson) {
    for function in lesson.functions {
      values["passed \(function)"] = nil
      values["hints \(function)"] = nil
    }
    values["asked \(lesson.number)"] = nil
  }
}
