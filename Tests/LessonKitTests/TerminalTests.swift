import Foundation
import LessonKit
import TerminalText
import Testing

/// The lessons at a real terminal.
@Suite struct TerminalTests {
  @Test(.timeLimit(.minutes(10))) func fromFirstStepToPassedCheck() throws {
    let copy = try CourseCopy()
    let lesson = LessonText(parsing: try text(try #require(course.text(3))))
    try copy.write(try text(course.solution(3)))
    let terminal = try PseudoTerminal("lesson3", [], in: copy.folder)

    for (index, step) in lesson.steps.enumerated() {
      try terminal.wait(for: "step \(index + 1) of \(lesson.steps.count)")
      try terminal.wait(for: step.title)
      for case .predict(let prediction) in step.blocks {
        try terminal.answer(prediction, isWrongFirst: index == 4)
      }
      try terminal.goOn(until: index == lesson.steps.count - 1 ? "c check" : "Enter next")
      // Once back and forth, and once with a number.
      if index == 2 {
        terminal.type("b")
        try terminal.wait(for: "step 2 of")
        for case .predict(let prediction) in lesson.steps[1].blocks {
          try terminal.answer(prediction, isWrongFirst: false)
        }
        try terminal.goOn(until: "Enter next")
        terminal.type("4")
      } else {
        terminal.type(index == lesson.steps.count - 1 ? "c" : "")
      }
    }
    try terminal.wait(for: "passed")
    try terminal.wait(for: "Lesson 3 is passed. To go on: swift run lesson3 next")
    #expect(try terminal.waitForExit() == 0)
    // In colour, and nothing else that steers a terminal.
    #expect(terminal.screen.contains("\u{1b}["))
    let others = terminal.screen.matches(of: /\u{1b}(?!\[[0-9;]*m)/)
    #expect(others.isEmpty)
    #expect(Progress(file: copy.folder.path + "/.progress").hasPassed("unmask"))
  }

  /// What is shown at once fits the screen, down to the prompt, so that nothing scrolls away unread.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [(1, 24), (2, 24), (3, 24), (4, 24), (5, 24), (1, 12), (5, 12)] as [(Int, UInt16)])
  func everyPageOfEveryStepFits(lesson: Int, rows: UInt16) throws {
    let copy = try CourseCopy()
    let steps = LessonText(parsing: try text(try #require(course.text(lesson)))).steps
    let terminal = try PseudoTerminal(
      "lesson\(lesson)", [], environment: ["NO_COLOR": "1"], rows: rows, in: copy.folder)
    var titles = steps.map(\.title)[...]
    while true {
      let page = try terminal.wait(for: "›", seconds: 60)
      let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
      if let title = titles.first, lines.contains(Substring(title)) { titles.removeFirst() }
      // The first line is the rest of the one with the last answer.
      #expect(lines.count - 1 <= Int(rows), "\(page)")
      for line in lines { #expect(String(line).displayWidth <= 80, "\(line)") }
      terminal.type("")
      if page.contains("c check") { break }
    }
    #expect(titles.isEmpty, "never shown: \(titles)")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func lettersAndNumbersActInTheMiddleOfAStep() throws {
    let copy = try CourseCopy()
    let terminal = try PseudoTerminal("lesson3", ["--step", "7"], in: copy.folder)
    let pause = "Enter: the rest of this step   b back   1–8 jump   q quit"
    try terminal.wait(for: pause)
    terminal.type("what?")
    try terminal.wait(for: pause)
    terminal.type("3")
    try terminal.wait(for: "step 3 of")
    // At a question a number is an answer, and a letter still leads away.
    try terminal.goOn(until: "What do you think?")
    terminal.type("b")
    try terminal.wait(for: "step 2 of")
    try terminal.goOn(until: "What do you think?")
    terminal.type("b")
    try terminal.wait(for: "step 1 of")
    try terminal.wait(for: pause)
    terminal.type("b")
    try terminal.wait(for: "step 1 of")
    try terminal.wait(for: pause)
    terminal.type("q")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func watchChecksAgainWhenTheFileIsSaved() throws {
    let copy = try CourseCopy()
    let terminal = try PseudoTerminal("lesson3", ["watch"], in: copy.folder)
    try terminal.wait(for: "· unwritten")
    try copy.write("this is not Swift\n")
    try terminal.wait(for: "✗ does not compile")
    try terminal.wait(for: "q quit")
    terminal.type("h")
    try terminal.wait(for: "Hint 1 of 3 for unmask")
    try terminal.wait(for: "q quit")
    terminal.type("n")
    try terminal.wait(for: "Lesson 3 is not passed yet.")
    try copy.write(try text(course.solution(3)))
    try terminal.wait(for: "✓ passed")
    try terminal.wait(for: "One way to write it, to compare with yours:")
    try terminal.wait(for: "q quit")
    terminal.type("t")
    try terminal.wait(for: "→ [48 65 6c 6c 6f]")
    try terminal.wait(for: "q quit")
    terminal.type("q")
    #expect(try terminal.waitForExit() == 0)
    // Each check begins on an empty screen.
    #expect(terminal.screen.contains("\u{1b}[2J\u{1b}[H"))
  }

  @Test func quitsAndComesBack() throws {
    let copy = try CourseCopy()
    let first = try PseudoTerminal("lesson3", ["--step", "2"], in: copy.folder)
    try first.wait(for: "step 2 of")
    first.type("q")
    #expect(try first.waitForExit() == 0)
    let second = try PseudoTerminal("lesson3", [], environment: ["NO_COLOR": "1"], in: copy.folder)
    try second.wait(for: "step 2 of")
    second.type("q")
    #expect(try second.waitForExit() == 0)
    #expect(!second.screen.contains("\u{1b}"))
  }
}

extension PseudoTerminal {
  private static let more = "Enter: the rest of this step"

  /// Answers a question, and sees the reasons.
  func answer(_ prediction: LessonText.Prediction, isWrongFirst: Bool) throws {
    try goOn(until: "What do you think?")
    for (index, answer) in prediction.answers.enumerated() where isWrongFirst && !answer.isRight {
      type("\(index + 1)")
      try wait(for: "\(index + 1) ✗")
      try wait(for: "What do you think?")
    }
    let right = prediction.answers.firstIndex { $0.isRight } ?? 0
    type("\(right + 1)")
    try wait(for: "\(right + 1) ✓")
  }

  /// Turns the pages of a step until these words are there.
  func goOn(until words: String) throws {
    while true {
      let before = try wait(for: "›")
      if before.contains(words) { return }
      guard before.contains(Self.more) else {
        throw Failure(description: "\"\(words)\" expected, not:\n\(before)")
      }
      type("")
    }
  }
}
