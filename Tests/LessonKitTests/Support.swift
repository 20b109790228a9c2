import Foundation
import LessonExercises
import LessonKit
import TestSupport

/// This package's own folder.
let packageFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

let course: CourseFolder = {
  do {
    return try CourseFolder(root: packageFolder.path)
  } catch {
    fatalError("\(error)")
  }
}()

let lessonNumbers = course.lessons.map(\.number)

/// The lessons in which the learner writes functions.
let writingLessons = course.lessons.filter { !$0.functions.isEmpty }.map(\.number)

/// The exercises of a lesson's functions.
func exercises(of lesson: Int) -> [Exercise] {
  (course.lesson(lesson)?.functions ?? []).compactMap { function in
    Exercise.all.first { $0.function == function }
  }
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
    try FileManager.default.copyItem(
      at: packageFolder.appending(path: "Package.swift"),
      to: folder.appending(path: "Package.swift"))
    for name in try FileManager.default.contentsOfDirectory(atPath: course.lessonsFolder)
    where name != "Workbook" {
      try FileManager.default.copyItem(
        atPath: course.lessonsFolder + "/" + name, toPath: lessons.appending(path: name).path)
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
