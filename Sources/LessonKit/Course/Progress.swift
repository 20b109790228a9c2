import CommandLineKit

/// What the learner has done, kept in `.progress` in the package's folder.
///
/// It lies beside the Workbook because it speaks of that Workbook: a second clone has its own. Git
/// ignores it, so that updates leave it alone. Each line is a key and a value; keys are a function's
/// name or a lesson's number, which never change. What a later version wrote is kept.
package struct Progress: Equatable, Sendable {
  private var values: [String: String] = [:]

  /// Nothing done yet.
  package init() {}

  /// The progress kept in a file; none where there is no file.
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

  /// Remembers how a check ended.
  package mutating func record(_ grade: Grade) {
    let passed = grade.verdict == .passed
    values["passed \(grade.exercise.function)"] = passed ? "yes" : nil
  }

  /// Whether all functions of a lesson have passed.
  package func hasPassed(_ lesson: CourseLesson) -> Bool {
    lesson.functions.allSatisfy(hasPassed)
  }

  /// How many hints for a function have been given: 0–3.
  package func hintsGiven(for function: String) -> Int {
    values["hints \(function)"].flatMap { Int($0) } ?? 0
  }

  /// Remembers how many hints have been given.
  package mutating func setHintsGiven(_ count: Int, for function: String) {
    values["hints \(function)"] = "\(count)"
  }

  /// The step where the learner left a lesson.
  package func step(in lesson: Int) -> String? { values["step \(lesson)"] }

  /// Remembers where the learner is; nil at the end of the lesson.
  package mutating func setStep(_ step: String?, in lesson: Int) { values["step \(lesson)"] = step }

  /// Whether the solution was asked for before its time.
  package func hasAskedForSolution(of lesson: Int) -> Bool { values["asked \(lesson)"] == "yes" }

  /// Remembers that the solution was asked for.
  package mutating func setAskedForSolution(of lesson: Int) { values["asked \(lesson)"] = "yes" }

  /// Forgets what belongs to a lesson's file, which starts anew.
  package mutating func forget(_ lesson: CourseLesson) {
    for function in lesson.functions {
      values["passed \(function)"] = nil
      values["hints \(function)"] = nil
    }
    values["asked \(lesson.number)"] = nil
  }
}
