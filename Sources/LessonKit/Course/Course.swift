/// One lesson of the course, as the list in `Package.swift` has it.
package struct CourseLesson: Hashable, Sendable {
  /// The lesson's number, from 1: its place in the list.
  package var number: Int
  /// The name of its folder in `Lessons`, such as `Lesson03-Unmasking`.
  package var folder: String
  /// Its title, as its text has it.
  package var title: String
  /// What it teaches, in a few words.
  package var subject: String
  /// How long a learner needs for it, about.
  package var minutes: Int
  /// The functions that the learner writes; progress is kept by their names.
  package var functions: [String]

  /// The command that opens the lesson.
  package var command: String { "swift run lesson\(number)" }
}

extension CourseLesson {
  /// A line of the list that is not understood.
  struct BadLine: Error {
    var line: String
  }

  /// The line before the list.
  private static let listStart = "let course = \"\"\""

  /// The lessons listed in the text of a `Package.swift`; nil where there is no list.
  static func all(inManifest manifest: String) throws(BadLine) -> [CourseLesson]? {
    let lines = manifest.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == listStart }) else { return nil }
    var lessons: [CourseLesson] = []
    for line in lines[(start + 1)...].prefix(while: { !$0.hasSuffix("\"\"\"") }) {
      guard let lesson = CourseLesson(line: line, number: lessons.count + 1) else {
        throw BadLine(line: String(line))
      }
      lessons.append(lesson)
    }
    return lessons
  }

  /// The lesson in a line of the list: `folder | title | subject | minutes | functions`.
  private init?(line: Substring, number: Int) {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
      String($0.split(separator: " ").joined(separator: " "))
    }
    guard parts.count == 5, parts.prefix(3).allSatisfy({ !$0.isEmpty }),
      let minutes = Int(parts[3])
    else { return nil }
    self.minutes = minutes
    self.number = number
    (folder, title, subject) = (parts[0], parts[1], parts[2])
    functions = parts[4].split(whereSeparator: { ", ".contains($0) }).map(String.init)
  }
}
