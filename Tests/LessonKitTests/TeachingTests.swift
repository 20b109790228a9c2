import Foundation
import LessonKit
import TerminalText
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a teacher needs: handouts, pictures, a plan, and the grades of a class.
@Suite struct TeachingTests {
  private func printed(_ lesson: Int, _ arguments: String...) throws -> String {
    let run = try BuiltProgram("lesson\(lesson)").run(arguments, in: packageFolder)
    #expect(run.status == 0, "\(run.errors)")
    return run.text
  }

  private func questions(_ lesson: Int) throws -> [LessonText.Prediction] {
    let blocks = LessonText(parsing: try text(try #require(course.text(lesson)))).steps
      .flatMap(\.blocks)
    return blocks.compactMap { if case .predict(let question) = $0 { question } else { nil } }
  }

  /// The words of a text, whatever the lines are.
  private func words(_ text: some StringProtocol) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "*" }.joined(separator: " ")
  }

  @Test(arguments: lessonNumbers) func answersAreHereAtTheEndOrNowhere(lesson: Int) throws {
    let here = words(try printed(lesson, "--plain"))
    let without = words(try printed(lesson, "--plain", "--answers", "no"))
    let parts = try printed(lesson, "--plain", "--answers", "end").split(separator: "\nAnswers\n")
    try #require(parts.count == 2)
    for question in try questions(lesson) {
      for text in [here, without, words(parts[0]), words(parts[1])] {
        #expect(text.contains(words(question.question)))
      }
      for answer in question.answers {
        #expect(here.contains(words(answer.reason)))
        #expect(!without.contains(words(answer.reason)))
        #expect(!words(parts[0]).contains(words(answer.reason)))
        #expect(words(parts[1]).contains(words(answer.reason)))
      }
    }
  }

  @Test(arguments: lessonNumbers) func figuresAreWrittenAsSVG(lesson: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "svg-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try printed(lesson, "--svg", folder.path)
    let steps = LessonText(parsing: try text(try #require(course.text(lesson)))).steps
    for step in steps {
      for case .code(let info, let lines) in step.blocks where info.hasPrefix("figure ") {
        let file = folder.appending(path: "lesson\(lesson)-\(info.dropFirst(7)).svg")
        let document = try XMLDocument(contentsOf: file)
        let root = try #require(document.rootElement())
        #expect(root.name == "svg")
        let description = root.elements(forName: "desc").first?.stringValue
        let title = root.elements(forName: "title").first?.stringValue
        #expect(title == step.title)
        #expect(description.map(words) == words(lines.joined(separator: "\n")))
        // The words of the picture are those of the figure, in its order.
        let drawn = root.elements(forName: "text").compactMap(\.stringValue)
        #expect(drawn.joined() == lines.joined().filter { $0 != " " })
      }
    }
  }

  /// The minutes of the course's list are enough to read, and leave time to write.
  @Test(arguments: lessonNumbers) func thePlanLeavesTimeToWrite(number: Int) throws {
    let lesson = try #require(course.lesson(number))
    let text = LessonText(parsing: try text(try #require(course.text(number))))
    let plan = LessonPlan(text, minutes: lesson.minutes)
    #expect(plan.steps.map(\.title) == text.steps.map(\.title))
    #expect(plan.writingMinutes >= 12 * max(1, lesson.functions.count))
    let shown = try printed(number, "--plan")
    #expect(
      shown.contains(
        "\(plan.writingMinutes) min   \(lesson.functions.isEmpty ? "Try it" : "Write and check")"))
  }

  @Test(arguments: lessonNumbers) func inASCIINothingElseIsWritten(lesson: Int) throws {
    let shown = try printed(lesson, "--plain", "--ascii")
    #expect(shown.utf8.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
    for line in shown.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func boxesInASCIIAreWhole() throws {
    let shown = try printed(3, "--plain", "--ascii", "--step", "1")
    #expect(shown.contains("+-+-+-+-+-------+-+-------------+"))
    #expect(!shown.contains("\\u{25"))
  }

  /// The learner does not know the answer from a wrong width: 16 bits a row, and nothing is cut.
  @Test func inANarrowTerminalPicturesTakeSixteenBitsARow() throws {
    let terminal = try PseudoTerminal(
      "lesson3", ["--plain", "--step", "1"], environment: ["NO_COLOR": "1"], columns: 60,
      in: packageFolder)
    _ = try terminal.waitForExit()
    let lines = terminal.screen.split(whereSeparator: \.isNewline)
    #expect(lines.contains { $0.hasSuffix(" 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5") })
    for line in lines { #expect(line.displayWidth <= 60, "\(line)") }
  }

  // MARK: - A class

  private static let head = "func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {\n"

  /// A folder with a class's files for lesson 3.
  private func classFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "class-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let files = [
      "ada.swift": try text(course.solution(3)),
      "ben.swift": Self.head + "  payload.map { $0 ^ key[0] }\n}\n",
      "cy.swift": Self.head + "  payload.map { $0 ^ (key.first ?? 0) }\n}\n",
      "dot.swift": "func unmask(\n",
      "eve.swift": try text(course.starter(3)),
      "notes.txt": "not a Swift file",
    ]
    for (name, source) in files {
      try source.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    return folder
  }

  @Test func aClassIsGradedFileByFile() throws {
    let folder = try classFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try BuiltProgram("lesson3").run(["check", "--workbook", folder.path])
    #expect(run.status == 1)
    #expect(run.text.contains("ada.swift  ✓ unmask  passed, 10 of 10\n"))
    #expect(run.text.contains("ben.swift  ✗ unmask  wrong, 3 of 10\n"))
    #expect(run.text.contains("dot.swift  ✗ unmask  does-not-compile, 0 of 10\n"))
    #expect(run.text.contains("\n1 of 5 files pass.\n"))
    #expect(words(run.text).contains("(mask.single-byte) ben.swift, cy.swift"))
    #expect(run.text.contains("unmask: It is not written yet.  eve.swift"))
    #expect(!run.text.contains("notes"))
  }

  @Test func aClassInJSONIsAnObjectAFunctionAndASummary() throws {
    let folder = try classFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try BuiltProgram("lesson3").run(["check", "--json", "--workbook", folder.path])
    let objects = try run.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    try #require(objects.count == 6)
    #expect(
      objects.dropLast().map { $0["file"] as? String }
        == ["ada.swift", "ben.swift", "cy.swift", "dot.swift", "eve.swift"])
    #expect(objects[1]["rightCalls"] as? Int == 3)
    #expect(objects[3]["message"] as? String != nil)
    let summary = objects[5]
    #expect(summary["files"] as? Int == 5)
    #expect(summary["passed"] as? Int == 1)
    let reasons = try #require(summary["reasons"] as? [[String: Any]])
    #expect(reasons.first?["id"] as? String == "mask.single-byte")
    #expect(reasons.first?["files"] as? [String] == ["ben.swift", "cy.swift"])
  }

  @Test func aFolderWithoutFilesIsReported() throws {
    let run = try BuiltProgram("lesson3").run(
      ["check", "--workbook", packageFolder.appending(path: "Lessons").path])
    #expect(run.status == 1)
    #expect(run.errors.contains("There is no file that ends with .swift"))
  }
}
