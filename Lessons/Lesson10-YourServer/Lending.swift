import CommandLineKit
import LessonExercises
import LessonKit

/// `--lend`: the functions that may come from the solutions.
enum Lending {
  static func functions(
    _ list: String?, _ course: CourseFolder
  ) throws(CommandLineKit.Failure) -> Set<String> {
    var functions: Set<String> = []
    for word in (list ?? "").split(whereSeparator: { ", ".contains($0) }) {
      let bounds = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
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
