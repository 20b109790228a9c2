import Foundation
import LessonExercises
import LessonKit
import TerminalText
import TestSupport
import Testing

/// The one list of the course: `Package.swift` has it, and everything else follows.
@Suite struct CourseListTests {
  @Test func agreesWithTheLessonsTheirTextsAndTheirExercises() throws {
    #expect(Set(course.lessons.flatMap(\.functions)) == Set(Exercise.all.map(\.function)))
    for (index, lesson) in course.lessons.enumerated() {
      #expect(lesson.number == index + 1)
      let twoDigits = (lesson.number < 10 ? "0" : "") + "\(lesson.number)"
      #expect(lesson.folder.hasPrefix("Lesson\(twoDigits)-"))
      let parsed = LessonText(parsing: try text(try #require(course.text(lesson.number))))
      #expect(parsed.title == lesson.title)
      // The program knows its own number.
      let help = try BuiltProgram("lesson\(lesson.number)").run(["--help"], in: packageFolder)
      #expect(help.text.hasPrefix("Lesson \(lesson.number): \(lesson.title)"))
      guard !lesson.functions.isEmpty else { continue }
      for file in [
        course.workbook(lesson.number), course.starter(lesson.number),
        course.solution(lesson.number),
      ] + course.harness(lesson.number) {
        #expect(FileManager.default.fileExists(atPath: file), "\(file)")
      }
    }
  }

  /// `UPDATE_GOLDEN=1 swift test --filter CourseListTests` writes the table again.
  @Test func theTableInTheReadmeIsTheList() throws {
    let file = packageFolder.appending(path: "Lessons/README.md")
    let parts = try text(file.path).split(
      separator: /<!-- \/?course -->\n/, omittingEmptySubsequences: false)
    try #require(parts.count == 3)
    let rows = course.lessons.map { lesson in
      let names = lesson.functions.map { "`\($0)`" }.joined(separator: ", ")
      let functions = names.isEmpty ? "nothing new" : names
      return "| \(lesson.number) [\(lesson.title)](\(lesson.folder)/Lesson.md) "
        + "| \(lesson.subject) | \(functions) | \(lesson.minutes) min |\n"
    }
    let table =
      "\n| lesson | what you learn | what you write | time |\n| --- | --- | --- | --- |\n"
      + rows.joined() + "\n"
    try expectGolden(
      "\(parts[0])<!-- course -->\n\(table)<!-- /course -->\n\(parts[2])", at: file)
  }

  /// A copy of the course with lessons 6 to 9 that have nothing to write, `unmask` in lesson 10, and
  /// `closeReply` in lesson 11.
  private func courseOfEleven() throws -> CourseCopy {
    let copy = try CourseCopy()
    var manifest = try text(packageFolder.appending(path: "Package.swift").path)
      .replacing(#/  Lesson(0[6-9]|10)-.*\n/#, with: "")
    let last = try #require(
      manifest.split(separator: "\n").first { $0.hasPrefix("  Lesson05-") })
    var lines = [
      String(last.replacing("closePayload, parseClose, closeReply", with: "closePayload"))
    ]
    lines += (6...9).map { "  Lesson0\($0)-More | More of it | nothing new | 5 |" }
    lines.append("  Lesson10-Again | Unmasking, again | the same once more | 10 | unmask")
    lines.append("  Lesson11-End | The very last answer | of all | 10 | closeReply")
    manifest = manifest.replacing("what they send | 35 | unmask", with: "what they send | 35 |")
      .replacing(String(last), with: lines.joined(separator: "\n"))
    try manifest.write(
      to: copy.folder.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
    for (new, old) in [(10, 3), (11, 5)] {
      for folder in ["Workbook", "Starters", "Solutions", "Harness"] {
        let path = copy.folder.path + "/Lessons/\(folder)/Lesson"
        try FileManager.default.copyItem(
          atPath: path + "\(old).swift", toPath: path + "\(new).swift")
      }
    }
    return copy
  }

  @Test func aLineMakesAProgram() throws {
    let copy = try courseOfEleven()
    let run = try SystemProgram.any.run(
      ["swift", "package", "--package-path", copy.folder.path, "dump-package"])
    try #require(run.status == 0, "\(run.errors)")
    let package = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    let targets = try #require(package["targets"] as? [[String: Any]])
    let paths = targets.filter { $0["type"] as? String == "executable" }.map {
      "\($0["name"] ?? "") \($0["path"] ?? "")"
    }
    #expect(paths.contains("lesson5 Lessons/Lesson05-ClosingHandshake"))
    #expect(paths.contains("lesson10 Lessons/Lesson10-Again"))
    #expect(paths.contains("lesson11 Lessons/Lesson11-End"))
  }

  @Test func lessonsTenAndElevenAreCheckedAndMapped() throws {
    let copy = try courseOfEleven()
    try copy.write(try text(course.solution(3)), lesson: 10)
    let run = try copy.run(1, "check", "--all")
    #expect(run.errors.isEmpty)
    #expect(run.text.contains("Lesson 10: Unmasking, again\n✓ passed  unmask"))
    #expect(run.text.contains("Lesson 11: The very last answer\n· unwritten  closeReply"))
    for line in [
      " →  1  The accept key         how a server shows that it knows WebSocket, 45 min",
      "    2  Frame encoding         the two bytes in front of a message, 40 min",
      " ✓ 10  Unmasking, again       the same once more, 10 min",
      "   11  The very last answer   of all, 10 min",
    ] {
      #expect(run.text.contains("\n\(line)\n"))
    }
    let next = try copy.run(5, "next")
    #expect(next.text.contains("Edit Lessons/Workbook/Lesson5.swift"))

    let elevens = try CourseFolder(root: copy.folder.path)
    #expect(elevens.text(10)?.hasSuffix("/Lessons/Lesson10-Again/Lesson.md") == true)
    #expect(elevens.text(12) == nil)
  }

  /// A program that was built before a lesson was added says so.
  @Test func anOlderProgramKnowsWhatItCannotGrade() throws {
    let copy = try courseOfEleven()
    let manifest = copy.folder.appending(path: "Package.swift")
    let newer = try text(manifest.path).replacing("| closeReply", with: "| somethingNewer")
    try newer.write(to: manifest, atomically: true, encoding: .utf8)
    let run = try copy.run(1, "check", "--all")
    #expect(run.status == 1)
    #expect(run.errors.contains("built before lesson 11 was added"))
    #expect(run.errors.contains("swift run lesson11 check"))
  }

  @Test func aLineThatIsNotUnderstoodIsShown() throws {
    let copy = try CourseCopy()
    let manifest = copy.folder.appending(path: "Package.swift")
    let broken = try text(manifest.path).replacing("| Unmasking |", with: "Unmasking")
    try broken.write(to: manifest, atomically: true, encoding: .utf8)
    let run = try copy.run(3, "--list")
    #expect(run.status == 2)
    #expect(run.errors.contains("Expected: folder | title | subject | minutes | functions"))
    #expect(run.errors.contains("Found:   Lesson03-Unmasking Unmasking"))
  }
}
