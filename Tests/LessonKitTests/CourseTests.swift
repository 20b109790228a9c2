import Foundation
import LessonExercises
import LessonKit
import TerminalText
import TestSupport
import Testing

/// The way through the course, in a copy of it: progress, hints, solution, reset.
@Suite struct CourseTests {
  static let wrongFile =
    "func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] { payload }\n"

  @Test func fromUnwrittenToPassed() throws {
    let copy = try CourseCopy()
    #expect(try copy.run(3, "check").status == 1)
    let first = try copy.run(3, "next")
    #expect(first.text.contains("Lesson 3 is not passed yet. Missing: unmask."))

    try copy.write(try text(course.solution(3)))
    let passed = try copy.run(3, "check")
    #expect(passed.status == 0)
    #expect(try copy.run(3, "next").text.contains("swift run lesson4"))

    // The file is plain, and its keys are the functions' names.
    let file = try text(copy.folder.appending(path: ".progress").path)
    #expect(file.contains("passed unmask = yes"))

    // What was passed and no longer is, is forgotten.
    try copy.write(Self.wrongFile)
    #expect(try copy.run(3, "check").status == 1)
    #expect(try copy.run(3, "next").text.contains("is not passed yet"))
  }

  @Test func anotherFileLeavesProgressAlone() throws {
    let copy = try CourseCopy()
    let run = try copy.run(3, "check", "--workbook", course.solution(3))
    #expect(run.status == 0)
    #expect(!FileManager.default.fileExists(atPath: copy.folder.path + "/.progress"))
  }

  @Test func checkAllRebuildsProgress() throws {
    let copy = try CourseCopy()
    for lesson in [1, 3] { try copy.write(try text(course.solution(lesson)), lesson: lesson) }
    // A broken file stops no other lesson.
    try copy.write("this is not Swift\n", lesson: 2)
    let run = try copy.run(4, "check", "--all")
    #expect(run.status == 1)
    #expect(run.text.contains("✓ passed  acceptValue"))
    #expect(run.text.contains("✗ does not compile"))
    #expect(run.text.contains("swift run lesson2 check --errors"))
    #expect(run.text.contains("✓ passed  unmask"))
    #expect(run.text.contains("· unwritten  decodeLength"))
    #expect(run.text.contains(" →  2  Frame encoding"))
  }

  @Test func hintsClimb() throws {
    let copy = try CourseCopy()
    for count in [1, 2, 3, 3] {
      let run = try copy.run(3, "hint")
      #expect(run.text.contains("Hint \(count) of 3 for unmask"))
      #expect(!run.text.contains("Hint \(count + 1) of 3"))
      #expect(
        run.text.contains("Edit Lessons/Workbook/Lesson3.swift, then: swift run lesson3 check"))
    }
    #expect(try copy.run(4, "hint", "decodeLength").text.contains("Hint 1 of 3 for decodeLength"))
    #expect(try copy.run(4, "hint", "nothing").status == 2)
  }

  @Test func theSolutionIsShownWhenAskedTwice() throws {
    let copy = try CourseCopy()
    let first = try copy.run(3, "solution")
    #expect(first.status == 1)
    #expect(!first.text.contains("^"))
    let solution = try text(course.solution(3))
    #expect(try copy.run(3, "solution").text == solution)
  }

  @Test func helpsWhereNothingCanBeRemembered() throws {
    let copy = try CourseCopy()
    try FileManager.default.createDirectory(
      at: copy.folder.appending(path: ".progress"), withIntermediateDirectories: true)
    let hint = try copy.run(3, "hint")
    #expect(hint.status == 0)
    #expect(hint.text.contains("Hint 1 of 3"))
    #expect(hint.errors.contains("Your progress could not be saved"))
    // Asking twice would never be noticed.
    #expect(try copy.run(3, "solution").text == text(course.solution(3)))
  }

  @Test func triesTheFunctionOnAnInputOfOnesOwn() throws {
    let copy = try CourseCopy()
    let unwritten = try copy.run(2, "try", "--text", "é")
    #expect(unwritten.status == 1)
    #expect(unwritten.text.contains("came back the error NotYetWritten"))

    try copy.write(try text(course.solution(2)), lesson: 2)
    let right = try copy.run(2, "try", "--text", "é")
    #expect(right.status == 0)
    #expect(right.text.hasPrefix("encodeTextFrame(\"é\")\n→ [81 02 c3 a9]   ✓ right\n"))
    #expect(right.text.contains("1│0│0│0│0 0 0 1│0│0 0 0 0 0 1 0│1 1 0 0 0 0 1 1 1 0 1 0 1 0 0 1│"))

    // What a wrong function makes is drawn too, with the rules that it breaks.
    let wrong = try text(course.solution(2)).replacing("[fin | opcode,", with: "[0xc1,")
    try copy.write(wrong, lesson: 2)
    let drawn = try copy.run(2, "try")
    #expect(drawn.status == 1)
    #expect(drawn.text.contains("→ [c1 05 48 65 6c 6c 6f]   ✗ wrong\n  wanted [81 05"))
    #expect(drawn.text.contains("frame.rsv-not-negotiated"))
    #expect(try copy.run(2, "try", "nothing").status == 2)
    #expect(try copy.run(4, "try", "decodeLength").text.hasPrefix("  called    decodeLength([7e"))
    // Only a check is remembered.
    #expect(!FileManager.default.fileExists(atPath: copy.folder.path + "/.progress"))
  }

  @Test func showsTheSolutionWhenALessonPassesForTheFirstTime() throws {
    let copy = try CourseCopy()
    let own = """
      func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {
        payload.indices.map { payload[$0] ^ key[$0 & 3] }
      }
      """
    try copy.write(own)
    let first = try copy.run(3, "check")
    #expect(first.text.contains("One way to write it, to compare with yours:\n  func unmask("))
    #expect(first.text.contains("    result.append(byte ^ key[index % 4])"))
    #expect(!(try copy.run(3, "check").text.contains("One way to write it")))
  }

  @Test func resetKeepsWhatWasWritten() throws {
    let copy = try CourseCopy()
    try copy.write(Self.wrongFile)
    let run = try copy.run(3, "reset")
    #expect(run.status == 0)
    let starter = try text(course.starter(3))
    #expect(try text(copy.workbook(3).path) == starter)
    let kept = copy.folder.path + "/Lessons/Workbook/Lesson3.before-reset.swift"
    #expect(try text(kept) == Self.wrongFile)

    try copy.write(Self.wrongFile + "// again")
    #expect(try copy.run(3, "reset").status == 0)
    #expect(try text(kept) == Self.wrongFile)
    let second = kept.replacing("before-reset", with: "before-reset-2")
    #expect(try text(second) == Self.wrongFile + "// again")
  }

  @Test func alwaysSaysWhereProgressIsKept() throws {
    let copy = try CourseCopy()
    for command in ["hint", "next", "solution", "solution", "reset"] {
      let run = try copy.run(3, command)
      let isFirstAsking = command == "solution" && run.status == 1
      #expect(isFirstAsking || (run.text + run.errors).contains("kept in .progress"), "\(command)")
    }
  }

  @Test func progressKeepsWhatALaterVersionWrote() throws {
    let copy = try CourseCopy()
    let file = copy.folder.path + "/.progress"
    try "passed somethingNew = yes\nnot a line of ours\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    try copy.write(try text(course.solution(3)))
    #expect(try copy.run(3, "check").status == 0)
    #expect(try text(file).contains("passed somethingNew = yes"))
    #expect(Progress(file: file).hasPassed("unmask"))
  }

  @Test func saysWhatItLookedFor() throws {
    #expect(throws: CourseFolder.Failure.self) {
      _ = try CourseFolder.find(from: "/", executable: "/bin/sh", source: "/bin/none")
    }
    // From anywhere, a built program finds the package that it was built in.
    let run = try BuiltProgram("lesson3").run(["--list"], in: URL(filePath: "/"))
    #expect(run.status == 0)
    #expect(run.text.contains("5  The fifth byte"))
  }

  @Test(arguments: [
    (
      1, ["--key", "no key at all, and far too long for one: \(String(repeating: "k", count: 90))"]
    ),
    (2, ["--text", String(repeating: "日本", count: 60)]),
    (3, ["--text", String(repeating: "日本🌍", count: 60)]),
    (4, ["--length", "9223372036854775807", "--masked", "yes"]),
    (5, ["--code", "3999", "--reason", String(repeating: "日本", count: 20)]),
  ])
  func figuresForOwnInputFitTheScreen(lesson: Int, arguments: [String]) throws {
    let run = try BuiltProgram("lesson\(lesson)").run(arguments, in: packageFolder)
    #expect(run.status == 0)
    for line in run.text.split(separator: "\n") {
      #expect(String(line).displayWidth <= 80, "\(line)")
    }
  }
}
