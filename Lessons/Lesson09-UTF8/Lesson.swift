import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson9 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(9, options: [], figures: [], experiments: [])
}
