import LessonExercises
import LessonKit

@main
enum Lesson3 {
  static func main() {
    LessonProgram.run(Lesson(3, options: [], figures: []), exercises: Exercise.all)
  }
}
