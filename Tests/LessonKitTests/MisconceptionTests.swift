import Foundation
import LessonExercises
import LessonKit
import Testing

/// Functions as people write them, right and wrong: the check explains the wrong ones, and only those.
///
/// `Workbooks/LessonN.swift` has them, each with the words that the explanation must have. Each file is
/// compiled once; the environment picks the variant.
@Suite struct MisconceptionTests {
  /// A variant of a function, and what is expected of its explanation.
  struct Variant {
    var name: String
    /// "passes", "unknown", or words that explain the call that is shown.
    var shown: [String]
    /// Words that explain later calls.
    var later: [String] = []
  }

  /// The variants of a function, from the comments in its file.
  static func variants(of function: String, in source: String) -> [Variant] {
    let body = source.split(separator: "\nfunc \(function)(").dropFirst().first ?? ""
    let lines = body.prefix { _ in true }.split(separator: "\n").prefix { $0 != "}" }
    return lines.compactMap { line in
      guard let match = line.wholeMatch(of: #/  case "(.*)":  // (.*)/#) else { return nil }
      let parts = match.2.split(separator: "; later ")
      func words(_ part: Substring) -> [String] { part.split(separator: ", ").map(String.init) }
      return Variant(
        name: String(match.1), shown: words(parts[0]), later: parts.dropFirst().flatMap(words))
    }
  }

  @Test(arguments: writingLessons) func explainsWhatPeopleWrite(lesson: Int) throws {
    let file = packageFolder.path + "/Tests/LessonKitTests/Workbooks/Lesson\(lesson).swift"
    let workbook = try Workbook(file: file, lesson: lesson, course: course)
    for exercise in exercises(of: lesson) {
      let variants = Self.variants(of: exercise.function, in: try text(file))
      #expect(variants.count > 10)
      for variant in variants {
        workbook.environment = ["VARIANT": variant.name]
        expect(workbook.grade(exercise), isAs: variant)
      }
    }
  }

  private func expect(_ grade: Grade, isAs variant: Variant) {
    let name = "\(grade.exercise.function), \(variant.name)"
    guard variant.shown != ["passes"] else {
      #expect(grade.verdict == .passed, "\(name): \(String(describing: grade.trial))")
      return
    }
    #expect([.wrong, .crashed].contains(grade.verdict), "\(name)")
    guard variant.shown != ["unknown"] else {
      #expect(grade.explanation == nil, "\(name): \(String(describing: grade.explanation))")
      return
    }
    var shown = (grade.explanation?.mistakes ?? []).map(Self.said).joined(separator: "\n")
    if case .crashed(let crash) = grade.trial?.outcome { shown += crash.description + crash.advice }
    for word in variant.shown {
      #expect(shown.contains(word), "\(name), \(grade.verdict): \(shown)")
    }
    let later = (grade.explanation?.later ?? []).map { Self.said($0.mistake) }
      .joined(separator: "\n")
    #expect(variant.later.isEmpty == later.isEmpty, "\(name), later: \(later)")
    for word in variant.later { #expect(later.contains(word), "\(name), later: \(later)") }
    #expect(grade.explanation?.unexplained == nil, "\(name)")
  }

  private static func said(_ mistake: Misconception) -> String {
    (mistake.id ?? "") + " " + mistake.sentence
  }

  @Test(arguments: writingLessons) func startersAreUnwrittenAndSolutionsPass(lesson: Int) throws {
    let starter = try Workbook(file: course.starter(lesson), lesson: lesson, course: course)
    let solution = try Workbook(file: course.solution(lesson), lesson: lesson, course: course)
    for exercise in exercises(of: lesson) {
      #expect(starter.grade(exercise).verdict == .unwritten)
      let grade = solution.grade(exercise)
      #expect(grade.verdict == .passed, "\(String(describing: grade.trial))")
      #expect(grade.rightCalls == exercise.calls.count)
    }
  }
}
