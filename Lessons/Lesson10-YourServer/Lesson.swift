import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson10 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    10, options: [], figures: [], experiments: [],
    commands: [ServeCommand.command, CheckCommand.command])
}
