import LessonKit

extension ReadRequestAttempt {
  static let parts: [[Mistake<Self>]] = []
}
