import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson7 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(7, options: [], figures: [], experiments: [])
}
