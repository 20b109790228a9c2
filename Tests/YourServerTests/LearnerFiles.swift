import Foundation
import Testing

/// A folder with files of all lessons, as a learner might have them.
final class LearnerFiles {
  let folder = FileManager.default.temporaryDirectory.appending(path: "ten-\(UUID().uuidString)")

  /// The starters, and the solutions of some lessons.
  init(solved: ClosedRange<Int>) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for lesson in 1...9 {
      let kind = solved.contains(lesson) ? "Solutions" : "Starters"
      let name = "Lesson\(lesson).swift"
      try FileManager.default.copyItem(
        at: packageFolder.appending(path: "Lessons/\(kind)/\(name)"),
        to: folder.appending(path: name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Changes a lesson's file.
  func replace(_ old: String, with new: String, in lesson: Int) throws {
    let file = folder.appending(path: "Lesson\(lesson).swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    try #require(source.contains(old))
    try source.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }
}
