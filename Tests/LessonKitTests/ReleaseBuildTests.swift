import Foundation
import LessonKit
import TestSupport
import Testing

/// A lesson built for release, as `swift build -c release --product lesson3` leaves it.
enum ReleaseBuild {
  static let program = packageFolder.appending(path: ".build/release/lesson3")

  /// No test builds anything: `.ci/run` does so first; elsewhere the tests are skipped without it.
  static var isExpected: Bool {
    FileManager.default.fileExists(atPath: program.path)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }
}

@Suite(
  .enabled(
    if: ReleaseBuild.isExpected,
    "no .build/release/lesson3: swift build -c release --product lesson3"))
struct ReleaseBuildTests {
  /// The course is found above the program: here in a copy of both, called from elsewhere.
  @Test func checksTheFilesOfThePackageThatItLiesIn() throws {
    let copy = try CourseCopy()
    let folder = copy.folder.appending(path: ".build/release")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let lesson = folder.appending(path: "lesson3")
    // Not copied by this process: a child of another test could have the copy still open for writing,
    // and then Linux does not run it.
    let copied = try SystemProgram.any.run(
      ["cp", ReleaseBuild.program.resolvingSymlinksInPath().path, lesson.path])
    try #require(copied.status == 0)

    func check() throws -> BuiltProgram.Run {
      try BuiltProgram(path: lesson.path).run(["check"], in: URL(filePath: "/"))
    }
    #expect(try check().text.hasPrefix("· unwritten  unmask\n"))
    try copy.write(try text(course.solution(3)))
    let passed = try check()
    #expect(passed.status == 0)
    #expect(passed.text.hasPrefix("✓ passed  unmask"))
    #expect(!passed.text.contains("\u{1b}"))
    #expect(Progress(file: copy.folder.path + "/.progress").hasPassed("unmask"))
  }

  @Test func gradesAnotherFile() throws {
    let run = try BuiltProgram(path: ReleaseBuild.program.path).run(
      ["check", "--json", "--workbook", course.starter(3)], in: URL(filePath: "/"))
    #expect(run.status == 1)
    #expect(run.text.contains(#""function":"unmask","verdict":"unwritten""#))
  }

  @Test func showsTheLessonWithoutATerminal() throws {
    let run = try BuiltProgram(path: ReleaseBuild.program.path).run([], in: URL(filePath: "/"))
    #expect(run.status == 0)
    #expect(run.text == (try BuiltProgram("lesson3").run(["--plain"]).text))
  }
}
