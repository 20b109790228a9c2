import Foundation
import LessonExercises
import LessonKit
import TerminalText
import TestSupport
import Testing

/// The texts agree with the code, and every step keeps to its length.
@Suite struct LessonTextTests {
  func lessonText(_ number: Int) throws -> String { try text(try #require(course.text(number))) }

  func parsed(_ number: Int) throws -> LessonText { LessonText(parsing: try lessonText(number)) }

  @Test(arguments: lessonNumbers) func figuresAndExcerptsAreGenerated(number: Int) throws {
    let copy = try CourseCopy()
    let run = try copy.run(number, "--rewrite")
    #expect(run.status == 0, "\(run.errors)")
    let rewritten = try #require(try CourseFolder(root: copy.folder.path).text(number))
    #expect(
      try text(rewritten) == lessonText(number),
      "To write them again: swift run lesson\(number) --rewrite")
  }

  @Test(arguments: lessonNumbers) func plainOutputIsGolden(number: Int) throws {
    let golden = packageFolder.appending(path: "Tests/LessonKitTests/Golden/lesson\(number).txt")
    let run = try BuiltProgram("lesson\(number)").run(["--plain"], in: packageFolder)
    #expect(run.status == 0)
    try expectGolden(run.text, at: golden)
    #expect(!run.text.contains("\u{1b}"))
    for line in run.text.split(separator: "\n") {
      #expect(line.displayWidth <= 80, "\(line)")
    }
    // What is in code font can be copied in one piece, where it fits into a line.
    for block in try parsed(number).steps.flatMap(\.blocks) {
      guard case .paragraph(let text) = block else { continue }
      for code in text.matches(of: /`[^`]*`/).map(\.output) where code.displayWidth <= 80 {
        #expect(run.text.contains(code))
      }
    }
  }

  /// A byte in code font must be seen in the step's figures, so that it cannot be mistyped.
  @Test(arguments: lessonNumbers) func bytesInProseStandInTheStepsFigures(number: Int) throws {
    for step in try parsed(number).steps {
      var figures = ""
      var prose: [String] = []
      for block in step.blocks {
        switch block {
        case .code(_, let lines): figures += lines.joined(separator: "\n") + "\n"
        case .paragraph(let text), .item(_, let text): prose.append(text)
        case .predict(let prediction):
          prose.append(prediction.question)
          prose += prediction.answers.flatMap { [$0.text, $0.reason] }
        case .hint: continue
        }
      }
      for text in prose {
        for match in text.matches(of: /`([0-9a-f]{2}( [0-9a-f]{2})*)`/) {
          let bytes = String(match.output.1)
          #expect(figures.contains(bytes), "step \"\(step.title)\" speaks of \(bytes)")
        }
      }
    }
  }

  @Test(arguments: lessonNumbers) func stepsKeepToTheirLength(number: Int) throws {
    let lesson = try parsed(number)
    #expect(lesson.steps.count >= 6)
    for step in lesson.steps {
      var words = 0
      var hasPicture = false
      for block in step.blocks {
        switch block {
        case .paragraph(let text), .item(_, let text): words += text.split(separator: " ").count
        case .predict(let prediction):
          words += prediction.question.split(separator: " ").count
          #expect(prediction.answers.count >= 2, "\(step.title)")
          #expect(prediction.answers.contains { $0.isRight }, "\(step.title)")
          #expect(prediction.answers.contains { !$0.isRight }, "\(step.title)")
          #expect(prediction.answers.allSatisfy { $0.reason.count > 10 }, "\(step.title)")
        case .code: hasPicture = true
        case .hint: continue
        }
      }
      #expect(words <= 200, "\"\(step.title)\" has \(words) words")
      #expect(hasPicture, "\"\(step.title)\" has no figure")
    }
  }

  /// These figures hold the answer to their step's question.
  @Test(arguments: [
    (3, "unmasking"), (4, "boundaries"), (4, "arriving"), (7, "order"), (7, "seam"), (7, "between"),
    (7, "heartbeat"), (8, "reads"), (8, "buffer"), (8, "three-answers"),
  ])
  func noFigureAnswersBeforeTheQuestion(number: Int, figure: String) throws {
    let blocks = try #require(
      try parsed(number).steps.map(\.blocks).first { $0.contains { $0.figureName == figure } })
    let question = blocks.firstIndex { if case .predict = $0 { true } else { false } }
    let answer = blocks.firstIndex { $0.figureName == figure }
    #expect(try #require(question) < #require(answer))
  }

  /// The worked lines of Swift make what their comments say.
  @Test(arguments: writingLessons) func workedLinesAreTrue(number: Int) throws {
    let lines = try parsed(number).steps.flatMap(\.blocks).flatMap { block -> [String] in
      if case .code("swift worked", let lines) = block { lines } else { [] }
    }
    try #require(!lines.isEmpty)
    var source = lines
    var values: [String] = []
    for line in lines {
      let match = try #require(line.wholeMatch(of: #/let (\w+) = .*[^ ]  +// (.*)/#))
      source.append("debugPrint(\(match.1))")
      values.append(String(match.2))
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "worked-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "main.swift")
    try source.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let program = folder.appending(path: "worked").path
    let compiled = try SystemProgram.any.run(
      ["swiftc", "-Onone", "-suppress-warnings", file.path, "-o", program])
    try #require(compiled.status == 0, "\(compiled.errors)")
    let run = try BuiltProgram(path: program).run([])
    #expect((run.text + run.errors).split(separator: "\n").map(String.init) == values)
  }

  @Test(arguments: writingLessons) func eachFunctionHasThreeHints(number: Int) throws {
    let blocks = try parsed(number).steps.flatMap(\.blocks)
    let hints = blocks.compactMap { if case .hint(let hint) = $0 { hint.function } else { nil } }
    for function in try #require(course.lesson(number)).functions {
      #expect(hints.filter { $0 == function }.count == 3)
    }
  }

  @Test func ownInputRedrawsFigures() throws {
    let run = try BuiltProgram("lesson3").run(
      ["--text", "你好", "--key", "01020304"], in: packageFolder)
    #expect(run.status == 0)
    // e4 bd a0 e5 a5 bd, the UTF-8 of 你好, each XOR 01 02 03 04: computed with python3.
    #expect(run.text.contains("e5 bf a3 e1"))
    #expect(run.text.contains("Step 5, The fifth byte"))
  }

  @Test func ownInputIsToldTheTruth() throws {
    func drawn(_ number: Int, _ arguments: String...) throws -> String {
      try BuiltProgram("lesson\(number)").run(arguments, in: packageFolder).text
    }
    // 1005 must not be sent: a receiver answers it with 1002.
    let close = try drawn(5, "--code", "1005")
    #expect(close.contains("─ Close 1002 ─"))
    #expect(close.contains("→ [03 ea], which is 1002"))
    // 126 bytes do not fit into the frame of lesson 2.
    #expect(try drawn(2, "--text", String(repeating: "x", count: 126)).contains("→ an error"))
    let text = try drawn(2, "--text", "a longer text")
    #expect(text.contains(#/a longe… +13 +13 +13\n/#))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("Step 7") } == 1)
    // A family: one character of 25 bytes.
    let family = try drawn(2, "--text", "👩‍👩‍👧‍👦")
    #expect(family.contains("f0 9f 91 a9…  11110000 10011111 10010001 10101001 …"))
    #expect(try drawn(1, "--accept", "abc").contains("3 characters; an accept value has 28"))
  }

  @Test(arguments: [
    (1, ["--key", ""]), (1, ["--key", "\u{1b}[2J"]), (1, ["--accept", ""]),
    (2, ["--text", ""]), (2, ["--text", "\u{202e}abc\n"]),
    (2, ["--text", String(repeating: "你好", count: 400)]),
    (3, ["--text", String(repeating: "long ", count: 500)]), (3, ["--text", ""]),
    (3, ["--key", "xyz"]), (3, ["--key", "01"]),
    (4, ["--length", "0"]), (4, ["--length", "9223372036854775807"]),
    (4, ["--length", "9223372036854775808"]), (4, ["--masked", "yes", "--length", "126"]),
    (4, ["--masked", "perhaps"]), (5, ["--code", "0"]), (5, ["--code", "70000"]),
    (5, ["--reason", String(repeating: "x", count: 124)]),
    (5, ["--code", "1005", "--reason", "\u{7}"]),
    (7, ["--text", ""]), (7, ["--text", "\u{1b}[2J你好", "--cut", "1,1,5"]), (7, ["--cut", "6"]),
    (7, ["--cut", "x"]), (7, ["--ping", ""]), (7, ["--ping", String(repeating: "é", count: 63)]),
    (8, ["--cut", "0"]), (8, ["--cut", "17"]), (8, ["--cut", "1,2,3,16"]), (8, ["--cut", ""]),
    (8, ["--text", ""]), (8, ["--text", String(repeating: "long ", count: 500)]),
    (8, ["--cut", "\u{1b}[2J"]), (9, ["--text", ""]), (9, ["--text", "\u{1b}[2J"]),
    (9, ["--text", String(repeating: "🌍", count: 400)]), (9, ["--cut", "0"]), (9, ["--cut", "99"]),
    (9, ["--bytes", ""]), (9, ["--bytes", "xyz"]), (9, ["--bytes", "ff"]),
  ]) func anyInputIsDrawnOrExplained(number: Int, arguments: [String]) throws {
    let run = try BuiltProgram("lesson\(number)").run(arguments, in: packageFolder)
    #expect([0, 2].contains(run.status))
    #expect(run.status == 0 ? run.errors.isEmpty : run.errors.contains("--"))
    for scalar in (run.text + run.errors).unicodeScalars {
      #expect(
        scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7f && scalar.value != 0x202e))
    }
  }

  @Test func oneStepAlone() throws {
    let run = try BuiltProgram("lesson3").run(["--plain", "--step", "5"], in: packageFolder)
    #expect(
      run.text.hasPrefix("5. The fifth byte\n") || run.text.hasPrefix("\n5. The fifth byte\n"))
    #expect(!run.text.contains("6. "))
  }
}
