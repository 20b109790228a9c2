import CommandLineKit
import LessonKit
import TerminalText

/// `wsx course`: the map of the lessons, and where the learner is.
enum CourseCommand: Command {
  static let name = "course"
  static let summary = "show the course: what is passed, where you are, what to run next"
  static let usage = [""]
  static let examples = [
    Example(line: "wsx course", shows: "the lessons, and the next one's command")
  ]
  static let options = Option.drawing + [.help]

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if let word = arguments.words.first {
      throw Failure.usage("course takes no words, but \(quoted(word)) was given.")
    }
    let style = try TerminalStyle(arguments, for: console.output)
    do {
      console.output.write(courseMap(try CourseFolder.find()).rendered(style))
    } catch {
      throw Failure.badInput(error.description)
    }
    return .clean
  }
}
