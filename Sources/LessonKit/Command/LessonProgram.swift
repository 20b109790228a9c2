import CommandLineKit
import TerminalText

/// The program `lessonN`.
package struct LessonProgram {
  let lesson: Lesson
  let exercises: [Exercise]
  let arguments: LessonArguments
  /// The course that the lesson belongs to.
  package let course: CourseFolder
  /// This lesson in the course's list.
  package let entry: CourseLesson
  /// Where the program writes.
  package let console: Console
  /// How the terminal can show text.
  package let style: TerminalStyle
  /// Whether reports are short, because the screen is cleared before each.
  var isWatching = false

  /// The exit codes.
  package enum Exit: Int32 {
    case done = 0
    case notPassed = 1
    case usage = 2
  }

  /// Runs a lesson and ends the program.
  ///
  /// `exercises` are those of the whole course, for `check --all`.
  package static func run(_ lesson: Lesson, exercises: [Exercise]) -> Never {
    let console = Console.standard()
    let exit = run(lesson, exercises: exercises, console)
    console.output.flush()
    exitProcess(exit.rawValue)
  }

  private static func run(
    _ lesson: Lesson, exercises: [Exercise], _ console: Console
  ) -> Exit {
    do {
      let arguments = try LessonArguments(
        Array(CommandLine.arguments.dropFirst()), of: lesson)
      let course = try CourseFolder.find()
      guard let entry = course.lesson(lesson.number) else {
        throw CourseFolder.Failure.noLesson(lesson.number, root: course.root)
      }
      let program = LessonProgram(
        lesson: lesson, exercises: exercises, arguments: arguments, course: course, entry: entry,
        console: console, style: style(for: console.output, isASCII: arguments.isASCII))
      return try program.run()
    } catch let failure as Failure {
      console.say(
        "lesson\(lesson.number): \(failure.message)\n"
          + "For help: swift run lesson\(lesson.number) --help")
    } catch {
      console.errors.write("\(error)\n")
    }
    return .usage
  }

  /// The terminal's colours and its columns, up to 80.
  private static func style(for output: Output, isASCII: Bool) -> TerminalStyle {
    let columns = output.terminalSize?.columns ?? 80
    return TerminalStyle(
      color: output.prefersColor, characters: isASCII ? .ascii : .unicode,
      width: columns > 20 ? min(columns, 80) : 80)
  }

  /// The lesson's own input, for figures that fit here.
  var standardInput: LessonInput {
    var input = LessonInput(lesson.options)
    input.style = TerminalStyle(characters: style.characters, width: style.width - 2)
    return input
  }

  private func run() throws -> Exit {
    if arguments.showsHelp {
      write(help)
      return .done
    }
    if arguments.rewrites { return try rewrite() }
    if arguments.showsPlan { return try showPlan() }
    if let folder = arguments.figureFolder { return try writeFigures(to: folder) }
    if let command = arguments.command { return try command.run(self) }
    if entry.functions.isEmpty, ![.read, .next].contains(arguments.action) {
      complain("Lesson \(lesson.number) has no functions of its own. For help: \(command) --help")
      return .usage
    }
    switch arguments.action {
    case .read: return try read()
    case .check: return check()
    case .tryOut: return try tryOut()
    case .hint: return try hint()
    case .solution: return try solution()
    case .next: return next()
    case .reset: return try reset()
    case .watch: return try watch()
    }
  }

  /// The command line's options, for the lesson's own commands.
  package var options: Arguments { arguments.all }

  /// Writes text to standard output.
  package func write(_ text: StyledText) { console.output.write(style.render(text)) }

  /// Writes a sentence to standard error, after what was written before.
  package func complain(_ words: String) {
    console.output.flush()
    console.errors.write(words + "\n")
  }

  /// Writes a line to standard output.
  package func write(_ line: String, _ style: Style = .plain) {
    write(StyledText([StyledLine(line, style)]))
  }

  /// The file that is graded.
  var workbook: String { arguments.workbook ?? course.workbook(lesson.number) }

  var command: String { entry.command }

  /// The lesson's text from its folder.
  func lessonText() throws -> (path: String, text: String) {
    guard let path = course.text(lesson.number), let text = Files.text(of: path) else {
      throw LessonInput.NotUnderstood(
        "There is no Lesson.md for lesson \(lesson.number) in \(course.lessonsFolder).")
    }
    return (path, text)
  }

  /// The lesson's text, in the characters that may be written.
  func parsedText() throws -> LessonText {
    let text = LessonText(parsing: try lessonText().text)
    return style.isASCII ? text.mapped(style.spell) : text
  }

  private func rewrite() throws -> Exit {
    let (path, text) = try lessonText()
    let new = try lesson.regenerated(text, course: course)
    if new == text {
      write("\(course.shown(path)) is up to date.")
    } else {
      try Files.write(new, to: path)
      write("\(course.shown(path)): wrote the figures and excerpts again.")
    }
    let unused = lesson.figures.map(\.name).filter { !text.contains("```figure \($0)\n") }
    guard unused.isEmpty else {
      complain("These figures are not in the text: \(unused.joined(separator: ", ")).")
      return .notPassed
    }
    return .done
  }

  private var help: StyledText {
    var text = StyledText()
    text.append("Lesson \(lesson.number): \(entry.title) — \(entry.subject)", .heading)
    text.appendGap()
    func row(_ usage: String, _ meaning: String) {
      var line = StyledLine("  " + usage, .bold)
      line.pad(to: 30)
      line.append(meaning)
      for part in line.wrapped(to: style.width, indent: 30) { text.append(part) }
    }
    text.append("\(command) …")
    for (index, command) in lesson.commands.enumerated() {
      row((index == 0 ? "" : command.name), command.meaning)
      for option in command.options {
        row("  --\(option.name) \(option.value ?? "")", option.help)
      }
    }
    if !lesson.commands.isEmpty { text.appendGap() }
    row(lesson.commands.isEmpty ? "" : "read", "read the lesson, step by step")
    row("--plain", "print the whole lesson, without pauses")
    row("  --answers end", "with the answers of the questions at the end; or: no")
    row("--svg FOLDER", "write the figures as SVG files")
    row("--plan", "say how many minutes each step takes")
    row("--ascii", "draw without box characters")
    row("--list", "list the steps")
    row("--step N", "begin with step N; with --plain print only that step")
    for option in lesson.options {
      row("--\(option.name) …", "draw the figures for " + option.meaning)
    }
    text.appendGap()
    if !entry.functions.isEmpty {
      row("check", "grade \(course.shown(workbook))")
      row("  --all", "grade every lesson's file")
      row("  --workbook FILE", "grade another file, or each file of a folder")
      row("  --errors", "show all errors of the compiler, not only the first")
      row("  --json", "print one JSON object for each function")
      row("watch", "grade it each time you save it; with keys for a hint and more")
      row("try [function]", "call your function with the input of the options above, and draw")
      row("hint [function]", "show a hint; again: the concept; again: nearly the code")
      row("solution", "show the finished file, if you have passed or ask twice")
      row("reset", "bring back the file as it was at first; yours is kept")
    }
    row("next", "say what to run next")
    text.appendGap()
    text.append("Exit codes: 0 passed or done, 1 not passed, 2 command line not understood.")
    text.append("Your progress is kept in \(course.shown(course.progress)).")
    return text
  }
}
