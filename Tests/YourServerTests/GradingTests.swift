import Foundation
import TestSupport
import Testing

/// `swift run lesson10 exam` and `check`.
@Suite struct GradingTests {
  @Test func theFinishedFunctionsPassTheExam() throws {
    let run = try BuiltProgram("lesson10").run(["exam", "--solutions"], in: packageFolder)
    #expect(run.status == 0, "\(run.text)")
    #expect(run.text.contains(#/✓ (\d+) of \1 cases passed/#))
    #expect(!run.text.contains("is wrong"))
  }

  @Test func theExamNamesTheWrongFunctionAndItsLesson() throws {
    let files = try LearnerFiles(solved: 1...9)
    // Rarely wrong: a message of fragments keeps the opcode of its last frame.
    try files.replace(
      "longer.isComplete = fin", with: "longer.isComplete = fin\n    longer.opcode = 2", in: 7)
    let run = try BuiltProgram("lesson10").run(
      ["exam", "--workbook", files.folder.path], in: packageFolder)
    #expect(run.status == 1)
    #expect(run.text.contains("✗ assemble        yours is wrong"))
    #expect(run.text.contains("Lesson 7, Messages: swift run lesson7 check"))
    #expect(run.text.contains("✓ Opening handshake"))
  }

  @Test func aFunctionThatIsAlwaysWrongEndsTheExamEarly() throws {
    let files = try LearnerFiles(solved: 1...9)
    try files.replace("key[index % 4]", with: "key[0]", in: 3)
    let run = try BuiltProgram("lesson10").run(
      ["exam", "--workbook", files.folder.path], in: packageFolder)
    #expect(run.status == 1)
    #expect(run.text.contains("The exam has ended early"))
    #expect(run.text.contains("(mask.single-byte)"))
  }

  @Test func theCheckGradesAllAndTalks() throws {
    let check = try BuiltProgram("lesson10").run(["check", "--solutions"], in: packageFolder)
    #expect(check.status == 0, "\(check.text)")
    #expect(check.text.contains("✓ one byte at a time\n"))
    #expect(check.text.contains("Lesson 10 is passed."))
    let files = try LearnerFiles(solved: 1...8)
    let unwritten = try BuiltProgram("lesson10").run(
      ["check", "--workbook", files.folder.path], in: packageFolder)
    #expect(unwritten.status == 1)
    #expect(unwritten.text.contains("· unwritten  checkUTF8"))
    #expect(!unwritten.text.contains("A client talks"))
  }
}
