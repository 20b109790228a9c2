import LessonKit

extension WriteResponseAttempt {
  static let parts: [[Mistake<Self>]] = []
}
