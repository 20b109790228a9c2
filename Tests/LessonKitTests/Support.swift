import Foundation
import LessonExercises
import LessonKit
import TestSupport

@testable import lesson1
@testable import lesson2
@testable import lesson3
@testable import lesson4
@testable import lesson5

/// This package's own folder.
let packageFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

let course = CourseFolder(root: packageFolder.path)

let allLessons = [
  Lesson1.lesson, Lesson2.lesson, Lesson3.lesson, Lesson4.lesson, Lesson5.lesson,
]

func exercise(_ function: String) throws -> Exercise {
  struct Unknown: Error {}
  guard let found = Exercise.all.first(where: { $0.function == function }) else { throw Unknown() }
  return found
}

func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

/// A copy of the course in a folder of its own, so that no test touches a learner's files.
final class CourseCopy {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "course-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    let lessons = folder.appending(path: "Lessons")
    try FileManager.default.createDirectory(at: lessons, withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: "Package.swift"))
    for name in try FileManager.default.contentsOfDirectory(atPath: course.lessons)
    where name != "Workbook" {
      try FileManager.default.copyItem(
        atPath: course.lessons + "/" + name, toPath: lessons.appending(path: name).path)
    }
    try FileManager.default.copyItem(
      at: lessons.appending(path: "Starters"), to: lessons.appending(path: "Workbook"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func workbook(_ lesson: Int) -> URL {
    folder.appending(path: "Lessons/Workbook/Lesson\(lesson).swift")
  }

  func write(_ source: String, lesson: Int = 3) throws {
    try source.write(to: workbook(lesson), atomically: true, encoding: .utf8)
  }

  /// Runs a lesson's program from within the copy.
  func run(
    _ lesson: Int, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> BuiltProgram.Run {
    try BuiltProgram("lesson\(lesson)").run(arguments, environment: environment, in: folder)
  }
}
