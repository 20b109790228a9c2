import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson6 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(6, options: [], figures: [], experiments: [])
}
